// A key or a combination of keys, and whether an event is it. Pure.

export interface Chord {
  ctrl: boolean;
  alt: boolean;
  shift: boolean;
  /** `z`, `1`, `?`, `F2`, `Enter`, `Escape`, `ArrowLeft` … */
  key: string;
}

/** What a chord needs to know of a KeyboardEvent. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

const SHORT_NAMES: Readonly<Record<string, string>> = {
  Esc: "Escape",
  Left: "ArrowLeft",
  Right: "ArrowRight",
  Up: "ArrowUp",
  Down: "ArrowDown",
};

/** `Ctrl+Shift+Z`, `Alt+1`, `F2`, `Esc`, `Left`, `C` → its parts. */
export function parseChord(text: string): Chord {
  const parts = text.split("+");
  const last = parts.pop() ?? "";
  const named = SHORT_NAMES[last] ?? last;
  return {
    ctrl: parts.includes("Ctrl"),
    alt: parts.includes("Alt"),
    shift: parts.includes("Shift"),
    key: named.length === 1 ? named.toLowerCase() : named,
  };
}

/** One character without Ctrl or Alt: in a field it is text. */
export function isBare(chord: Chord): boolean {
  return chord.key.length === 1 && !chord.ctrl && !chord.alt;
}

/** The place of the key decides too: some Vietnamese layouts put letters on the row of digits. */
function codesOf(chord: Chord): string[] {
  if (/^[a-z]$/.test(chord.key)) return [`Key${chord.key.toUpperCase()}`];
  if (!/^\d$/.test(chord.key)) return [];
  return [`Digit${chord.key}`, `Numpad${chord.key}`];
}

function isKey(chord: Chord, press: KeyPress): boolean {
  // Alt with the number pad composes characters; scanners type diacritics that way.
  if (chord.alt && press.code.startsWith("Numpad")) return false;
  return press.key.toLowerCase() === chord.key.toLowerCase() || codesOf(chord).includes(press.code);
}

export function matches(chord: Chord, press: KeyPress): boolean {
  if (press.metaKey || press.ctrlKey !== chord.ctrl || press.altKey !== chord.alt) return false;
  const isSymbol = chord.key.length === 1 && !/[a-z\d]/.test(chord.key);
  return (isSymbol || press.shiftKey === chord.shift) && isKey(chord, press);
}
