// For tests of the whole window: opens it with a made-up core, and asks axe.
import { render, screen } from "@testing-library/svelte";
import axe from "axe-core";
import { language, LANGUAGES } from "$i18n";
import { type ThemeChoice, theme } from "$shared/theme.svelte";
import { type Situation, sampleCore } from "./gallery/core";
import App from "./routes/App.svelte";
import { DOOR, SHELL } from "./routes/parts";
import { DETAILS, SCREENS } from "./routes/screens";

// What comes from files of its own is here before the first test: none has to wait for it.
await Promise.all(
  [SHELL, ...DOOR, ...[...SCREENS, ...DETAILS].map(({ part }) => part)].map((part) => part.read()),
);

/** The window, once the core has answered. */
export async function openWindow(situation: Situation = {}): Promise<void> {
  render(App, { api: sampleCore(situation) });
  await screen.findByRole("heading", { level: 1 });
}

/** Each language in each of the themes; “auto” is always one of the two. */
export const LOOKS = LANGUAGES.flatMap((lang) =>
  (["light", "dark"] as const).map((colours) => [lang, colours] as const),
);

/** Shows what is open, or opened from now on, in this language and these colours. */
export function wear(lang: (typeof LANGUAGES)[number], colours: ThemeChoice): void {
  language.choose(lang);
  theme.choose(colours);
}

/** The whole window takes axe a while where many tests share few processors. */
export const AXE_MS = 30_000;

// Contrast needs a real renderer; tokens.test.ts and the tests of the real window measure it.
const RULES = { rules: { "color-contrast": { enabled: false } } };

/** What axe objects to; empty is good. */
export async function objections(): Promise<string[]> {
  const { violations } = await axe.run(document.body, RULES);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}
