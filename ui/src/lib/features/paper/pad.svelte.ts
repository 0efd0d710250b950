// A pad of numbered slips to print: how many, from which number, and where the file goes.
import { type Api, Attempt, type ExportedView, type Language, type PadsView } from "$api";
import { inFolder } from "$shared/files";
import { wholeNumber } from "./number";

/** An evening's worth: twenty pages. */
const COUNT_OFFERED = 60;

export class PadPrint {
  pads = $state.raw<PadsView | null>(null);
  first = $state("");
  count = $state(String(COUNT_OFFERED));
  path = $state("");
  missing = $state(false);
  written = $state.raw<ExportedView | null>(null);
  readonly attempt = new Attempt("print-pad");
  /** Asking for the pads, for folders and places. */
  readonly asking = new Attempt("pads");
  readonly #api: Api;
  readonly #session: string;

  constructor(api: Api, session: string) {
    this.#api = api;
    this.#session = session;
  }

  /** Offers the next number and a place. */
  async suggest(): Promise<void> {
    const asked = () => Promise.all([this.#api.pads(this.#session), this.#api.documentsFolder()]);
    const found = await this.asking.run(asked);
    if (found === null) return;
    const [pads, folder] = found;
    this.pads = pads;
    this.first = String(pads.next);
    this.path = inFolder(folder, pads.name);
  }

  /** Asks where with the system's own dialog; `null` when the person cancels. */
  pick(title: string): Promise<string | null> {
    return this.asking.run(() => this.#api.pickPlace(title, this.pads?.name ?? ""));
  }

  get pages(): number {
    return Math.ceil((wholeNumber(this.count) ?? 0) / (this.pads?.slips_a_page ?? 1));
  }

  /** Writes the file, unless it has no place; which numbers are good the core says. */
  async write(language: Language): Promise<void> {
    const path = this.path.trim();
    this.missing = path === "";
    if (this.missing) return;
    const count = wholeNumber(this.count) ?? 0;
    const form = { session: this.#session, first: wholeNumber(this.first) ?? 0, count, language, path };
    this.written = await this.attempt.run(() => this.#api.printPad(form));
  }
}
