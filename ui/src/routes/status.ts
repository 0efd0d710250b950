// What the sidebar and the strip say on every screen.
import type { ComponentProps } from "svelte";
import type Strip from "$shared/Strip.svelte";

export interface WindowStatus {
  commune: string;
  practice: boolean;
  where: string;
  saved: number;
  arrived: number;
  /** `null` when everything has arrived. */
  oldestUnsentMinutes: number | null;
  late: boolean;
  line: ComponentProps<typeof Strip>["line"];
  member: string;
}

/** Before the core has said anything. */
export const NOTHING_KNOWN: WindowStatus = {
  commune: "",
  practice: false,
  where: "",
  saved: 0,
  arrived: 0,
  oldestUnsentMinutes: null,
  late: false,
  line: "untried",
  member: "",
};
