// The box: what is typed, whom it found, where the arrows stand. An answer that comes late is dropped.
import type { Api, PersonKey, SearchRow, SearchView } from "$api";
import { AppError } from "$api";

const NOBODY: SearchView = { rows: [], more: false, look_alikes: false };

/** Even cut off in the middle a card begins so, and no name does. */
const CARD_BEGUN = /^\s*\d{8,}\|/;

/** A card's text typed or pasted by hand, or by a scanner too slow to be told from a hand: never searched for. */
export function isCardText(text: string): boolean {
  return text.split("|").length > 5 || CARD_BEGUN.test(text);
}

const BEGINS_AS_CARD = /^\d{12}\|/;

/** A scanner that hesitates after its first keys leaves them in the box as typing: put together again what it typed. */
export function wholeCard(typed: string, scanned: string): string {
  // Inner spaces stay where the scanner paused.
  const both = typed.trimStart() + scanned;
  return !BEGINS_AS_CARD.test(scanned) && CARD_BEGUN.test(both) ? both : scanned;
}

const sameKey = (one: PersonKey | null, other: PersonKey) =>
  one !== null && one.kind === other.kind && one.id === other.id;

export class Finder {
  readonly #api: Api;
  text = $state("");
  found = $state.raw(NOBODY);
  /** The text `found` answers. */
  answered = $state("");
  failure = $state.raw<AppError | null>(null);
  #standing = $state.raw<PersonKey | null>(null);
  #asked = 0;

  constructor(api: Api) {
    this.#api = api;
  }

  get empty(): boolean {
    return this.text.trim() === "";
  }

  /** The row the arrows stand on, found again by person and not by place; none until somebody goes there. */
  get at(): number {
    return this.found.rows.findIndex(({ key }) => sameKey(this.#standing, key));
  }

  get standing(): SearchRow | null {
    return this.found.rows[this.at] ?? null;
  }

  get lookAlikes(): number {
    return this.found.rows.filter((row) => row.look_alike).length;
  }

  /** Takes what the box holds now. */
  async seek(text: string): Promise<void> {
    this.text = text;
    const asked = ++this.#asked;
    if (this.empty || isCardText(text)) return this.#show(NOBODY, "");
    try {
      const found = await this.#api.search(text.normalize("NFC"));
      if (asked === this.#asked) this.#show(found, text);
    } catch (thrown) {
      if (asked === this.#asked) this.failure = AppError.from(thrown, "search");
    }
  }

  move(step: 1 | -1): void {
    const { rows } = this.found;
    const last = rows.length - 1;
    const from = this.at === -1 && step === -1 ? rows.length : this.at;
    this.#standing = rows[Math.min(Math.max(from + step, 0), last)]?.key ?? null;
  }

  clear(): void {
    this.text = "";
    this.#asked++;
    this.#show(NOBODY, "");
  }

  #show(found: SearchView, answered: string): void {
    this.found = found;
    this.answered = answered;
    this.failure = null;
    if (this.at === -1) this.#standing = null;
  }
}
