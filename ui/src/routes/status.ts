// What the sidebar and the strip say on every screen.
import type { ComponentProps } from "svelte";
import type { StatusView, StripView } from "$api";
import { t } from "$i18n";
import type Strip from "$shared/Strip.svelte";

/** An entry that has waited this long for a receipt is pointed out. */
export const LATE_MINUTES = 60;

export interface Shown {
  /** The strip has come. */
  known: boolean;
  commune: string;
  practice: boolean;
  where: string;
  saved: number;
  arrived: number;
  /** `null` when everything has arrived. */
  oldestUnsentMinutes: number | null;
  late: boolean;
  line: ComponentProps<typeof Strip>["line"];
  /** Seconds until the app locks itself; `null` when that is not near. */
  locksIn: number | null;
  member: string;
}

/** Without a centre nothing can be late. */
function isLate({ oldest_unsent_minutes, line }: StripView): boolean {
  return line !== "no-centre" && (oldest_unsent_minutes ?? 0) >= LATE_MINUTES;
}

export function shownOf(status: StatusView, strip: StripView | null): Shown {
  return {
    known: strip !== null,
    commune: t("common-commune", { name: status.commune_name ?? "" }),
    practice: status.profile === "practice",
    where: strip?.session?.where_name ?? t("common-no-session"),
    saved: strip?.saved_here ?? 0,
    arrived: strip?.arrived ?? 0,
    oldestUnsentMinutes: strip?.oldest_unsent_minutes ?? null,
    late: strip !== null && isLate(strip),
    line: strip?.line ?? "untried",
    locksIn: strip?.locks_in_seconds ?? null,
    member: strip?.member_name ?? status.member?.name ?? "",
  };
}
