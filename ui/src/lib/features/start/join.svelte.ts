// A new laptop asks to join: its name, a PIN, and the request file it writes.
import { type Api, Attempt, inFolder, JOIN_REQUEST_NAME, type JoinRequestView } from "$api";

export type MissingJoin = "label" | "pin" | "repeat" | "path";

export class Join {
  label = $state("");
  pin = $state("");
  repeat = $state("");
  path = $state("");
  missing = $state<MissingJoin | null>(null);
  readonly attempt = new Attempt("request-to-join");
  /** Asking the system for folders and places. */
  readonly files = new Attempt("files");

  /** Suggests a place for the file, unless one was chosen meanwhile. */
  async suggest(api: Api): Promise<void> {
    const folder = await this.files.run(() => api.documentsFolder());
    if (folder !== null && this.path === "") this.path = inFolder(folder, JOIN_REQUEST_NAME);
  }

  /** Asks where to write it with the system's own dialog; `null` when the person cancels. */
  pick(api: Api, title: string): Promise<string | null> {
    return this.files.run(() => api.pickPlace(title, JOIN_REQUEST_NAME));
  }

  /** Writes the request; `null` when something is missing or the core refuses. */
  async ask(api: Api): Promise<JoinRequestView | null> {
    this.missing = this.#missing();
    if (this.missing !== null) return null;
    const form = { label: this.label.trim(), pin: this.pin, path: this.path.trim() };
    return this.attempt.run(() => api.requestToJoin(form));
  }

  #missing(): MissingJoin | null {
    if (this.label.trim() === "") return "label";
    if (this.pin === "") return "pin";
    if (this.pin !== this.repeat) return "repeat";
    return this.path.trim() === "" ? "path" : null;
  }
}
