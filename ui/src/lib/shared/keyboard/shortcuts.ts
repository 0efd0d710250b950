// Who listens to which key now: layers of bindings, the topmost first; a modal layer hides those beneath.
import { type Chord, isBare, type KeyPress, matches, parseChord } from "./chord";

export interface Binding {
  /** `Ctrl+Z`, `F2`, `Esc`, `Left`, `1` … */
  keys: string;
  run: () => void;
  /** Named in the help list (F1); without a name it is not listed. */
  label?: () => string;
  when?: () => boolean;
  /** Acts although a field has the focus. Function keys, Esc, Ctrl and Alt do so anyway; characters, Enter, arrows do not. */
  typing?: () => boolean;
}

export interface Layer {
  title: () => string;
  bindings: readonly Binding[];
  modal?: boolean;
}

export interface HelpGroup {
  title: string;
  keys: { keys: string; label: string }[];
}

const TEXT_KEYS = /^(Enter|Backspace|Delete|Home|End|Tab|Arrow.*|Page.*|.)$/;
const EDITING = /^[acvxyz]$/;
const NOT_TEXT = /^(button|checkbox|radio|range|submit|reset|file|color)$/;

/** The field that takes text, if it is one. */
export function textField(target: EventTarget | null): HTMLInputElement | HTMLTextAreaElement | null {
  if (target instanceof HTMLTextAreaElement) return target;
  return target instanceof HTMLInputElement && !NOT_TEXT.test(target.type) ? target : null;
}

/** Enter and Space on these do what the element does. */
function actsItself(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, a[href], select, summary, textarea") !== null;
}

function meantForTheElement(chord: Chord, target: EventTarget | null): boolean {
  if ((chord.key === "Enter" || chord.key === " ") && !chord.ctrl) return actsItself(target);
  return target instanceof HTMLSelectElement && (isBare(chord) || /^(Arrow|Page|Home|End)/.test(chord.key));
}

function meantForTheField(chord: Chord, target: EventTarget | null): boolean {
  const field = textField(target);
  if (!field) return false;
  if (chord.ctrl && EDITING.test(chord.key)) return field.value !== "";
  return !chord.ctrl && !chord.alt && TEXT_KEYS.test(chord.key);
}

function isFree(binding: Binding, chord: Chord, target: EventTarget | null): boolean {
  if (binding.typing?.() && textField(target)) return true;
  return !meantForTheElement(chord, target) && !meantForTheField(chord, target);
}

export class Shortcuts {
  #layers: readonly Layer[] = [];

  /** Puts a layer on top; the result takes it away again. */
  add(layer: Layer): () => void {
    this.#layers = [...this.#layers, layer];
    return () => {
      this.#layers = this.#layers.filter((one) => one !== layer);
    };
  }

  /** Layers that listen now, topmost first. */
  get #listening(): readonly Layer[] {
    const down = this.#layers.toReversed();
    const modal = down.findIndex((layer) => layer.modal === true);
    return modal === -1 ? down : down.slice(0, modal + 1);
  }

  /** The binding that answers this key press with the focus on `target`, and whether its key is a bare character. */
  find(press: KeyPress, target: EventTarget | null): { run: () => void; bare: boolean } | null {
    for (const binding of this.#listening.flatMap((layer) => layer.bindings)) {
      const chord = parseChord(binding.keys);
      if (!matches(chord, press) || binding.when?.() === false) continue;
      if (isFree(binding, chord, target)) return { run: binding.run, bare: isBare(chord) };
    }
    return null;
  }

  /** What F1 shows: the keys that work now, by layer, topmost first. */
  get help(): HelpGroup[] {
    return this.#listening.map(groupOf).filter((group) => group.keys.length > 0);
  }
}

function groupOf(layer: Layer): HelpGroup {
  const shown = layer.bindings.filter((binding) => binding.when?.() !== false);
  const keys = shown.flatMap(({ keys, label }) => (label ? [{ keys, label: label() }] : []));
  return { title: layer.title(), keys };
}
