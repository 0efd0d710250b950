// What was typed one character after another, however slowly. A card's text in it came from a scanner too slow, or a page
// too busy, to be told from a hand by time: it is found by what it is.
import { SCAN_CHARS_MAX } from "./burst";
import { FieldMemory, write } from "./field";
import { textField } from "./shortcuts";

/** A whole number before a bar, or what a scanner left of one: no name, day or note has it. */
const BEGINNINGS = [/\d{12}\|/, /\d{8,}\|/];
const CARD_END = /\|\d{8}\|*$/;

/** Where a card's text begins in what was typed; `-1` where there is none. */
function cardAt(text: string): number {
  return BEGINNINGS.reduce((at, begin) => (at === -1 ? text.search(begin) : at), -1);
}

const isSecret = (element: Element | null) =>
  element instanceof HTMLInputElement && element.autocomplete.endsWith("password");

export class Trail {
  #text = "";
  #before: FieldMemory | null = null;

  /** The card's text at its end, `null` where there is none. */
  get card(): string | null {
    const at = cardAt(this.#text);
    return at === -1 ? null : this.#text.slice(at);
  }

  /** The card is there to its last day. */
  get isWhole(): boolean {
    return CARD_END.test(this.card ?? "");
  }

  add(chars: string): void {
    if (isSecret(document.activeElement)) return this.reset();
    if (this.#text === "") this.#before = FieldMemory.of(document.activeElement);
    this.#text = (this.#text + chars).slice(-SCAN_CHARS_MAX);
  }

  takeBack(): void {
    this.#text = this.#text.slice(0, -1);
  }

  /** Leaves in the field what a hand typed before the card. */
  clean(): void {
    this.#before?.put(this.#text.slice(0, Math.max(cardAt(this.#text), 0)));
    this.reset();
  }

  reset(): void {
    this.#text = "";
    this.#before = null;
  }
}

/** A card's text that got into a line of text some other way, pasted or through an input method, and how to take it out. */
export function cardIn(target: EventTarget | null): { card: string; cut: () => void } | null {
  if (!(target instanceof HTMLInputElement) || textField(target) === null || isSecret(target)) return null;
  const at = cardAt(target.value);
  if (at === -1) return null;
  const caret = target.selectionStart ?? 0;
  const end = caret > at ? caret : target.value.length;
  const rest = target.value.slice(0, at) + target.value.slice(end);
  return { card: target.value.slice(at, end), cut: () => write(target, rest, at) };
}
