// Days to come back on, offered ready-made. Pure: days are 2026-11-21.

const DAY_MS = 86_400_000;

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from `from` until `until`; negative when it lies before. */
export function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

export interface ReturnOffer {
  key: "desk-return-tomorrow" | "desk-return-before-deadline" | "desk-return-week";
  /** The key that chooses it; the outcomes have the digits before. */
  digit: "5" | "6" | "7";
  day: string;
}

/** The key that goes to where any day can be typed. */
export const OTHER_DAY_DIGIT = "8";

/** Tomorrow, the day before the deadline, in a week; no day twice. */
export function returnOffers(today: string, deadline: string | null): ReturnOffer[] {
  const beforeDeadline = deadline === null ? null : addDays(deadline, -1);
  const offers: ReturnOffer[] = [{ key: "desk-return-tomorrow", digit: "5", day: addDays(today, 1) }];
  if (beforeDeadline !== null && daysBetween(today, beforeDeadline) > 1) {
    offers.push({ key: "desk-return-before-deadline", digit: "6", day: beforeDeadline });
  }
  offers.push({ key: "desk-return-week", digit: "7", day: addDays(today, 7) });
  return offers.filter((offer, place) => offers.findIndex(({ day }) => day === offer.day) === place);
}
