// Values of a history in words: choices by name, days as people write them, ID numbers masked.
import type { CatalogueView, ChangeView } from "$api";
import { day, say, t } from "$i18n";
import { named } from "$shared/named";

const PLAIN_DAY = /^\d{4}-\d{2}-\d{2}$/;
const NUMBER = /^\d{12}$/;

/** 005185000002 → 005******002; anything else stays. */
export function masked(value: string): string {
  return NUMBER.test(value) ? `${value.slice(0, 3)}******${value.slice(-3)}` : value;
}

/** “Ngày sinh” of `citizen-birth`. */
export const fieldName = (field: string): string => say({ key: `field-${field}`, params: {} });

/** “SIM-03 Sai số” of SIM-03. */
export function difficultyName(catalogue: CatalogueView | null, code: string): string {
  const found = catalogue?.difficulties.find((one) => one.code === code);
  return found ? `${code} ${named(found).short}` : code;
}

export function utilityName(catalogue: CatalogueView | null, number: number): string {
  const found = catalogue?.utilities.find((one) => one.number === number);
  return found ? named(found).label : String(number);
}

const listed = (value: string, name: (one: string) => string) => value.split(", ").map(name).join(", ");
const chosen = (kind: string) => (value: string) => say({ key: `${kind}-${value}`, params: {} });

const CHOICES: Readonly<Record<string, (value: string) => string>> = {
  "assist-service": chosen("service"),
  "assist-outcome": chosen("outcome"),
  "assist-age": chosen("age-band"),
  "assist-state-before": chosen("account-state"),
  "citizen-sex": chosen("sex"),
};

/** A value as it is read; an empty one says so. */
export function valueText(
  { field }: Pick<ChangeView, "field">,
  value: string | null,
  catalogue: CatalogueView | null,
  numbersShown = false,
): string {
  if (value === null || value === "") return t("people-nothing");
  const choice = CHOICES[field];
  if (choice) return choice(value);
  if (field === "assist-difficulties") return listed(value, (code) => difficultyName(catalogue, code));
  if (field === "assist-utilities") return listed(value, (nth) => utilityName(catalogue, Number(nth)));
  if (field === "citizen-number") return numbersShown ? value : masked(value);
  return PLAIN_DAY.test(value) ? day(value) : value;
}

/** 1985-11-09 → “09/11/1985”; a year alone stays. */
export const birthText = (birth: string): string => (PLAIN_DAY.test(birth) ? day(birth) : birth);
