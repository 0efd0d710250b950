// A pad of numbered slips to print: how many, from which number, and where the file goes.
import { type Api, type ExportedView, type Language, type PadsView, Saving } from "$api";
import { wholeNumber } from "./number";

/** An evening's worth: twenty pages. */
const COUNT_OFFERED = 60;

export class PadPrint {
  pads = $state.raw<PadsView | null>(null);
  first = $state("");
  count = $state(String(COUNT_OFFERED));
  readonly saving: Saving<ExportedView>;
  readonly #api: Api;
  readonly #session: string;

  constructor(api: Api, session: string) {
    this.saving = new Saving(api, "print-pad");
    this.#api = api;
    this.#session = session;
  }

  /** Offers the next number and a place. */
  async suggest(): Promise<void> {
    await this.saving.suggest(async () => {
      this.pads = await this.#api.pads(this.#session);
      this.first = String(this.pads.next);
      return this.pads.name;
    });
  }

  get pages(): number {
    return Math.ceil((wholeNumber(this.count) ?? 0) / (this.pads?.slips_a_page ?? 1));
  }

  /** Writes the file, unless it has no place; which numbers are good the core says. */
  write(language: Language): Promise<void> {
    const [first, count] = [wholeNumber(this.first) ?? 0, wholeNumber(this.count) ?? 0];
    return this.saving.write((path) =>
      this.#api.printPad({ session: this.#session, first, count, language, path }),
    );
  }
}
