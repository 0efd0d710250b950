import { describe, expect, test } from "vitest";
import {
  Burst,
  SCAN_CHARS_MAX,
  SCAN_CHARS_MIN,
  SCAN_GAP_MAX_MS,
  SCAN_SILENCE_MS,
  SCAN_STALL_MAX_MS,
  SCAN_SURE_CHARS,
} from "./burst";

const CARD = "005185000002||Trần Thị Hạnh|09111985|Nữ|Thôn Gồm, Quảng Nghiệp, Tứ Kỳ, Hải Dương|22062022";

/** Types `text` with `gapMs` between characters from instant 1000 on; returns the instant of the last one. */
function type(burst: Burst, text: string, gapMs: number): number {
  let atMs = 1000 - gapMs;
  for (const char of text) burst.add(char, (atMs += gapMs));
  return atMs;
}

describe("a burst", () => {
  test.each([1, 8, 20, SCAN_GAP_MAX_MS])("every %i ms that ends in Enter is a scan, whole", (gapMs) => {
    const burst = new Burst();
    const lastMs = type(burst, CARD, gapMs);
    expect(burst.end(lastMs + gapMs)).toBe(CARD);
  });

  test.each([SCAN_GAP_MAX_MS + 1, 90, 250])("every %i ms is a hand", (gapMs) => {
    const burst = new Burst();
    const lastMs = type(burst, CARD, gapMs);
    expect(burst.sure).toBe(false);
    expect(burst.end(lastMs + gapMs)).toBeNull();
  });

  test("is certain after a few characters and not before", () => {
    const burst = new Burst();
    type(burst, CARD.slice(0, SCAN_SURE_CHARS - 1), 5);
    expect(burst.sure).toBe(false);
    type(burst, CARD.slice(0, SCAN_SURE_CHARS), 5);
    expect(burst.sure).toBe(true);
  });

  test("forgives one stall of a busy laptop once it is certain", () => {
    const burst = new Burst();
    const lastMs = type(burst, CARD.slice(0, 30), 5);
    burst.add(CARD.slice(30), lastMs + SCAN_STALL_MAX_MS);
    expect(burst.end(lastMs + SCAN_STALL_MAX_MS + 5)).toBe(CARD);
  });

  test.each([
    [30, SCAN_STALL_MAX_MS],
    [CARD.length - 8, SCAN_SILENCE_MS],
    [CARD.length, SCAN_SILENCE_MS],
  ])("that stalls after %i characters for more than %i ms is over", (length, most) => {
    const burst = new Burst();
    const lastMs = type(burst, CARD.slice(0, length), 5);
    expect(burst.lapsed(lastMs + most)).toBe(false);
    expect(burst.lapsed(lastMs + most + 1)).toBe(true);
    expect(burst.end(lastMs + most + 1)).toBeNull();
  });

  test.each([
    ["without its last bar", CARD.slice(0, -9), 5, false],
    ["in the middle of the last day", CARD.slice(0, -2), 5, false],
    ["whole", CARD, 5, true],
    ["with empty fields behind it", `${CARD}||||`, 5, true],
    ["typed by a hand", CARD, 120, false],
  ])("is a card once it ends as one: %s", (_, text, gapMs, expected) => {
    const burst = new Burst();
    type(burst, text, gapMs);
    expect(burst.isCard).toBe(expected);
  });

  test("shorter than any card is typing, however fast", () => {
    const burst = new Burst();
    const lastMs = type(burst, "n".repeat(SCAN_CHARS_MIN - 1), 1);
    expect(burst.end(lastMs + 1)).toBeNull();
  });

  test("does not grow without end", () => {
    const burst = new Burst();
    type(burst, "0".repeat(SCAN_CHARS_MAX + 5000), 1);
    expect(burst.text).toHaveLength(SCAN_CHARS_MAX);
  });

  test("lets an input method take a letter back and write another", () => {
    const burst = new Burst();
    const lastMs = type(burst, "005185000002||Ksor H", 5);
    burst.takeBack(lastMs + 5);
    burst.add("h", lastMs + 10);
    expect(burst.end(lastMs + 15)).toBe("005185000002||Ksor h");
  });
});
