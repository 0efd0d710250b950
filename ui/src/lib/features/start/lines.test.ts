import { describe, expect, test } from "vitest";
import { LINES_MAX, namesIn } from "./lines";

describe("a pasted list of villages", () => {
  test.each([
    ["Gồm\nTrại Nứa", ["Gồm", "Trại Nứa"]],
    ["  Gồm \r\n\r\nTrại Nứa\r\n", ["Gồm", "Trại Nứa"]],
    ["1. Gồm\n2) Trại Nứa\n- Bãi Sậy\n• Cầu Đá", ["Gồm", "Trại Nứa", "Bãi Sậy", "Cầu Đá"]],
    ["1\tGồm\t312\n2\tTrại Nứa\t290", ["Gồm", "Trại Nứa"]],
    ["Thôn 4\nThôn 5,\nThôn 6;", ["Thôn 4", "Thôn 5", "Thôn 6"]],
    ["4\n5", ["4", "5"]],
    ["Gồm\nGồm", ["Gồm"]],
    ["Go\u0302\u0300m", ["Gồm"]],
    ["", []],
  ])("%j holds %j", (text, names) => expect(namesIn(text)).toEqual(names));

  test("does not grow without end", () => {
    const text = Array.from({ length: LINES_MAX + 50 }, (_, n) => `Thôn ${n}`).join("\n");
    expect(namesIn(text)).toHaveLength(LINES_MAX);
  });
});
