// Taking a session's log away: what kind of file, how ID numbers are written, and where it goes.
import { type Api, Attempt, type ExportedView, type ExportFormat, type Language, type Numbers } from "$api";
import { beside, inFolder } from "$shared/files";

export const FORMATS: readonly ExportFormat[] = ["xlsx", "csv"];

export class Export {
  format = $state<ExportFormat>("xlsx");
  numbers = $state<Numbers>("masked");
  path = $state("");
  missing = $state(false);
  written = $state.raw<ExportedView | null>(null);
  readonly attempt = new Attempt("export-session");
  /** Asking for folders, names and places. */
  readonly files = new Attempt("files");
  readonly #api: Api;
  readonly #session: string;
  /** What was suggested last: a path changed by hand stays. */
  #suggested = "";
  #name = "";

  constructor(api: Api, session: string) {
    this.#api = api;
    this.#session = session;
  }

  /** Suggests a place for a file of this format. */
  async suggest(): Promise<void> {
    const found = await this.files.run(() => Promise.all([this.#api.documentsFolder(), this.#named()]));
    if (found === null || this.path !== this.#suggested) return;
    const [folder, name] = found;
    this.#offer(inFolder(folder, name), name);
  }

  async choose(format: ExportFormat): Promise<void> {
    this.format = format;
    const name = await this.files.run(() => this.#named());
    if (name === null) return;
    // Only the ending is ours to change once the name was typed.
    if (this.path === this.#suggested) this.#offer(beside(this.path, name), name);
    else this.path = this.path.replace(/\.(xlsx|csv)$/i, `.${format}`);
  }

  /** Asks where with the system's own dialog; `null` when the person cancels. */
  pick(title: string): Promise<string | null> {
    return this.files.run(() => this.#api.pickPlace(title, this.#name));
  }

  /** Writes the file; false when there is no path or the core refuses. */
  async write(language: Language): Promise<boolean> {
    const path = this.path.trim();
    this.missing = path === "";
    if (this.missing) return false;
    const { format, numbers } = this;
    const form = { session: this.#session, format, numbers, language, path };
    this.written = await this.attempt.run(() => this.#api.exportSession(form));
    return this.written !== null;
  }

  #named(): Promise<string> {
    return this.#api.exportName(this.#session, this.format);
  }

  #offer(path: string, name: string): void {
    this.#name = name;
    this.#suggested = path;
    this.path = path;
  }
}
