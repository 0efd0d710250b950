// The one place that listens to the keyboard: scanner first, then shortcuts, then whatever has the focus.
import { createContext, onDestroy } from "svelte";
import { ScanCatcher, type ScanListener } from "./scan";
import { matches, parseChord } from "./chord";
import { type Layer, Shortcuts, textField } from "./shortcuts";

const EDITS = [
  { chord: parseChord("Ctrl+Z"), name: "undo" },
  { chord: parseChord("Ctrl+Shift+Z"), name: "redo" },
  { chord: parseChord("Ctrl+Y"), name: "redo" },
];
const MODIFIERS = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock"]);

/** An input method is still rewriting this text; Enter belongs to it. */
function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.key === "Process" || event.keyCode === 229;
}

/** The system's window on Linux knows no Ctrl+Z: it takes back typing where the field has some, as everywhere else. */
function undoTyping(event: KeyboardEvent): void {
  const name = EDITS.find(({ chord }) => matches(chord, event))?.name;
  if (name === undefined || event.defaultPrevented || !textField(event.target)?.value) return;
  event.preventDefault();
  // Nothing else reaches what the field remembers of its typing.
  (document as Partial<Document>).execCommand?.(name);
}

export class Keyboard {
  readonly shortcuts = new Shortcuts();
  readonly scan = new ScanCatcher();

  /** Listens to the whole window, before every component; the result stops it. */
  attach(target: Window): () => void {
    const aborted = new AbortController();
    const options = { capture: true, signal: aborted.signal };
    target.addEventListener("keydown", (event) => this.#keydown(event), options);
    target.addEventListener("beforeinput", (event) => this.#beforeInput(event), options);
    target.addEventListener("compositionstart", (event) => this.scan.compose(event), options);
    target.addEventListener("pointerdown", () => this.scan.leave(), options);
    target.addEventListener("blur", (event) => this.#blur(event), options);
    return () => aborted.abort();
  }

  #keydown(event: KeyboardEvent): void {
    if (MODIFIERS.has(event.key)) return;
    if (isComposing(event)) return this.scan.compose(event);
    const first = this.shortcuts.find(event, event.target);
    // A finger that rests on a digit has said it once.
    if (event.repeat && first?.bare === true) return event.preventDefault();
    if (this.scan.armed && this.scan.key(event, first?.bare === true ? first.run : null)) return;
    // What was held back has happened by now, and may have changed what this key does.
    const found = this.scan.armed ? this.shortcuts.find(event, event.target) : first;
    if (!found) return undoTyping(event);
    event.preventDefault();
    event.stopPropagation();
    found.run();
  }

  /** Where the whole window loses the keys, the field keeps its place: what comes next may be the rest of a card. */
  #blur(event: FocusEvent): void {
    const isWindow = event.target === event.currentTarget || event.target === document.activeElement;
    if (isWindow) this.scan.settle();
    else this.scan.leave();
  }

  #beforeInput(event: InputEvent): void {
    if (this.scan.armed && !event.isComposing) this.scan.input(event);
  }
}

const [getKeyboard, setKeyboard] = createContext<Keyboard>();
export { getKeyboard };

/** Gives every component beneath the same keyboard. */
export function provideKeyboard(): Keyboard {
  return setKeyboard(new Keyboard());
}

/** Binds keys for as long as the calling component lives; a component inside another lies above it. */
export function useShortcuts(layer: Layer): void {
  onDestroy(getKeyboard().shortcuts.add(layer));
}

/** Hands scans to the calling component for as long as it lives. */
export function useScans(listener: ScanListener): void {
  onDestroy(getKeyboard().scan.listen(listener));
}
