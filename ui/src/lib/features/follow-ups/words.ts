// Places, days and calls of people to be met again, in words.
import type { FollowUpPlace, FollowUpRow } from "$api";
import { dayShort, number, t } from "$i18n";

/** What a place is called; `name` where it has one of its own. */
export function placeName({ kind }: FollowUpPlace, name: string): string {
  if (kind === "all") return t("follow-ups-all");
  return kind === "village" ? name : t("follow-ups-no-village");
}

/** “quá 3 ngày”, or nothing. */
export function lateText({ days }: FollowUpRow): string {
  return days !== null && days < 0 ? t("follow-ups-late", { n: -days, count: number(-days) }) : "";
}

/** What was done last, and when. */
export function metText({ service, met_on }: FollowUpRow): string {
  const done = t(`service-${service}`);
  return met_on === null ? done : t("follow-ups-met", { service: done, day: dayShort(met_on) });
}

export function callsText({ calls }: FollowUpRow): string {
  return calls === 0 ? "" : t("follow-ups-calls", { n: calls, count: number(calls) });
}
