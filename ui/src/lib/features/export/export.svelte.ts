// Taking something away as a file: of what kind, how ID numbers are written, and where it goes.
import {
  type Api,
  Attempt,
  type ExportedView,
  type ExportForm,
  type ExportFormat,
  type FollowUpPlace,
  type Language,
  type Numbers,
} from "$api";
import { beside, inFolder } from "$shared/files";

export const FORMATS: readonly ExportFormat[] = ["xlsx", "csv"];

/** What is taken away. */
export interface Source {
  name: (format: ExportFormat) => Promise<string>;
  write: (form: Omit<ExportForm, "session">) => Promise<ExportedView>;
}

/** A session's log. */
export const sessionLog = (api: Api, session: string): Source => ({
  name: (format) => api.exportName(session, format),
  write: (form) => api.exportSession({ session, ...form }),
});

/** Who is to be called in a place; no ID number is in it. */
export const callSheet = (api: Api, place: FollowUpPlace): Source => ({
  name: (format) => api.callSheetName(place, format),
  write: ({ format, language, path }) => api.exportCallSheet({ place, format, language, path }),
});

export class Export {
  format = $state<ExportFormat>("xlsx");
  numbers = $state<Numbers>("masked");
  path = $state("");
  missing = $state(false);
  written = $state.raw<ExportedView | null>(null);
  readonly attempt = new Attempt("export");
  /** Asking for folders, names and places. */
  readonly files = new Attempt("files");
  readonly #api: Api;
  readonly #source: Source;
  /** What was suggested last: a path changed by hand stays. */
  #suggested = "";
  #name = "";

  constructor(api: Api, source: Source) {
    this.#api = api;
    this.#source = source;
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
    const form = { format, numbers, language, path };
    this.written = await this.attempt.run(() => this.#source.write(form));
    return this.written !== null;
  }

  #named(): Promise<string> {
    return this.#source.name(this.format);
  }

  #offer(path: string, name: string): void {
    this.#name = name;
    this.#suggested = path;
    this.path = path;
  }
}
