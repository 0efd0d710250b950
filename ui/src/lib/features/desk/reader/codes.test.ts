// The real reader on made-up cards: photographed askew, out of focus, in bad light, far away.
// @vitest-environment node
import { prepareZXingModule } from "zxing-wasm/reader";
import wasm from "zxing-wasm/reader/zxing_reader.wasm?url&inline";
import { describe, expect, test } from "vitest";
import cards from "./codes.json";
import { codesIn } from "./codes";
import { blurred, type Grey, joined, lit, noisy, onCanvas, pixels, printed, turned } from "./print";

// Nobody serves files here.
const wasmBinary = Uint8Array.from(atob(wasm.split(",")[1] ?? ""), (char) => char.charCodeAt(0)).buffer;
prepareZXingModule({ overrides: { wasmBinary } });

const WAYS: Record<string, (code: Grey) => Grey> = {
  "as it is printed": (code) => code,
  "turned a little": (code) => turned(code, 11),
  "turned by half": (code) => turned(code, 137),
  "upside down": (code) => turned(code, 180),
  "a little out of focus": (code) => blurred(code, 1),
  "with noise": (code) => noisy(code, 60),
  "in uneven light": (code) => lit(code, 0.35),
  "small on a large picture": (code) => onCanvas(code, 1600, 1200),
  "askew, out of focus, with noise, on a larger picture": (code) =>
    noisy(onCanvas(blurred(turned(code, -7), 1), 1000, 800), 30),
};

describe.each(Object.keys(WAYS))("a card %s", (way) => {
  test.each(cards.map(({ text }, place) => [place, text] as const))(
    "%i says what is on it",
    async (place) => {
      const { text, rows } = cards[place] ?? expect.unreachable();
      const picture = WAYS[way]?.(printed(rows, 4)) ?? expect.unreachable();
      expect(await codesIn(pixels(picture))).toEqual([text]);
    },
  );
});

test("two cards are two texts, one card twice is one", async () => {
  const [one, other] = cards.map(({ rows }) => printed(rows, 4));
  if (!one || !other) expect.unreachable();
  const texts = [cards[0]?.text, cards[1]?.text];
  expect((await codesIn(pixels(joined(one, other)))).toSorted()).toEqual(texts.toSorted());
  expect(await codesIn(pixels(joined(one, one)))).toEqual([cards[0]?.text]);
});

test("where no code is, none is found", async () => {
  const empty = onCanvas({ width: 1, height: 1, light: new Float32Array([255]) }, 640, 480);
  expect(await codesIn(pixels(noisy(empty, 200)))).toEqual([]);
  const [card] = cards;
  if (!card) expect.unreachable();
  expect(await codesIn(pixels(blurred(printed(card.rows, 4), 12)))).toEqual([]);
});
