// The language of the window. One for the whole page, so it is a module's state and not a context.
import { isLearnt, type Lang, LANGUAGES, learn, message } from "./catalogue";
import { formatDay } from "./format";
import type { Messages } from "./messages.gen";

const REMEMBERED_AS = "language";

function remembered(): Lang {
  const kept = localStorage.getItem(REMEMBERED_AS);
  return LANGUAGES.find((lang) => lang === kept) ?? "vi";
}

class Language {
  #current = $state<Lang>(remembered());

  get current(): Lang {
    return this.#current;
  }

  /** Nothing can be said before. */
  learn(): Promise<void> {
    return learn(this.#current);
  }

  choose(lang: Lang): void {
    if (isLearnt(lang)) this.#speak(lang);
    else void learn(lang).then(() => this.#speak(lang));
  }

  #speak(lang: Lang): void {
    this.#current = lang;
    localStorage.setItem(REMEMBERED_AS, lang);
    document.documentElement.lang = lang;
  }

  toggle(): void {
    this.choose(this.#current === "vi" ? "en" : "vi");
  }
}

export const language = new Language();
document.documentElement.lang = language.current;

export type Key = keyof Messages;
/** Keys that need no parameters. */
export type PlainKey = { [K in Key]: Messages[K] extends null ? K : never }[Key];
type Params<K extends Key> = Messages[K] extends null ? [] : [params: Messages[K]];

/** The text of `key` in the language of the window; figures and dates go in as formatted text, `n` chooses the plural. */
export function t<K extends Key>(key: K, ...[params]: Params<K>): string {
  return message(language.current, key, { ...params }) ?? key;
}

/** A sentence named by the core: a key and its parameters in plain form. */
export interface Words {
  key: string;
  params: Readonly<Record<string, string>>;
}

const PLAIN_DAY = /^\d{4}-\d{2}-\d{2}$/;
const PLAIN_COUNT = /^\d+$/;

/** Plain parameters the way they are shown: days as people write them, and a lone count as `n` for the plural. */
function dressed(params: Words["params"]): Record<string, string | number> {
  const shown = Object.entries(params).map(([name, value]) => [
    name,
    PLAIN_DAY.test(value) ? formatDay(value) : value,
  ]);
  const counts = Object.values(params).filter((value) => PLAIN_COUNT.test(value));
  const n = counts.length === 1 ? { n: Number(counts[0]) } : {};
  return { ...Object.fromEntries(shown), ...n };
}

/** The text of a sentence the core named; an unknown key shows itself, so that it can be reported. */
export function say(words: Words): string {
  return message(language.current, words.key, dressed(words.params)) ?? words.key;
}

export interface ErrorText {
  /** What happened. */
  what: string;
  /** Whether the data is safe. */
  safe: string;
  /** What to do now. */
  next: string;
}

/** The three sentences of an error code; a code without a text of its own gets the general one. */
export function errorText(code: string, params: Words["params"] = {}): ErrorText {
  const own = `errors-${code}`;
  const shown = { code, ...dressed(params) };
  const key = message(language.current, own, shown) === null ? "errors-unknown" : own;
  const part = (attribute?: string) => message(language.current, key, shown, attribute) ?? "";
  return { what: part(), safe: part("safe"), next: part("next") };
}
