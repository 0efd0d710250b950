// Catches a scanner's burst of keys whatever has the focus. Armed only while somebody listens.
import { Burst, SCAN_CHARS_MIN, SCAN_STALL_MAX_MS } from "./burst";
import { FieldMemory } from "./field";

/** Typed as it should be, or rewritten by an input method on the way. */
export type ScanWay = "typed" | "retyped";
/** Gets what was scanned, the way it came, and whether Enter came after it. */
export type ScanListener = (text: string, way: ScanWay, ended: boolean) => void;

/** A clock that rings so late was kept waiting by a busy page. */
const LATE_MAX_MS = 20;

const wayOf = ({ retyped }: Burst): ScanWay => (retyped ? "retyped" : "typed");

function isText(event: KeyboardEvent): boolean {
  const composed = event.getModifierState("AltGraph");
  return event.key.length === 1 && (composed || !(event.ctrlKey || event.altKey || event.metaKey));
}

function isPlain(event: KeyboardEvent, key: string): boolean {
  return event.key === key && !(event.ctrlKey || event.altKey || event.metaKey);
}

/** Scanners type letters with marks as Alt and digits of the number pad; the letter itself arrives as input. */
function isAltCode(event: KeyboardEvent): boolean {
  return event.altKey && event.code.startsWith("Numpad");
}

/** What some scanners send after Enter. */
function isTail(event: KeyboardEvent): boolean {
  return event.key === "Enter" || event.key === "Tab" || (event.ctrlKey && event.key.toLowerCase() === "j");
}

function swallow(event: Event): true {
  event.preventDefault();
  event.stopImmediatePropagation();
  return true;
}

export class ScanCatcher {
  readonly #burst = new Burst();
  #listeners: readonly { listener: ScanListener; takes: (text: string) => boolean }[] = [];
  #before: FieldMemory | null = null;
  #held: (() => void)[] = [];
  #awaited: string | null = null;
  #scannedAtMs = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * The listener added last gets the next scan; the result takes it away again. What it does not take was typed, however
   * fast: it stays where it was typed.
   */
  listen(listener: ScanListener, takes: (text: string) => boolean = () => true): () => void {
    const added = { listener, takes };
    this.#listeners = [...this.#listeners, added];
    return () => {
      this.#listeners = this.#listeners.filter((one) => one !== added);
    };
  }

  get armed(): boolean {
    return this.#listeners.length > 0;
  }

  /**
   * Takes a key press, and says whether it was taken away from everybody else. A shortcut that is a bare character
   * waits in `shortcut` until it is clear that no scanner typed it.
   */
  key(event: KeyboardEvent, shortcut: (() => void) | null): boolean {
    if (event.timeStamp - this.#scannedAtMs <= SCAN_STALL_MAX_MS && isTail(event)) return swallow(event);
    if (isAltCode(event)) return false;
    if (isPlain(event, "Enter")) return this.#enter(event);
    if (isPlain(event, "Backspace") && this.#burst.sure) return this.#takeBack(event);
    if (isText(event)) return this.#text(event, event.key, shortcut);
    this.settle();
    return false;
  }

  /** Takes text that arrived without a key press of its own (Alt codes, input methods). */
  input(event: InputEvent): void {
    const expected = event.data === this.#awaited;
    this.#awaited = null;
    if (expected || event.inputType !== "insertText" || event.data === null) return;
    this.#text(event, event.data, null);
  }

  /** An input method takes keys. While a scanner is at work, what comes of it is taken out of the field again. */
  compose(event: Event): void {
    if (!this.#burst.sure || this.#burst.lapsed(event.timeStamp)) return this.settle();
    this.#burst.compose(event.timeStamp);
    this.#wait();
  }

  /** A card without Enter, or no scanner after all: then what was held back happens now. */
  settle(): void {
    clearTimeout(this.#timer);
    const last = this.#listeners.at(-1);
    const { text, composed, isCard } = this.#burst;
    if (last && (composed || isCard) && text.length >= SCAN_CHARS_MIN && last.takes(text)) {
      const [before, way] = [composed ? this.#before : null, wayOf(this.#burst)];
      this.#forget();
      before?.restore();
      // The Enter of a scan that was composed may have gone to the input method.
      return last.listener(text, way, composed);
    }
    const held = this.#held;
    const typed = this.#burst.sure ? this.#burst.text : "";
    const before = this.#before;
    this.#forget();
    if (typed !== "") before?.insert(typed);
    held.forEach((run) => run());
  }

  #text(event: Event, chars: string, shortcut: (() => void) | null): boolean {
    if (this.#burst.lapsed(event.timeStamp)) this.settle();
    if (this.#burst.text === "") this.#before = FieldMemory.of(document.activeElement);
    const wasSure = this.#burst.sure;
    this.#burst.add(chars, event.timeStamp);
    if (this.#burst.sure && !wasSure) this.#begin();
    if (!this.#burst.sure && shortcut) this.#held.push(shortcut);
    this.#wait();
    if (this.#burst.sure || shortcut) return swallow(event);
    this.#awaited = event instanceof KeyboardEvent ? chars : null;
    return false;
  }

  #begin(): void {
    this.#held = [];
    this.#before?.restore();
  }

  #enter(event: KeyboardEvent): boolean {
    const scanned = this.#burst.end(event.timeStamp);
    const way = wayOf(this.#burst);
    const last = this.#listeners.at(-1);
    if (scanned === null || last?.takes(scanned) === false) {
      this.settle();
      return false;
    }
    clearTimeout(this.#timer);
    if (this.#burst.composed) this.#before?.restore();
    this.#forget();
    this.#scannedAtMs = event.timeStamp;
    swallow(event);
    last?.listener(scanned, way, true);
    return true;
  }

  #takeBack(event: KeyboardEvent): boolean {
    this.#burst.takeBack(event.timeStamp);
    this.#wait();
    return swallow(event);
  }

  /**
   * Settles what is held back once nothing more comes. Letters that reached their field need no clock: the next key says
   * by its own time whether it belongs to them.
   */
  #wait(): void {
    clearTimeout(this.#timer);
    if (!this.#burst.sure && this.#held.length === 0) return;
    const dueMs = performance.now() + this.#burst.silenceMs;
    // After a busy page, keys pressed meanwhile are still on their way.
    const settled = () => (performance.now() - dueMs > LATE_MAX_MS ? this.#wait() : this.settle());
    this.#timer = setTimeout(settled, this.#burst.silenceMs);
  }

  #forget(): void {
    this.#burst.reset();
    this.#before = null;
    this.#held = [];
    this.#awaited = null;
  }
}
