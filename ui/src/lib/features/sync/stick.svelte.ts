// Carrying by hand: a bundle written to a stick, and one read from it.
import {
  type Api,
  Attempt,
  beside,
  type BundleContent,
  type BundleReadView,
  type BundleWrittenView,
  inFolder,
  type Work,
} from "$api";

export class ToStick {
  content = $state<BundleContent>("unsent");
  path = $state("");
  missing = $state(false);
  written = $state.raw<BundleWrittenView | null>(null);
  readonly attempt = new Attempt("export-bundle");
  /** Asking for folders, names and places. */
  readonly files = new Attempt("files");
  readonly #api: Api;
  /** What was suggested last: a path changed by hand stays. */
  #suggested = "";
  #name = "";

  constructor(api: Api) {
    this.#api = api;
  }

  /** Suggests a place and a name without anybody's name in it. */
  async suggest(): Promise<void> {
    const found = await this.files.run(() =>
      Promise.all([this.#api.documentsFolder(), this.#api.bundleName(this.content)]),
    );
    if (found === null || this.path !== this.#suggested) return;
    const [folder, name] = found;
    this.#offer(inFolder(folder, name), name);
  }

  async choose(content: BundleContent): Promise<void> {
    this.content = content;
    const name = await this.files.run(() => this.#api.bundleName(content));
    if (name !== null && this.path === this.#suggested) this.#offer(beside(this.path, name), name);
  }

  /** Asks where with the system's own dialog; `null` when the person cancels. */
  pick(title: string): Promise<string | null> {
    return this.files.run(() => this.#api.pickPlace(title, this.#name));
  }

  async write(): Promise<void> {
    const path = this.path.trim();
    this.missing = path === "";
    if (this.missing) return;
    const form = { content: this.content, path };
    this.written = await this.attempt.run(() => this.#api.exportBundle(form));
  }

  #offer(path: string, name: string): void {
    this.#name = name;
    this.#suggested = path;
    this.path = path;
  }
}

export class FromStick {
  path = $state("");
  missing = $state(false);
  /** What came of it. */
  read = $state.raw<BundleReadView | null>(null);
  readonly attempt = new Attempt("import-bundle");
  readonly #api: Api;
  readonly #work: Work;

  constructor(api: Api, work: Work) {
    this.#api = api;
    this.#work = work;
  }

  /** Asks for the file with the system's own dialog; `null` when the person cancels. */
  pick(title: string): Promise<string | null> {
    return this.attempt.run(() => this.#api.pickFile(title));
  }

  async take(): Promise<void> {
    const path = this.path.trim();
    this.missing = path === "";
    if (this.missing) return;
    this.read = await this.attempt.run(() => this.#api.importBundle(path));
    // Also after an error: what could be read before it is here.
    await this.#work.refresh();
  }
}
