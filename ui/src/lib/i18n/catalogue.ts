// The catalogue as Fluent bundles. The files lie in assets/i18n and are shared with the Rust crates;
// `cli` and `documents` are read there alone.
import { FluentBundle, FluentResource } from "@fluent/bundle";

export const LANGUAGES = ["vi", "en"] as const;
export type Lang = (typeof LANGUAGES)[number];

/** Each language calls itself by its own name. */
export const languageName: Readonly<Record<Lang, string>> = { vi: "Tiếng Việt", en: "English" };

const FILES = import.meta.glob<string>(["$catalogue/*/*.ftl", "!**/cli.ftl", "!**/documents.ftl"], {
  query: "?raw",
  import: "default",
  eager: true,
});

function bundle(lang: Lang): FluentBundle {
  const made = new FluentBundle(lang, { useIsolating: false });
  for (const [path, text] of Object.entries(FILES)) {
    if (path.includes(`/${lang}/`)) made.addResource(new FluentResource(text));
  }
  return made;
}

const read: Partial<Record<Lang, FluentBundle>> = {};

/** A language is read when it is first spoken: half the start and half the memory on most laptops. */
function bundleOf(lang: Lang): FluentBundle {
  return (read[lang] ??= bundle(lang));
}

/** Formats one message or one of its attributes; `null` when the catalogue has none. */
export function message(
  lang: Lang,
  key: string,
  params: Record<string, string | number> = {},
  attribute?: string,
): string | null {
  const found = bundleOf(lang).getMessage(key);
  const pattern = attribute === undefined ? found?.value : found?.attributes[attribute];
  if (pattern === undefined || pattern === null) return null;
  const errors: Error[] = [];
  const text = bundleOf(lang).formatPattern(pattern, params, errors);
  if (errors.length > 0 && import.meta.env.DEV) throw new Error(`${key}: ${errors.join(", ")}`);
  return text;
}
