// Carrying by hand: a bundle written to a stick, and one read from it.
import {
  type Api,
  Attempt,
  beside,
  type BundleContent,
  type BundleReadView,
  type BundleWrittenView,
  Saving,
  type Work,
} from "$api";

export class ToStick {
  content = $state<BundleContent>("unsent");
  readonly saving: Saving<BundleWrittenView>;
  readonly #api: Api;

  constructor(api: Api) {
    this.saving = new Saving(api, "export-bundle");
    this.#api = api;
  }

  /** Suggests a place and a name without anybody's name in it. */
  async suggest(): Promise<void> {
    await this.saving.suggest(() => this.#api.bundleName(this.content));
  }

  async choose(content: BundleContent): Promise<void> {
    this.content = content;
    const { saving } = this;
    const name = await saving.asking.run(() => this.#api.bundleName(content));
    if (name !== null && saving.untouched) saving.offer(beside(saving.path, name), name);
  }

  write(): Promise<void> {
    const { content } = this;
    return this.saving.write((path) => this.#api.exportBundle({ content, path }));
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
