// A certificate of the centre's own: its file is looked at, and used only once its fingerprint was compared.
import { type Api, Attempt, type CertificateForm } from "$api";

export class Certificate {
  path = $state("");
  /** Of the file that was looked at; `null` before. */
  fingerprint = $state<string | null>(null);
  missing = $state(false);
  readonly attempt = new Attempt("certificate");
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  pick(title: string): Promise<string | null> {
    return this.attempt.run(() => this.#api.pickFile(title));
  }

  async look(): Promise<void> {
    const path = this.path.trim();
    this.missing = path === "";
    if (this.missing) return;
    const view = await this.attempt.run(() => this.#api.lookAtCertificate(path));
    this.fingerprint = view?.fingerprint ?? null;
  }

  /** What was compared; `null` before anything was looked at. */
  get compared(): CertificateForm | null {
    return this.fingerprint === null ? null : { path: this.path.trim(), fingerprint: this.fingerprint };
  }
}
