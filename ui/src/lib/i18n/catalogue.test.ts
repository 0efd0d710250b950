// The catalogue holds together: both languages, the same parameters, no word without a use. Writes messages.gen.ts.
import {
  type Entry,
  Message,
  parse,
  type Placeable,
  type SelectExpression,
  VariableReference,
  Visitor,
} from "@fluent/syntax";
import { describe, expect, test } from "vitest";
import { LANGUAGES, message } from "./catalogue";

/** The window's own: keys begin with the name of the file, and each is used in these sources. */
const WINDOW_AREAS = [
  "common",
  "desk",
  "export",
  "first-run",
  "follow-ups",
  "help",
  "join",
  "people",
  "recover",
  "sessions",
  "slips",
  "settings",
  "sync",
  "team",
  "training",
  "unlock",
  "usb",
];
/** Named by value: the closed choices of the work, and what lists hold. Other files are named by the core alone. */
const BY_VALUE = ["choices", "roster"];

/** Read by the crates alone. */
const CORE_ALONE = ["cli", "documents", "paper"];

const FILES = import.meta.glob<string>("$catalogue/*/*.ftl", {
  query: "?raw",
  import: "default",
  eager: true,
});
const SOURCES = import.meta.glob<string>(
  ["../../**/*.{ts,svelte}", "!**/*.{test,gen}.ts", "!**/gallery/**"],
  {
    query: "?raw",
    import: "default",
    eager: true,
  },
);

interface Used {
  selects: Set<string>;
  prints: Set<string>;
}

interface Told extends Used {
  refers: boolean;
  area: string;
  attributes: string[];
}

/** Variables a message selects by, and variables it prints. */
class Variables extends Visitor implements Used {
  selects = new Set<string>();
  prints = new Set<string>();
  /** Names another message or a term. */
  refers = false;

  override visitMessageReference(): void {
    this.refers = true;
  }

  override visitTermReference(): void {
    this.refers = true;
  }

  override visitSelectExpression(node: SelectExpression): void {
    if (node.selector instanceof VariableReference) this.selects.add(node.selector.id.name);
    node.variants.forEach((variant) => this.visit(variant));
  }

  override visitPlaceable(node: Placeable): void {
    if (node.expression instanceof VariableReference) this.prints.add(node.expression.id.name);
    else this.genericVisit(node);
  }
}

function told(entry: Message, area: string): Told {
  const seen = new Variables();
  seen.visit(entry);
  const attributes = entry.attributes.map((attribute) => attribute.id.name);
  return { area, attributes, selects: seen.selects, prints: seen.prints, refers: seen.refers };
}

function read(lang: string): Map<string, Told> {
  const found = new Map<string, Told>();
  for (const [path, text] of Object.entries(FILES)) {
    if (!path.includes(`/${lang}/`)) continue;
    const area = path.replace(/^.*\/|\.ftl$/g, "");
    for (const entry of parse(text, { withSpans: false }).body as Entry[]) {
      expect(entry.type, `${path} is plain Fluent`).not.toBe("Junk");
      if (!(entry instanceof Message)) continue;
      expect(found.has(entry.id.name), `${entry.id.name} stands once`).toBe(false);
      found.set(entry.id.name, told(entry, area));
    }
  }
  return found;
}

const vi = read("vi");
const en = read("en");
const sorted = (words: Iterable<string>) => [...new Set(words)].sort();

describe("the catalogue", () => {
  test("has the same messages in both languages", () => {
    expect(sorted(en.keys())).toEqual(sorted(vi.keys()));
  });

  test.each(LANGUAGES)("names every message of the window after its file (%s)", (lang) => {
    const own = [...read(lang)].filter(([, { area }]) => WINDOW_AREAS.includes(area));
    const strays = own.filter(([key, { area }]) => !key.startsWith(`${area}-`));
    expect(strays.map(([key]) => key)).toEqual([]);
  });

  test("prints the same parameters in both languages", () => {
    const printed = (told: Told | undefined) => sorted(told?.prints ?? []).join(" ");
    const apart = [...vi].filter(([key, told]) => printed(told) !== printed(en.get(key)));
    expect(apart.map(([key]) => key)).toEqual([]);
  });

  test("selects by “n” or by words, and prints only formatted figures", () => {
    const raw = ({ prints, selects }: Told) =>
      prints.has("n") || [...selects].some((name) => prints.has(name));
    const wrong = [...vi, ...en].filter(([, told]) => raw(told));
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  test("refers from no message to another, so that each can be read by itself", () => {
    const referring = [...vi, ...en].filter(([, told]) => told.refers);
    expect(referring.map(([key]) => key)).toEqual([]);
  });

  test.each(LANGUAGES)("finds every message by its key, where the whole is divided (%s)", (lang) => {
    const shown = [...read(lang)].filter(([, { area }]) => !CORE_ALONE.includes(area));
    const missing = shown.filter(([key, { prints, selects }]) => {
      const params = Object.fromEntries(
        [...prints, ...selects].map((name) => [name, name === "n" ? 1 : name]),
      );
      return !message(lang, key, params);
    });
    expect(missing.map(([key]) => key)).toEqual([]);
  });

  test("says of every error what happened, whether the data is safe, and what to do", () => {
    const short = ({ area, attributes }: Told) => area === "errors" && attributes.join(" ") !== "safe next";
    const wrong = [...vi, ...en].filter(([, told]) => short(told));
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  test("has no message of the window that nothing uses", () => {
    const source = Object.values(SOURCES).join("\n");
    const own = [...vi].filter(([, { area }]) => WINDOW_AREAS.includes(area));
    const unused = own.filter(([key]) => !source.includes(`"${key}"`));
    expect(unused.map(([key]) => key)).toEqual([]);
  });
});

function typeOf(key: string): string {
  const all = [vi.get(key), en.get(key)].filter((one) => one !== undefined);
  const names = sorted(all.flatMap(({ prints, selects }) => [...prints, ...selects]));
  if (names.length === 0) return "null";
  return `{ ${names.map((name) => `${name}: ${name === "n" ? "number" : "string"}`).join("; ")} }`;
}

test("messages.gen.ts is what the catalogue says", async () => {
  const typed = [...WINDOW_AREAS, ...BY_VALUE];
  const keys = sorted(vi.keys()).filter((key) => typed.includes(vi.get(key)?.area ?? ""));
  const lines = keys.map((key) => `  "${key}": ${typeOf(key)};`);
  const head = "// Generated from assets/i18n by catalogue.test.ts: npm run messages.";
  const text = [head, "export interface Messages {", ...lines, "}", ""].join("\n");
  await expect(text).toMatchFileSnapshot("./messages.gen.ts");
});
