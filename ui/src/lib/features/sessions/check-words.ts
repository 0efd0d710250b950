// What is said of each thing to look at.
import { number, t } from "$i18n";
import type { IconName } from "$shared/icons";
import type { Check } from "./checks";

export const ICON_OF_CHECK: Readonly<Record<Check["kind"], IconName>> = {
  short: "people",
  over: "people",
  "half-done": "waiting",
  twice: "twins",
  alike: "twins",
  conflict: "warning",
  review: "scan",
  "no-day": "comeBack",
  nameless: "file",
  unsent: "savedHere",
};

const counted = ({ length }: readonly unknown[]) => ({ n: length, count: number(length) });

export function titleOfCheck(check: Check): string {
  switch (check.kind) {
    case "short":
      return t("sessions-check-short", { n: check.people, count: number(check.people) });
    case "over":
      return t("sessions-check-over", { n: check.people, count: number(check.people) });
    case "half-done":
      return t("sessions-check-half-done", { n: check.people, count: number(check.people) });
    case "twice":
      return t("sessions-check-twice", { name: check.name, ...counted(check.rows) });
    case "alike":
      return t("sessions-check-alike", { name: check.name, ...counted(check.rows) });
    case "conflict":
      return t("sessions-check-conflict", counted(check.rows));
    case "review":
      return t("sessions-check-review", counted(check.rows));
    case "no-day":
      return t("sessions-check-no-day", counted(check.rows));
    case "nameless":
      return t("sessions-check-nameless", counted(check.rows));
    case "unsent":
      return t("sessions-check-unsent", counted(check.rows));
  }
}

/** What to do about it; the practice commune sends nothing anywhere. */
export function nextOfCheck({ kind }: Check, practice: boolean): string {
  switch (kind) {
    case "short":
      return t("sessions-check-short-next");
    case "over":
      return t("sessions-check-over-next");
    case "half-done":
      return t("sessions-check-half-done-next");
    case "twice":
      return t("sessions-check-twice-next");
    case "alike":
      return t("sessions-check-alike-next");
    case "conflict":
      return t("sessions-check-conflict-next");
    case "review":
      return t("sessions-check-review-next");
    case "no-day":
      return t("sessions-check-no-day-next");
    case "nameless":
      return t("sessions-check-nameless-next");
    case "unsent":
      return practice ? t("sessions-check-unsent-practice") : t("sessions-check-unsent-next");
  }
}
