// The closed choices of a commune's lists, by name; the values are the core's.
import { t } from "$i18n";

export const roleName: Readonly<Record<"leader" | "volunteer" | "observer", () => string>> = {
  leader: () => t("role-leader"),
  volunteer: () => t("role-volunteer"),
  observer: () => t("role-observer"),
};

export const forceName: Readonly<Record<"police" | "youth-union" | "project-team", () => string>> = {
  police: () => t("force-police"),
  "youth-union": () => t("force-youth-union"),
  "project-team": () => t("force-project-team"),
};

export const officeTaskName: Readonly<Record<"card" | "level-2" | "app-help", () => string>> = {
  card: () => t("office-task-card"),
  "level-2": () => t("office-task-level-2"),
  "app-help": () => t("office-task-app-help"),
};

export const unitKindName: Readonly<
  Record<"agency" | "school" | "enterprise" | "organisation", () => string>
> = {
  agency: () => t("unit-kind-agency"),
  school: () => t("unit-kind-school"),
  enterprise: () => t("unit-kind-enterprise"),
  organisation: () => t("unit-kind-organisation"),
};
