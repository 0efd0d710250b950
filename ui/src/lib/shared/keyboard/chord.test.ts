import { describe, expect, test } from "vitest";
import { isBare, type KeyPress, matches, parseChord } from "./chord";

const press = (key: string, code: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...held,
});
const ctrl = { ctrlKey: true };
const alt = { altKey: true };

describe("a chord", () => {
  test.each<[string, KeyPress, boolean]>([
    ["Ctrl+Z", press("z", "KeyZ", ctrl), true],
    ["Ctrl+Z", press("Z", "KeyZ", { ctrlKey: true, shiftKey: true }), false],
    ["Ctrl+Z", press("z", "KeyZ"), false],
    ["Ctrl+1", press("1", "Digit1", ctrl), true],
    ["1", press("1", "Digit1"), true],
    ["1", press("1", "Numpad1"), true],
    // The Vietnamese layout of Windows has letters on the row of digits.
    ["1", press("ă", "Digit1"), true],
    ["1", press("!", "Digit1", { shiftKey: true }), false],
    ["Alt+1", press("1", "Digit1", alt), true],
    // Scanners compose letters with Alt and the number pad.
    ["Alt+1", press("1", "Numpad1", alt), false],
    ["F2", press("F2", "F2"), true],
    ["Esc", press("Escape", "Escape"), true],
    ["Left", press("ArrowLeft", "ArrowLeft"), true],
    ["Enter", press("Enter", "NumpadEnter"), true],
    ["Ctrl+Enter", press("Enter", "Enter"), false],
    ["?", press("?", "Slash", { shiftKey: true }), true],
    ["C", press("c", "KeyC"), true],
    ["C", press("c", "KeyC", { metaKey: true }), false],
  ])("%s", (chord, pressed, expected) => expect(matches(parseChord(chord), pressed)).toBe(expected));

  test.each([
    ["1", true],
    ["C", true],
    ["Ctrl+1", false],
    ["Alt+1", false],
    ["F2", false],
    ["Enter", false],
  ])("%s is a bare character: %s", (chord, expected) => expect(isBare(parseChord(chord))).toBe(expected));
});
