// Catches a scanner's burst of keys whatever has the focus. Armed only while somebody listens.
import { Burst, SCAN_CHARS_MIN, SCAN_STALL_MAX_MS } from "./burst";
import { FieldMemory } from "./field";
import { cardIn, Trail } from "./trail";

/** Typed as it should be, or rewritten by an input method on the way. */
export type ScanWay = "typed" | "retyped";
/** Gets what was scanned, the way it came, and whether Enter came after it. */
export type ScanListener = (text: string, way: ScanWay, ended: boolean) => void;

/** An Enter so late still belongs to a scan that was taken without it. */
const LATE_ENTER_MAX_MS = 1000;
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
  readonly #trail = new Trail();
  #listeners: readonly { listener: ScanListener; takes: (text: string) => boolean }[] = [];
  #before: FieldMemory | null = null;
  #held: (() => void)[] = [];
  #awaited: string | null = null;
  /** Until when what scanners send after a card is nobody's. */
  #tailUntilMs = Number.NEGATIVE_INFINITY;
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
    if (event.timeStamp <= this.#tailUntilMs && isTail(event)) return this.#end(event);
    this.#tailUntilMs = Number.NEGATIVE_INFINITY;
    if (isAltCode(event)) return false;
    if (isPlain(event, "Enter")) return this.#enter(event);
    if (isPlain(event, "Backspace") && this.#burst.sure) return this.#takeBack(event);
    if (isText(event)) return this.#text(event, event.key, shortcut);
    if (isPlain(event, "Tab") && this.#trail.isWhole && !this.#burst.isCard) return this.#slow(event);
    this.settle();
    this.#trail.reset();
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
    this.#trail.reset();
    if (!this.#burst.sure || this.#burst.lapsed(event.timeStamp)) return this.settle();
    this.#burst.compose(event.timeStamp);
    this.#wait();
  }

  /** A card without Enter, or no scanner after all: then what was held back happens now. */
  settle(): void {
    clearTimeout(this.#timer);
    const last = this.#listeners.at(-1);
    const { text, composed, isCard, lastMs } = this.#burst;
    const parted = this.#trail.isWhole && isCard && (this.#trail.card?.length ?? 0) > text.length;
    if (parted && this.#take(this.#trail.card ?? "", false)) {
      this.#tailUntilMs = lastMs + LATE_ENTER_MAX_MS;
      return;
    }
    if (last && (composed || isCard) && text.length >= SCAN_CHARS_MIN && last.takes(text)) {
      const [before, way] = [composed ? this.#before : null, wayOf(this.#burst)];
      this.#tailUntilMs = lastMs + LATE_ENTER_MAX_MS;
      this.#trail.reset();
      this.#forget();
      before?.restore();
      // The Enter of a scan that was composed may have gone to the input method.
      return last.listener(text, way, composed);
    }
    const held = this.#held;
    // What acted as a key stands in no field.
    if (held.length > 0) this.#trail.reset();
    const typed = this.#burst.sure ? this.#burst.text : "";
    const before = this.#before;
    this.#forget();
    if (typed !== "") before?.insert(typed);
    held.forEach((run) => run());
  }

  /** The hand goes elsewhere: what it held back happens now, and a whole card is not left where it was typed. */
  leave(): void {
    this.settle();
    const { card, isWhole } = this.#trail;
    if (isWhole && card !== null) this.#take(card, false);
    this.#trail.reset();
  }

  #text(event: Event, chars: string, shortcut: (() => void) | null): boolean {
    if (this.#burst.lapsed(event.timeStamp)) this.settle();
    if (this.#burst.text === "") this.#before = FieldMemory.of(document.activeElement);
    this.#trail.add(chars);
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
    // A stall may have parted a card: its beginning stands in the field.
    if ((this.#trail.card?.length ?? 0) > (scanned?.length ?? 0)) return this.#slow(event);
    const way = wayOf(this.#burst);
    const last = this.#listeners.at(-1);
    if (scanned === null || last?.takes(scanned) === false) {
      this.settle();
      this.#trail.reset();
      return this.#pasted(event);
    }
    clearTimeout(this.#timer);
    if (this.#burst.composed) this.#before?.restore();
    this.#forget();
    this.#trail.reset();
    last?.listener(scanned, way, true);
    return this.#end(event);
  }

  /** A card came too slowly to be told from a hand by time: its Enter is no hand's either. */
  #slow(event: KeyboardEvent): boolean {
    const { card } = this.#trail;
    const taken = card !== null && this.#take(card, event.key === "Enter");
    if (!taken) this.settle();
    this.#trail.reset();
    return taken && this.#end(event);
  }

  /** A card's text that stands in the field is never saved with it. */
  #pasted(event: KeyboardEvent): boolean {
    const last = this.#listeners.at(-1);
    const found = cardIn(event.target);
    if (found === null || last?.takes(found.card) !== true) return false;
    found.cut();
    last.listener(found.card, "typed", true);
    return this.#end(event);
  }

  /** Nobody's key, and what comes close behind it neither. */
  #end(event: KeyboardEvent): true {
    this.#tailUntilMs = event.timeStamp + SCAN_STALL_MAX_MS;
    return swallow(event);
  }

  /** Hands a slow card to whoever listens, and leaves nothing of it where it was typed. */
  #take(card: string, ended: boolean): boolean {
    const last = this.#listeners.at(-1);
    if (last?.takes(card) !== true) return false;
    clearTimeout(this.#timer);
    const way = wayOf(this.#burst);
    this.#trail.clean();
    this.#forget();
    last.listener(card, way, ended);
    return true;
  }

  #takeBack(event: KeyboardEvent): boolean {
    this.#burst.takeBack(event.timeStamp);
    this.#trail.takeBack();
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
