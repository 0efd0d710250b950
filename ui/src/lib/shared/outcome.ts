// How the outcomes of an assist look everywhere. The values are the core's.
import type { IconName } from "./icons";
import type { Tone } from "./tone";

export const OUTCOMES = ["done", "already-active", "come-back", "refused"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const OUTCOME_LOOKS: Readonly<Record<Outcome, { tone: Tone; icon: IconName }>> = {
  done: { tone: "ok", icon: "done" },
  "already-active": { tone: "mute", icon: "already" },
  "come-back": { tone: "warn", icon: "comeBack" },
  refused: { tone: "mute", icon: "refused" },
};
