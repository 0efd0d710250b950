// A Vietnamese input method between scanner and desk: what it does to a scan is noticed and leaves nothing in a field.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { CARD, clock, HAND_MS, press, SCANNER_MS, type } from "./hands";
import { Keyboard } from "./keyboard";

let keyboard: Keyboard;
let detach: () => void;
let box: HTMLInputElement;

beforeEach(() => {
  vi.useFakeTimers();
  keyboard = new Keyboard();
  detach = keyboard.attach(window);
  box = document.createElement("input");
  document.body.append(box);
  box.focus();
  clock.nowMs = 1000;
});

afterEach(() => {
  detach();
  document.body.replaceChildren();
  vi.useRealTimers();
});

const rest = () => vi.advanceTimersByTime(1000);

describe("a scan", () => {
  test("from which an input method took letters back says so", () => {
    const heard: string[] = [];
    keyboard.scan.listen((_, way) => heard.push(way));
    type("005185000002||Ksor", SCANNER_MS);
    press("Backspace", SCANNER_MS);
    type("r H'Lan|09111985|Nữ|Làng O|22062022", SCANNER_MS);
    press("Enter", SCANNER_MS);
    clock.nowMs += 1000;
    type(CARD, SCANNER_MS);
    press("Enter", SCANNER_MS);
    expect(heard).toEqual(["retyped", "typed"]);
  });

  test.each(["Enter", "Process"])(
    "of which an input method composes letters leaves nothing behind (%s)",
    (end) => {
      const heard: [string, string][] = [];
      keyboard.scan.listen((text, way) => heard.push([text, way]));
      box.value = "ghi chú ";
      type("005185000002||", SCANNER_MS);
      for (const letter of "Ksor") {
        press("Process", SCANNER_MS);
        box.value += letter;
      }
      type("|09111985|Nam|", SCANNER_MS);
      press(end, SCANNER_MS);
      rest();
      expect(heard).toEqual([["005185000002|||09111985|Nam|", "retyped"]]);
      expect(box.value).toBe("ghi chú ");
    },
  );

  test("is not what a hand composes", () => {
    const scanned: string[] = [];
    keyboard.scan.listen((text) => scanned.push(text));
    type("ng", HAND_MS);
    press("Process", HAND_MS);
    box.value += "ê";
    rest();
    expect([scanned, box.value]).toEqual([[], "ngê"]);
  });
});
