// The screens of the window. A digit belongs to its screen for good; what does not exist yet is not listed.
import type { Component } from "svelte";
import type { PlainKey } from "$i18n";
import type { IconName } from "$shared/icons";
import Desk from "./Desk.svelte";
import { Later } from "./later.svelte";

export interface ScreenEntry {
  id: string;
  /** Ctrl and this digit lead here. 5 progress and 6 reports come later. */
  digit: string;
  icon: IconName;
  label: PlainKey;
  part: Later<Screen>;
}

type Screen = Component<Record<string, never>>;

const later = (id: string, read: () => Promise<{ default: Screen }>) => ({ id, part: new Later(id, read) });

/** Comes with the shell: it is what people see first. */
const DESK: ScreenEntry = {
  id: "desk",
  digit: "1",
  icon: "desk",
  label: "desk-title",
  part: Later.here(Desk),
};

export const SCREENS: readonly ScreenEntry[] = [
  DESK,
  {
    ...later("sessions", () => import("./Sessions.svelte")),
    digit: "2",
    icon: "sessions",
    label: "sessions-title",
  },
  { ...later("people", () => import("./People.svelte")), digit: "3", icon: "people", label: "people-title" },
  {
    ...later("follow-ups", () => import("./FollowUps.svelte")),
    digit: "4",
    icon: "comeBack",
    label: "follow-ups-title",
  },
  { ...later("guide", () => import("./Guide.svelte")), digit: "7", icon: "guide", label: "help-title" },
  { ...later("sync", () => import("./Sync.svelte")), digit: "8", icon: "sync", label: "sync-title" },
  {
    ...later("settings", () => import("./Settings.svelte")),
    digit: "9",
    icon: "settings",
    label: "settings-title",
  },
  { ...later("team", () => import("./Team.svelte")), digit: "0", icon: "team", label: "team-title" },
];

/** A place without an entry in the sidebar, which marks the screen it lies under. */
export interface Detail extends Pick<ScreenEntry, "id" | "part"> {
  under: string;
}

export const DETAILS: readonly Detail[] = [
  { ...later("assist", () => import("./Assist.svelte")), under: "sessions" },
  { ...later("person", () => import("./Person.svelte")), under: "people" },
  { ...later("roster", () => import("./Roster.svelte")), under: "people" },
  { ...later("difficulties", () => import("./Difficulties.svelte")), under: "settings" },
];

/** The screen or detail of that name, else the desk. */
export function screenOf(id: string): Detail {
  const detail = DETAILS.find((one) => one.id === id);
  if (detail) return detail;
  const screen = SCREENS.find((one) => one.id === id) ?? DESK;
  return { ...screen, under: screen.id };
}
