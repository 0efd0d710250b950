// Finds difficulties by code, by letters, or by VNeID's own message. Pure; the same rule as the core's catalogue.
import type { DifficultyView, Service } from "$api";
import { fold, wordsOf } from "$shared/fold";

/** Shown at most; more would not be read with somebody waiting. */
export const DIFFICULTIES_SHOWN_MAX = 4;

/** Offered first for a service; the rest follow, the particular before what may happen anywhere. */
const FIRST: Readonly<Record<Service, readonly string[]>> = {
  "chip-card-advice": ["CARD-01", "PER-01"],
  "level-1-install": ["DEV-01", "SIM-01", "NFC-02", "FACE-01"],
  "level-2-enrolment": ["CARD-01", "SIM-02", "DATA-01"],
  "level-2-activation": ["OTP-01", "SIM-03", "DEV-03", "PWD-02"],
  "utilities-shown": ["PWD-01", "DEV-03"],
  "account-recovery": ["PWD-01", "PWD-02", "SIM-03", "ACC-05"],
};

/** “OTP-01” → “otp01” and “otp1”. */
function codeKeys(code: string): string[] {
  const key = fold(code).replace(/[^a-z\d]/g, "");
  return [key, key.replace(/0+(?=\d)/, "")];
}

function hasCode(difficulty: DifficultyView, typed: string): boolean {
  const key = fold(typed).replace(/[^a-z\d]/g, "");
  return key !== "" && codeKeys(difficulty.code).some((code) => code.startsWith(key));
}

function hasWords(difficulty: DifficultyView, typed: string): boolean {
  const { vi, en, short_vi, short_en, messages } = difficulty;
  const known = wordsOf([vi, en, short_vi, short_en, ...messages].join(" "));
  const asked = wordsOf(typed);
  return asked.length > 0 && asked.every((word) => known.some((one) => one.startsWith(word)));
}

/** What `typed` means, codes before words, without those already `chosen`. */
export function meant(
  all: readonly DifficultyView[],
  typed: string,
  chosen: readonly string[],
): DifficultyView[] {
  const open = all.filter(({ code, in_use }) => in_use && !chosen.includes(code));
  const byCode = open.filter((one) => hasCode(one, typed));
  const byWords = open.filter((one) => !byCode.includes(one) && hasWords(one, typed));
  return [...byCode, ...byWords].slice(0, DIFFICULTIES_SHOWN_MAX);
}

/** What usually stands in the way of `service`, the frequent ones of these weeks first, without those already `chosen`. */
export function usual(
  all: readonly DifficultyView[],
  service: Service,
  chosen: readonly string[],
  frequent: readonly string[] = [],
): DifficultyView[] {
  const often = ({ code }: DifficultyView) => {
    const place = frequent.indexOf(code);
    return place === -1 ? frequent.length : place;
  };
  const rank = ({ code, services }: DifficultyView) => {
    const place = FIRST[service].indexOf(code);
    return place === -1 ? FIRST[service].length + services.length : place;
  };
  const offered = all.filter(
    (one) => one.in_use && one.services.includes(service) && !chosen.includes(one.code),
  );
  return offered
    .toSorted((a, b) => often(a) - often(b) || rank(a) - rank(b))
    .slice(0, DIFFICULTIES_SHOWN_MAX);
}
