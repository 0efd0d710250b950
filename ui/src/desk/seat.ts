// A seat at the desk for tests: two hands, a scanner, a made-up core, and a clock that runs only when keys are pressed.
import { cleanup, render, screen, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, vi } from "vitest";
import type { Api } from "$api";
import { language } from "$i18n";
import { SampleEvening } from "../gallery/desk/evening";
import { CARD_TEXT } from "../gallery/desk/samples";
import Stage from "../gallery/desk/Stage.svelte";

/** A quick typist; slower than any scanner. */
const HAND_MS = 120;
const SCANNER_MS = 5;
const advanceTimers = async (ms: number): Promise<void> => void (await vi.advanceTimersByTimeAsync(ms));
const scanner = userEvent.setup({ delay: SCANNER_MS, advanceTimers });
export const hand = userEvent.setup({ delay: HAND_MS, advanceTimers });

export const seat = {
  evening: new SampleEvening(),
  /** Pressed so far. */
  keys: 0,
};

/** In a test file, before its tests. */
export function eachTestSitsDown(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    language.choose("vi");
    seat.keys = 0;
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });
}

/** Whatever was asked for or held back has happened. */
export const settled = (): Promise<void> => advanceTimers(HAND_MS);
/** Time passes. */
export const later = advanceTimers;

interface Ways {
  onassist?: (id: string) => void;
  onsessions?: () => void;
}

export async function sitDown(instead: Partial<Api> = {}, ways: Ways = {}) {
  seat.evening = new SampleEvening();
  return sitDownAgain(instead, ways);
}

/** In a window made anew, on the same evening. */
export async function sitDownAgain(instead: Partial<Api> = {}, ways: Ways = {}) {
  const page = render(Stage, { api: seat.evening.api(instead), ...ways });
  await settled();
  return page;
}

/** Presses keys one after another, and counts them. */
export async function type(text: string): Promise<void> {
  seat.keys += (text.match(/\{[^{}/>]+\}|[^{}]/g) ?? []).length;
  await hand.keyboard(text);
  await settled();
}

/** A combination counts as the keys it holds. */
export async function combine(modifier: "Control" | "Alt", key: string): Promise<void> {
  seat.keys += 2;
  await hand.keyboard(`{${modifier}>}${key}{/${modifier}}`);
  await settled();
}

export async function scan(text = CARD_TEXT): Promise<void> {
  await scanner.keyboard(`${text}{Enter}`);
  await settled();
}

/** Keystroke-level model: a key 0.28 s, a thought 1.35 s. */
export const predictedSeconds = (thoughts: number): number => seat.keys * 0.28 + thoughts * 1.35;

export const box = () => screen.getByRole("combobox", { name: /Quét thẻ/ });
export const difficulties = () => screen.getByRole("combobox", { name: /Khó khăn/ });
export const evening = () => screen.getByRole("complementary", { name: "Buổi này" });
export const heading = () => screen.getByRole("heading", { level: 1 }).textContent;
export const chosen = (group: string) =>
  within(screen.getByRole("radiogroup", { name: group }))
    .queryByRole("radio", { checked: true })
    ?.textContent.trim();

const spoken = (role: string) =>
  screen
    .getAllByRole(role)
    .map((region) => region.textContent)
    .join(" ");
/** What a screen reader is told when it has the time, and at once. */
export const said = () => spoken("status");
export const alerts = () => spoken("alert");
