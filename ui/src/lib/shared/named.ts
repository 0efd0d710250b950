// Names of catalogue entries, which come in both languages.
import { language } from "$i18n";

interface Named {
  vi: string;
  en: string;
  short_vi: string;
  short_en: string;
}

/** In the language of the window: in full, and for a small place. */
export function named(one: Named): { label: string; short: string } {
  return language.current === "vi"
    ? { label: one.vi, short: one.short_vi }
    : { label: one.en, short: one.short_en };
}
