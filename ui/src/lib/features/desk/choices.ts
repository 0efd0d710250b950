// The closed choices of the desk with their keys, icons and colours.
import type { AccountState, DifficultyView, Outcome, SearchRow, Service, UtilityView } from "$api";
import { language, t } from "$i18n";
import type { IconName } from "$shared/icons";
import type { DigitOption, Option } from "$shared/options";
import type { Tone } from "$shared/tone";

export interface Look {
  tone: Tone;
  icon: IconName;
}

export const OUTCOMES: readonly (Look & { value: Outcome; digit: string })[] = [
  { value: "done", digit: "1", icon: "done", tone: "ok" },
  { value: "already-active", digit: "2", icon: "already", tone: "mute" },
  { value: "come-back", digit: "3", icon: "comeBack", tone: "warn" },
  { value: "refused", digit: "4", icon: "refused", tone: "mute" },
];

export const SERVICES: readonly Service[] = [
  "chip-card-advice",
  "level-1-install",
  "level-2-enrolment",
  "level-2-activation",
  "utilities-shown",
  "account-recovery",
];

const STATE_LOOKS: Readonly<Record<AccountState, Look>> = {
  unknown: { tone: "mute", icon: "help" },
  "no-chip-card": { tone: "mute", icon: "desk" },
  "not-installed": { tone: "mute", icon: "desk" },
  "level-0": { tone: "mute", icon: "desk" },
  "level-1-waiting": { tone: "warn", icon: "waiting" },
  "level-1-active": { tone: "mute", icon: "desk" },
  "level-2-received": { tone: "warn", icon: "warning" },
  "level-2-approved": { tone: "warn", icon: "warning" },
  "level-2-active": { tone: "ok", icon: "done" },
};

/** In the order an account goes through them. */
export const STATES: readonly AccountState[] = [
  "unknown",
  "no-chip-card",
  "not-installed",
  "level-0",
  "level-1-waiting",
  "level-1-active",
  "level-2-received",
  "level-2-approved",
  "level-2-active",
];

export const lookOfState = (state: AccountState): Look => STATE_LOOKS[state];

export function lookOfOutcome(outcome: Outcome): Look {
  return OUTCOMES.find(({ value }) => value === outcome) ?? { tone: "mute", icon: "info" };
}

/** An open follow-up matters more than the account. */
export function lookOfRow(row: SearchRow): Look {
  return row.return_day === null ? lookOfState(row.state) : lookOfOutcome("come-back");
}

export const outcomeOptions = (): DigitOption<Outcome>[] =>
  OUTCOMES.map((outcome) => ({
    ...outcome,
    label: outcome.value === "already-active" ? t("desk-already-now") : t(`outcome-${outcome.value}`),
  }));

export const serviceOptions = (): Option<Service>[] =>
  SERVICES.map((value) => {
    const short = value === "account-recovery" ? { short: t("desk-service-recovery") } : {};
    return { value, label: serviceName(value), ...short };
  });

/** The service's name where it must stand beside the five others. */
export const serviceName = (service: Service): string =>
  service === "utilities-shown" ? t("desk-service-utilities") : t(`service-${service}`);

/** The outcome's name where there is little room. */
export const outcomeShort = (outcome: Outcome): string =>
  outcome === "already-active" ? t("desk-already") : t(`outcome-${outcome}`);

/** A difficulty's or a utility's names in the language of the window. */
export function named(one: DifficultyView | UtilityView): { label: string; short: string } {
  return language.current === "vi"
    ? { label: one.vi, short: one.short_vi }
    : { label: one.en, short: one.short_en };
}

export const remedyOf = (one: DifficultyView): readonly string[] =>
  language.current === "vi" ? one.remedy_vi : one.remedy_en;

/** “Nghị định 69/2024/NĐ-CP, Điều 7, 10” → “69/2024”; `null` of other instruments. */
export const decreeOf = (citation: string): string | null => /\d+\/\d{4}/.exec(citation)?.[0] ?? null;
