// Tells a scanner's burst of characters from a hand's typing, by time alone. Pure: instants are arguments.

/** Longest pause between two characters of a scanner; a hand is slower. */
export const SCAN_GAP_MAX_MS = 40;
/** So many characters in a row without a hand's pause: a scanner is at work. */
export const SCAN_SURE_CHARS = 6;
/** Longest pause forgiven once a scanner is at work (a busy laptop, diacritics typed as Alt codes). */
export const SCAN_STALL_MAX_MS = 150;
/** So many bars has a card, and nothing that a hand types. */
export const SCAN_BARS_MIN = 6;
/** A scanner that says nothing for so long has finished, without Enter; keys that a busy page keeps waiting come sooner. */
export const SCAN_SILENCE_MS = 400;
/** No card's text is shorter; what is shorter was typed. */
export const SCAN_CHARS_MIN = 20;
/** What comes after is dropped; the card parser refuses so long a text. */
export const SCAN_CHARS_MAX = 8192;

/** The last day whole, and maybe empty fields behind it. */
const CARD_END = /\|\d{8}\|*$/;

export class Burst {
  #text = "";
  #sure = false;
  #retyped = false;
  #composed = false;
  #lastMs = Number.NEGATIVE_INFINITY;

  /** A scanner is at work: what arrives now must not reach any field. */
  get sure(): boolean {
    return this.#sure;
  }

  /** An input method took letters back: scanners never do. */
  get retyped(): boolean {
    return this.#retyped;
  }

  /** An input method composed letters of its own: what it was given is not in the text. */
  get composed(): boolean {
    return this.#composed;
  }

  get text(): string {
    return this.#text;
  }

  /** It has all the bars of a card. */
  get #hasBars(): boolean {
    return this.#sure && this.#text.split("|").length > SCAN_BARS_MIN;
  }

  /** It ends as a card does: a scanner that hesitates in the middle of the last day has not finished. */
  get isCard(): boolean {
    return this.#hasBars && CARD_END.test(this.#text);
  }

  /** When its last character came. */
  get lastMs(): number {
    return this.#lastMs;
  }

  /** How long the next character may take and still belong to this burst. */
  get patienceMs(): number {
    if (this.#hasBars) return SCAN_SILENCE_MS;
    return this.#sure ? SCAN_STALL_MAX_MS : SCAN_GAP_MAX_MS;
  }

  /** For how long nothing may arrive before what was held back happens. */
  get silenceMs(): number {
    return this.#sure ? SCAN_SILENCE_MS : SCAN_GAP_MAX_MS;
  }

  /** Nothing that arrives at `atMs` belongs to this burst any more. */
  lapsed(atMs: number): boolean {
    return atMs - this.#lastMs > this.patienceMs;
  }

  add(chars: string, atMs: number): void {
    if (this.lapsed(atMs)) this.reset();
    this.#text = (this.#text + chars).slice(0, SCAN_CHARS_MAX);
    this.#lastMs = atMs;
    this.#sure ||= this.#text.length >= SCAN_SURE_CHARS;
  }

  /** An input method takes back what it is about to write another way. */
  takeBack(atMs: number): void {
    this.#text = this.#text.slice(0, -1);
    this.#retyped = true;
    this.#lastMs = atMs;
  }

  /** An input method keeps a key for itself. */
  compose(atMs: number): void {
    this.#retyped = true;
    this.#composed = true;
    this.#lastMs = atMs;
  }

  /** Enter: the scanned text, or `null` when a hand typed. */
  end(atMs: number): string | null {
    const scanned = this.#sure && !this.lapsed(atMs) && this.#text.length >= SCAN_CHARS_MIN;
    return scanned ? this.#text : null;
  }

  reset(): void {
    this.#text = "";
    this.#sure = false;
    this.#retyped = false;
    this.#composed = false;
    this.#lastMs = Number.NEGATIVE_INFINITY;
  }
}
