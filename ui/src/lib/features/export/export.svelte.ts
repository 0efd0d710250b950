// Taking something away as a file: of what kind, how ID numbers are written, and where it goes.
import {
  type Api,
  beside,
  type CallSheetFormat,
  type ExportedView,
  type ExportForm,
  type ExportFormat,
  type FollowUpPlace,
  type Language,
  type Numbers,
  Saving,
} from "$api";

/** What is taken away. */
export interface Source<Format> {
  name: (format: Format) => Promise<string>;
  write: (form: Omit<ExportForm, "session" | "format"> & { format: Format }) => Promise<ExportedView>;
}

/** A session's log. */
export const sessionLog = (api: Api, session: string): Source<ExportFormat> => ({
  name: (format) => api.exportName(session, format),
  write: (form) => api.exportSession({ session, ...form }),
});

/** Who is to be called in a place; no ID number is in it. */
export const callSheet = (api: Api, place: FollowUpPlace): Source<CallSheetFormat> => ({
  name: (format) => api.callSheetName(place, format),
  write: ({ format, language, path }) => api.exportCallSheet({ place, format, language, path }),
});

export class Export<Format extends CallSheetFormat> {
  format: Format;
  numbers = $state<Numbers>("masked");
  readonly saving: Saving<ExportedView>;
  readonly #source: Source<Format>;

  constructor(api: Api, source: Source<Format>, format: Format) {
    this.format = $state(format);
    this.saving = new Saving(api, "export");
    this.#source = source;
  }

  /** Suggests a place for a file of this format. */
  async suggest(): Promise<void> {
    await this.saving.suggest(() => this.#source.name(this.format));
  }

  async choose(format: Format): Promise<void> {
    this.format = format;
    const { saving } = this;
    const name = await saving.asking.run(() => this.#source.name(format));
    if (name === null) return;
    // Only the ending is ours to change once the name was typed.
    if (saving.untouched) saving.offer(beside(saving.path, name), name);
    else saving.path = saving.path.replace(/\.(pdf|xlsx|csv)$/i, `.${format}`);
  }

  /** Writes the file, unless it has no place. */
  write(language: Language): Promise<void> {
    const { format, numbers } = this;
    return this.saving.write((path) => this.#source.write({ format, numbers, language, path }));
  }
}
