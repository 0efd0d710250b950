// The closed choices of a commune's lists, by name.
import type { Force, Role, UnitKind } from "$api";
import { t } from "$i18n";

export const roleName: Readonly<Record<Role, () => string>> = {
  leader: () => t("role-leader"),
  volunteer: () => t("role-volunteer"),
  observer: () => t("role-observer"),
};

export const forceName: Readonly<Record<Force, () => string>> = {
  police: () => t("force-police"),
  "youth-union": () => t("force-youth-union"),
  "project-team": () => t("force-project-team"),
};

export const unitKindName: Readonly<Record<UnitKind, () => string>> = {
  agency: () => t("unit-kind-agency"),
  school: () => t("unit-kind-school"),
  enterprise: () => t("unit-kind-enterprise"),
  organisation: () => t("unit-kind-organisation"),
};
