// The day in Vietnam, whatever the laptop's zone; the core reckons alike.

const OFFSET_MS = 7 * 3_600_000;

/** 2026-11-21 at `now_ms`. */
export function dayAt(now_ms: number): string {
  return new Date(now_ms + OFFSET_MS).toISOString().slice(0, 10);
}
