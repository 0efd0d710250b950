// What one may say of a laptop from what this one knows of it.
import type { DeviceRow, Line } from "$api";
import type { PlainKey } from "$i18n";
import type { IconName } from "$shared/icons";
import type { Tone } from "$shared/tone";

/** A laptop with something outstanding that has been silent for so long is pointed out. */
export const SILENT_LONG_MINUTES = 3 * 24 * 60;

export interface MachineState {
  tone: Tone;
  icon: IconName;
  text: PlainKey;
}

const SENDING: MachineState = { tone: "accent", icon: "sync", text: "sync-state-sending" };
const ALL: MachineState = { tone: "ok", icon: "done", text: "sync-state-all" };
const SILENT: MachineState = { tone: "bad", icon: "warning", text: "sync-state-silent" };
const WAITING: MachineState = { tone: "warn", icon: "waiting", text: "sync-state-waiting" };

export const waitingOf = ({ written, arrived }: DeviceRow): number => Math.max(0, written - arrived);

export function stateOf(row: DeviceRow, line: Line): MachineState {
  if (waitingOf(row) === 0) return ALL;
  if (row.mine && line === "syncing") return SENDING;
  return (row.silent_minutes ?? 0) >= SILENT_LONG_MINUTES ? SILENT : WAITING;
}
