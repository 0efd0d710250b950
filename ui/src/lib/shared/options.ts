// Options of a choice, and which one an arrow key goes to.
import type { IconName } from "./icons";
import type { Tone } from "./tone";

export interface Option<T extends string> {
  value: T;
  label: string;
  /** Shown instead of the label where the window is narrow. */
  short?: string;
}

export interface DigitOption<T extends string> extends Option<T> {
  /** The key that chooses it, printed on the button. */
  digit: string;
  icon: IconName;
  tone: Tone;
  /** A second line, where there is room for one. */
  detail?: string;
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

/** The place an arrow key leads to, going round at the ends; `null` for other keys. */
export function nextOf<T extends string>(
  key: string,
  options: readonly Option<T>[],
  value: T | null,
): number | null {
  const step = STEPS[key];
  if (step === undefined || options.length === 0) return null;
  const now = options.findIndex((option) => option.value === value);
  if (now === -1) return step > 0 ? 0 : options.length - 1;
  return (now + step + options.length) % options.length;
}
