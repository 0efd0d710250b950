// A scanner, or a page, too slow for its keys to be told from a hand's by time: the card is found by what it is.
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { SCAN_SILENCE_MS, SCAN_STALL_MAX_MS } from "./burst";
import { CARD, clock, HAND_MS, press, SCANNER_MS, type } from "./hands";
import { Keyboard } from "./keyboard";

let keyboard: Keyboard;
let detach: () => void;
let box: HTMLInputElement;
let scanned: string[];

beforeEach(() => {
  vi.useFakeTimers();
  keyboard = new Keyboard();
  detach = keyboard.attach(window);
  box = document.createElement("input");
  document.body.append(box);
  box.focus();
  clock.nowMs = 1000;
  scanned = [];
});

afterEach(() => {
  detach();
  document.body.replaceChildren();
  vi.useRealTimers();
});

const listen = () => keyboard.scan.listen((text) => scanned.push(text));

function bindEnter() {
  const run = vi.fn();
  keyboard.shortcuts.add({ title: () => "", bindings: [{ keys: "Enter", run, typing: () => true }] });
  return run;
}

describe("a scan that is slow or parted", () => {
  test.each([60, HAND_MS, 400])(
    "as slow as a hand (%i ms a key) is taken out of the field by its Enter",
    (gapMs) => {
      listen();
      const enter = bindEnter();
      type("đã gọi 0912", HAND_MS);
      type(CARD, gapMs);
      press("Enter", gapMs);
      expect(scanned).toEqual([CARD]);
      expect(box.value, "what the hand had typed before stays").toBe("đã gọi 0912");
      expect(enter).not.toHaveBeenCalled();
    },
  );

  test("parted by stalls, some of it typed and some of it caught, is one scan and leaves nothing", () => {
    listen();
    for (const [from, to] of [
      [0, 4],
      [4, 18],
      [18, 20],
      [20, 60],
    ] as const) {
      type(CARD.slice(from, to), SCANNER_MS);
      vi.advanceTimersByTime(SCAN_SILENCE_MS + 100);
      clock.nowMs += SCAN_SILENCE_MS + 100;
    }
    type(CARD.slice(60), SCANNER_MS);
    press("Enter", SCANNER_MS);
    expect([scanned, box.value]).toEqual([[CARD], ""]);
  });

  test("goes on after the window lost the keys for a moment", () => {
    listen();
    type(CARD.slice(0, 30), SCANNER_MS);
    box.dispatchEvent(new FocusEvent("blur"));
    window.dispatchEvent(new FocusEvent("blur"));
    type(CARD.slice(30), SCANNER_MS);
    press("Enter", SCANNER_MS);
    expect([scanned, box.value]).toEqual([[CARD], ""]);
  });

  test("parted by a stall and without Enter leaves nothing either", () => {
    listen();
    type(CARD.slice(0, 4), SCANNER_MS);
    vi.advanceTimersByTime(SCAN_SILENCE_MS + 100);
    clock.nowMs += SCAN_SILENCE_MS + 100;
    type(CARD.slice(4), SCANNER_MS);
    vi.advanceTimersByTime(1000);
    expect([scanned, box.value]).toEqual([[CARD], ""]);
  });

  test("slower than a hand leaves no digits in a field that is too short for it", () => {
    listen();
    box.maxLength = 5;
    for (const char of CARD) {
      press(char, HAND_MS);
      box.value = box.value.slice(0, 5);
    }
    press("Enter", HAND_MS);
    expect([scanned, box.value]).toEqual([[CARD], ""]);
  });

  test("slower than a hand and ended with Tab is taken out as well; one cut off stays with whoever typed it", () => {
    listen();
    type(CARD.slice(0, 20), HAND_MS);
    press("Tab", HAND_MS);
    expect([scanned, box.value]).toEqual([[], CARD.slice(0, 20)]);
    box.value = "";
    type(CARD, HAND_MS);
    press("Tab", HAND_MS);
    expect([scanned, box.value]).toEqual([[CARD], ""]);
  });

  test("pasted into a field is taken out by Enter", () => {
    listen();
    box.value = `ghi ${CARD}`;
    press("Enter", HAND_MS);
    expect([scanned, box.value]).toEqual([[CARD], "ghi "]);
  });

  test("that was taken without its Enter does not leave the Enter to a hand's keys", () => {
    listen();
    const enter = bindEnter();
    type(CARD, SCANNER_MS);
    vi.advanceTimersByTime(SCAN_SILENCE_MS + 50);
    press("Enter", 700);
    expect([scanned, enter.mock.calls.length]).toEqual([[CARD], 0]);
    press("Enter", SCAN_STALL_MAX_MS + HAND_MS);
    expect(enter, "the next one is a hand's").toHaveBeenCalledOnce();
  });
});
