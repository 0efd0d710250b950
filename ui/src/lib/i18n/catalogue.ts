// The catalogue as Fluent bundles. The files lie in assets/i18n and are shared with the Rust crates;
// `cli`, `documents` and `paper` are read there alone.
import { FluentBundle, FluentResource } from "@fluent/bundle";
import vietnamese from "./texts/vi";

export const LANGUAGES = ["vi", "en"] as const;
export type Lang = (typeof LANGUAGES)[number];

/** Each language calls itself by its own name. */
export const languageName: Readonly<Record<Lang, string>> = { vi: "Tiếng Việt", en: "English" };

/** The files of a language, by path. Most windows speak Vietnamese: it comes with the page, English is fetched when asked for. */
const FETCH: Readonly<Record<Lang, () => Promise<Record<string, string>>>> = {
  vi: () => Promise.resolve(vietnamese),
  en: async () => (await import("./texts/en")).default,
};

/** Where a message begins; what belongs to it stands further right, or is a comment. */
const MESSAGE_START = /^(?=[a-z])/m;
const KEY_END = /[ =]/;

/** The texts of one language. A message is read when it is first shown: a start shows a few dozen of a thousand. */
class Catalogue {
  readonly #bundle: FluentBundle;
  readonly #unread = new Map<string, string>();

  constructor(lang: Lang, files: readonly string[]) {
    this.#bundle = new FluentBundle(lang, { useIsolating: false });
    for (const text of files) this.#divide(text);
  }

  #divide(text: string): void {
    for (const message of text.split(MESSAGE_START)) {
      this.#unread.set(message.slice(0, message.search(KEY_END)), message);
    }
  }

  /** The bundle, knowing `key` if the catalogue does. No message refers to another. */
  with(key: string): FluentBundle {
    const text = this.#unread.get(key);
    if (text !== undefined) this.#bundle.addResource(new FluentResource(text));
    this.#unread.delete(key);
    return this.#bundle;
  }
}

const learnt: Partial<Record<Lang, Catalogue>> = {};

/** Whether the texts of a language are here. */
export const isLearnt = (lang: Lang): boolean => learnt[lang] !== undefined;

/** Fetches the texts of a language, once. */
export async function learn(lang: Lang): Promise<void> {
  const files = await FETCH[lang]();
  learnt[lang] ??= new Catalogue(lang, Object.values(files));
}

/** Formats one message or one of its attributes; `null` when the catalogue has none, or is not learnt. */
export function message(
  lang: Lang,
  key: string,
  params: Record<string, string | number> = {},
  attribute?: string,
): string | null {
  const bundle = learnt[lang]?.with(key);
  const found = bundle?.getMessage(key);
  const pattern = attribute === undefined ? found?.value : found?.attributes[attribute];
  if (!bundle || pattern === undefined || pattern === null) return null;
  const errors: Error[] = [];
  const text = bundle.formatPattern(pattern, params, errors);
  if (errors.length > 0 && import.meta.env.DEV) throw new Error(`${key}: ${errors.join(", ")}`);
  return text;
}
