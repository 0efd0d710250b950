// Text and signs can be read on every surface they stand on, in both themes (WCAG 2.2: 4.5 for text, 3 for signs).
import { describe, expect, test } from "vitest";
import css from "./tokens.css?raw";

const THEMES = ["light", "dark"] as const;
const SURFACES = ["bg", "bg-side", "bg-list", "raise", "hover"];

/** Text colour, then what it stands on. */
const TEXT: [string, string[]][] = [
  ["ink", [...SURFACES, "accent-soft", "ok-soft", "warn-soft", "bad-soft"]],
  ["ink-2", [...SURFACES, "accent-soft"]],
  ["ink-3", SURFACES],
  ["mute", SURFACES],
  ["accent", [...SURFACES, "accent-soft"]],
  ["on-accent", ["accent-fill", "accent-fill-hover"]],
  ["ok", [...SURFACES, "ok-soft", "accent-soft"]],
  ["warn", [...SURFACES, "warn-soft", "accent-soft"]],
  ["bad", [...SURFACES, "bad-soft", "accent-soft"]],
];
/** Borders of fields, and the ring of focus. */
const SIGNS: [string, string[]][] = [
  ["edge", ["bg", "raise"]],
  ["accent", SURFACES],
  ["bad", ["raise"]],
];

function colour(name: string, theme: (typeof THEMES)[number]): string {
  const pair = new RegExp(`--${name}:\\s*light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  const found = theme === "light" ? pair?.[1] : pair?.[2];
  if (found === undefined) throw new Error(`tokens.css has no pair of colours --${name}`);
  return found;
}

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe.each(THEMES)("in %s", (theme) => {
  const pairs = (list: [string, string[]][]) =>
    list.flatMap(([on, below]) => below.map((under) => [on, under]));
  const measure = ([on = "", under = ""]: string[]) => contrast(colour(on, theme), colour(under, theme));

  test("every text can be read where it stands", () => {
    const weak = pairs(TEXT).filter((pair) => measure(pair) < 4.5);
    expect(weak.map((pair) => `${pair.join(" on ")}: ${measure(pair).toFixed(2)}`)).toEqual([]);
  });

  test("every sign can be seen where it stands", () => {
    const weak = pairs(SIGNS).filter((pair) => measure(pair) < 3);
    expect(weak.map((pair) => `${pair.join(" on ")}: ${measure(pair).toFixed(2)}`)).toEqual([]);
  });
});
