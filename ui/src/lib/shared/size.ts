// The size of a file, the way file managers show it.
import { number } from "$i18n";

/** 23552 → “23 KB”, 1572864 → “1,5 MB”; never 0 KB of something. */
export function sizeOf(bytes: number): string {
  const kilobytes = bytes / 1024;
  if (kilobytes >= 1024) return `${number(kilobytes / 1024, 1)} MB`;
  return `${number(Math.max(Math.round(kilobytes), 1))} KB`;
}
