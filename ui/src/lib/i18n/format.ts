// Numbers, days and times the way they are written here: 115.162 · 79,2 % · 21/11/2026 · Thứ Ba.
import type { Lang } from "./catalogue";

const LOCALES: Readonly<Record<Lang, string>> = { vi: "vi-VN", en: "en-GB" };
const MARKS = { vi: { group: ".", decimal: "," }, en: { group: ",", decimal: "." } } as const;

/** Figures as JavaScript writes them → as people do. By hand: for this alone a start would read all of ICU's tables. */
function dressed(lang: Lang, figures: string): string {
  const [whole = "", part] = figures.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, MARKS[lang].group);
  return part === undefined ? grouped : `${grouped}${MARKS[lang].decimal}${part}`;
}

/** Groups of three, at most `digits` decimals. */
export function formatNumber(lang: Lang, value: number, digits = 0): string {
  return dressed(lang, String(Number(value.toFixed(digits))));
}

/**
 * The share of `part` in `whole` with one decimal: “79,2 %”, English “79.2%”. It says 100 only when nothing is left.
 * `null` when `whole` is 0. The same rule as the Rust crates'.
 */
export function formatPercent(lang: Lang, part: number, whole: number): string | null {
  if (whole <= 0) return null;
  const rounded = Math.round((part / whole) * 1000);
  const tenths = (part < whole ? Math.min(rounded, 999) : rounded) / 10;
  const figures = dressed(lang, tenths.toFixed(1));
  return lang === "vi" ? `${figures}\u00a0%` : `${figures}%`;
}

/** `day` 2026-11-21 → “21/11/2026”, in both languages. */
export function formatDay(day: string): string {
  const [year = "", month = "", date = ""] = day.split("-");
  return `${date}/${month}/${year}`;
}

/** `day` 2026-11-21 → “21/11”. */
export function formatDayShort(day: string): string {
  return formatDay(day).slice(0, 5);
}

/** `day` 2026-11-24 → “Thứ Ba”. */
export function formatWeekday(lang: Lang, day: string): string {
  const noon = new Date(`${day}T12:00:00Z`);
  return new Intl.DateTimeFormat(LOCALES[lang], { weekday: "long", timeZone: "UTC" }).format(noon);
}

/** The time of an instant: 2026-11-21T21:22:05+07:00 → “21:22”. Instants arrive in the time of the field. */
export function formatTime(instant: string): string {
  return instant.slice(11, 16);
}

/** The day of an instant: 2026-11-21T21:22:05+07:00 → 2026-11-21. */
export function dayOf(instant: string): string {
  return instant.slice(0, 10);
}

function realDay(year: number, month: number, date: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, date));
  const real = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === date;
  return real ? at.toISOString().slice(0, 10) : null;
}

/**
 * What a person types for a day → 2026-11-24; `null` when it is none. Takes 24/11/2026, 24-11-2026, 24.11.26,
 * 24/11 and 24 11 (the year of `today`, itself 2026-11-21) and 24112026.
 */
export function parseDay(text: string, today: string): string | null {
  const spread = text.trim().replace(/^(\d{2})(\d{2})(\d{4})$/, "$1/$2/$3");
  const found = /^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?$/.exec(spread);
  if (!found) return null;
  const [, date, month, typed] = found;
  const year = typed ?? today.slice(0, 4);
  return realDay(Number(year.length === 2 ? `20${year}` : year), Number(month), Number(date));
}
