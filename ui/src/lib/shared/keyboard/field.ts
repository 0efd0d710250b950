// What a field held before a burst of characters began, so that none of it stays.
import { textField } from "./shortcuts";

type Field = HTMLInputElement | HTMLTextAreaElement;

function tell(element: HTMLElement, kind: "input" | "change"): void {
  element.dispatchEvent(new Event(kind, { bubbles: true }));
}

export function write(field: Field, value: string, caret: number | null): void {
  field.value = value;
  // Some kinds of field (number, e-mail) have no caret to set.
  if (caret !== null && field.selectionStart !== null) field.setSelectionRange(caret, caret);
  tell(field, "input");
}

export class FieldMemory {
  readonly #element: Field | HTMLSelectElement;
  readonly #value: string;
  readonly #caret: number | null;

  private constructor(element: Field | HTMLSelectElement) {
    this.#element = element;
    this.#value = element.value;
    this.#caret = element instanceof HTMLSelectElement ? null : element.selectionStart;
  }

  static of(target: Element | null): FieldMemory | null {
    const element = target instanceof HTMLSelectElement ? target : textField(target);
    return element ? new FieldMemory(element) : null;
  }

  restore(): void {
    if (this.#element.value === this.#value) return;
    if (this.#element instanceof HTMLSelectElement) {
      this.#element.value = this.#value;
      tell(this.#element, "change");
    } else {
      write(this.#element, this.#value, this.#caret);
    }
  }

  /** What it held before, and `text` where the caret was. */
  put(text: string): void {
    this.restore();
    if (text !== "") this.insert(text);
  }

  /** Gives the field what turned out to be typing, where the caret was. */
  insert(text: string): void {
    if (this.#element instanceof HTMLSelectElement || this.#element.readOnly) return;
    const at = this.#caret ?? this.#value.length;
    const whole = this.#value.slice(0, at) + text + this.#value.slice(at);
    const limit = this.#element.maxLength;
    write(this.#element, limit >= 0 ? whole.slice(0, limit) : whole, at + text.length);
  }
}
