// Everything the guide can show, as titles and lines in one language, and what a search leaves of it.
import type { CatalogueView, DifficultyView, UtilityView } from "$api";
import { type Lang, number, t } from "$i18n";
import { wordsOf } from "$shared/fold";
import { type OwnPart, PAGES, type Part, PARTS } from "./guide";

export interface Entry {
  id: string;
  part: Part;
  title: string;
  /** Before the title: a step's number, a difficulty's code. */
  mark: string;
  /** Sentences, or steps to read aloud one after the other. */
  lines: readonly string[];
  /** What VNeID shows then. */
  quotes?: readonly string[];
}

const NUMBERED: readonly OwnPart[] = ["evening", "level1", "level2"];

function ownEntries(part: OwnPart): Entry[] {
  return PAGES[part].map(({ title, text, helper }, place) => ({
    id: title,
    part,
    title: t(title),
    mark: NUMBERED.includes(part) ? number(place + 1) : "",
    lines: helper ? [t(text), t(helper)] : [t(text)],
  }));
}

const difficultyEntry = (row: DifficultyView, lang: Lang): Entry => ({
  id: row.code,
  part: "difficulties",
  title: row[lang],
  mark: row.code,
  lines: lang === "vi" ? row.remedy_vi : row.remedy_en,
  quotes: row.messages.map((message) => t("help-message", { message })),
});

const utilityEntry = (row: UtilityView, lang: Lang): Entry => ({
  id: `utility-${row.number}`,
  part: "utilities",
  title: lang === "vi" ? row.short_vi : row.short_en,
  mark: number(row.number),
  lines: [
    row[lang],
    lang === "vi" ? row.try_vi : row.try_en,
    row.level === 1 ? t("help-level-1") : t("help-level-2"),
  ],
});

/** Every entry in the order it is shown. */
export function entriesOf(catalogue: CatalogueView | null, lang: Lang): Entry[] {
  const own = PARTS.filter((part): part is OwnPart => part in PAGES);
  return [
    ...own.flatMap(ownEntries),
    ...(catalogue?.difficulties ?? [])
      .filter(({ in_use }) => in_use)
      .map((row) => difficultyEntry(row, lang)),
    ...(catalogue?.utilities ?? []).map((row) => utilityEntry(row, lang)),
  ];
}

function says(text: string, sought: readonly string[]): boolean {
  const words = wordsOf(text);
  return sought.every((word) => words.some((one) => one.startsWith(word)));
}

/**
 * The entries in which every word of `query` begins a word, whatever the marks, those that say it in their title first;
 * all of them for an empty query.
 */
export function found(entries: readonly Entry[], query: string): Entry[] {
  const sought = wordsOf(query);
  const inTitle = ({ mark, title }: Entry) => says(`${mark} ${title}`, sought);
  const anywhere = ({ mark, title, lines, quotes = [] }: Entry) =>
    says([mark, title, ...lines, ...quotes].join(" "), sought);
  const matching = entries.filter(anywhere);
  return [...matching.filter(inTitle), ...matching.filter((entry) => !inTitle(entry))];
}
