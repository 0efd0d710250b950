// What a colour means. A tone never stands alone: an icon and a word go with it.
import type { IconName } from "./icons";

export type Tone = "ok" | "warn" | "bad" | "mute" | "accent";

export const TONE_ICONS: Readonly<Record<Tone, IconName>> = {
  ok: "done",
  warn: "warning",
  bad: "warning",
  mute: "info",
  accent: "info",
};
