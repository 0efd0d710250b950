// The screens of the window. A digit belongs to its screen for good; what does not exist yet is not listed.
import type { Component } from "svelte";
import type { PlainKey } from "$i18n";
import type { IconName } from "$shared/icons";
import Assist from "./Assist.svelte";
import Desk from "./Desk.svelte";
import Guide from "./Guide.svelte";
import People from "./People.svelte";
import Person from "./Person.svelte";
import Sessions from "./Sessions.svelte";
import Settings from "./Settings.svelte";
import Sync from "./Sync.svelte";

export interface ScreenEntry {
  id: string;
  /** Ctrl and this digit lead here. 4 follow-ups, 5 progress and 6 reports come later. */
  digit: string;
  icon: IconName;
  label: PlainKey;
  component: Component<Record<string, never>>;
}

const DESK: ScreenEntry = { id: "desk", digit: "1", icon: "desk", label: "desk-title", component: Desk };

export const SCREENS: readonly ScreenEntry[] = [
  DESK,
  { id: "sessions", digit: "2", icon: "sessions", label: "sessions-title", component: Sessions },
  { id: "people", digit: "3", icon: "people", label: "people-title", component: People },
  { id: "guide", digit: "7", icon: "guide", label: "help-title", component: Guide },
  { id: "sync", digit: "8", icon: "sync", label: "sync-title", component: Sync },
  { id: "settings", digit: "9", icon: "settings", label: "settings-title", component: Settings },
];

/** A place without an entry in the sidebar, which marks the screen it lies under. */
export interface Detail extends Pick<ScreenEntry, "id" | "component"> {
  under: string;
}

const DETAILS: readonly Detail[] = [
  { id: "assist", under: "sessions", component: Assist },
  { id: "person", under: "people", component: Person },
];

/** The screen or detail of that name, else the desk. */
export function screenOf(id: string): Detail {
  const detail = DETAILS.find((one) => one.id === id);
  if (detail) return detail;
  const screen = SCREENS.find((one) => one.id === id) ?? DESK;
  return { ...screen, under: screen.id };
}
