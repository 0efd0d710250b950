// For tests of the whole window: opens it with a made-up core, and asks axe.
import { render, screen } from "@testing-library/svelte";
import axe from "axe-core";
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

// Contrast needs a real renderer; tokens.test.ts and the tests of the real window measure it.
const RULES = { rules: { "color-contrast": { enabled: false } } };

/** What axe objects to; empty is good. */
export async function objections(): Promise<string[]> {
  const { violations } = await axe.run(document.body, RULES);
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
}
