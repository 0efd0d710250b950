// Beginning again with a recovery code: what is typed, and what is still missing.
import { type Api, Attempt, type Force, type StatusView } from "$api";

/** Where a new laptop takes the box from. */
export type BoxFrom = "centre" | "file";
export type MissingRecovery = "code" | "box" | "centre" | "name" | "label" | "pin" | "repeat";

export class Recover {
  code = $state("");
  from = $state<BoxFrom>("centre");
  box = $state("");
  centre = $state("");
  name = $state("");
  force = $state<Force>("police");
  label = $state("");
  pin = $state("");
  repeat = $state("");
  missing = $state<MissingRecovery | null>(null);
  readonly attempt = new Attempt("recover");
  readonly #api: Api;
  /** The commune lies on this laptop: no box has to be brought, and it has a name. */
  readonly #here: boolean;

  constructor(api: Api, here: boolean) {
    this.#api = api;
    this.#here = here;
  }

  /** The box comes out of a file, or lies here. */
  get takesFile(): boolean {
    return this.#here || this.from === "file";
  }

  /** Asks for the file with the system's own dialog; `null` when the person cancels. */
  pick(title: string): Promise<string | null> {
    return this.attempt.run(() => this.#api.pickFile(title));
  }

  /** Begins again; `null` when something is missing or the core refuses. */
  async begin(): Promise<StatusView | null> {
    this.missing = this.#missing();
    if (this.missing !== null) return null;
    const { code, name, force, pin } = this;
    const box_path = this.takesFile ? this.box.trim() : "";
    const centre = this.takesFile ? "" : this.centre.trim();
    const label = this.label.trim();
    return this.attempt.run(() =>
      this.#api.recover({ code, box_path, centre, certificate: null, name: name.trim(), force, label, pin }),
    );
  }

  #missing(): MissingRecovery | null {
    const blank = (text: string) => text.trim() === "";
    if (blank(this.code)) return "code";
    if (!this.#here && this.takesFile && blank(this.box)) return "box";
    if (!this.takesFile && blank(this.centre)) return "centre";
    if (blank(this.name)) return "name";
    if (!this.#here && blank(this.label)) return "label";
    if (this.pin === "") return "pin";
    return this.pin === this.repeat ? null : "repeat";
  }
}
