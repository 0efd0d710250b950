// What the rest of the window uses of this folder.
import * as format from "./format";
import { language, t } from "./language.svelte";

export type { Lang } from "./catalogue";
export { LANGUAGES, languageName } from "./catalogue";
export { dayOf, formatDay as day, formatDayShort as dayShort, formatTime as time, parseDay } from "./format";
export {
  type ErrorText,
  errorText,
  type Key,
  language,
  type PlainKey,
  say,
  t,
  type Words,
} from "./language.svelte";

/** 115162 → “115.162”. */
export const number = (value: number, digits = 0): string =>
  format.formatNumber(language.current, value, digits);

/** 115162 of 145340 → “79,2 %”; `null` of nothing. */
export const percent = (part: number, whole: number): string | null =>
  format.formatPercent(language.current, part, whole);

/** 2026-11-24 → “Thứ Ba”. */
export const weekday = (day: string): string => format.formatWeekday(language.current, day);

/** Length of time in words: “6 phút”, “2 giờ 14 phút”, “3 ngày”. */
export function duration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  if (minutes < 1) return t("common-duration-moment");
  if (hours < 1) return t("common-duration-minutes", { count: number(minutes) });
  if (hours >= 48) return daysLong(Math.floor(hours / 24));
  return t("common-duration-hours", { hours: number(hours), minutes: number(minutes % 60) });
}

/** “3 ngày”. */
export function daysLong(days: number): string {
  return t("common-duration-days", { n: days, count: number(days) });
}
