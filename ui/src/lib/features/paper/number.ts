// A whole number as it is typed.

/** `null` where it is none of at most five digits. */
export const wholeNumber = (typed: string): number | null =>
  /^\d{1,5}$/.test(typed.trim()) ? Number(typed.trim()) : null;
