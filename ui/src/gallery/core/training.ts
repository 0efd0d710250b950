// A made-up timed drill: nobody at the desk, somebody, or everybody done, without a core behind it.
import type { Api, TrainingEntry, TrainingGuest, TrainingRow, TrainingView } from "$api";
import { CARD_TEXT } from "../desk/samples";

const ASKED: TrainingEntry = {
  service: "level-2-activation",
  outcome: "come-back",
  difficulties: ["OTP-01"],
};

export const NO_DRILL: TrainingView = {
  people: 10,
  guest: null,
  last_of_another: false,
  helped: [],
  result: null,
  before: { median_seconds: 9, total_seconds: 104, wrong: 1, corrections: 2 },
};

export const GUEST: TrainingGuest = {
  place: 4,
  says: { key: "training-no-code", params: {} },
  name: "Trần Thị Hạnh",
  birth_year: 1985,
  village: "Gồm",
  number_masked: "005******002",
  card: CARD_TEXT,
  asked: ASKED,
};

const row = (name: string, seconds: number, logged: Partial<TrainingEntry> = {}): TrainingRow => ({
  name,
  seconds,
  asked: ASKED,
  logged: { ...ASKED, ...logged },
  faults: logged.outcome ? ["outcome", "difficulties"] : logged.service ? ["service"] : [],
});

export const DRILL_DONE: TrainingView = {
  ...NO_DRILL,
  helped: [
    row("Trần Thị Hạnh", 7),
    row("Nguyễn Văn Ân", 12, { outcome: "done", difficulties: [] }),
    row("Ksor H'Lan", 9),
    row("Lê Thị Mơ", 6),
    row("Phạm Văn Thuận", 8, { service: "utilities-shown" }),
    row("Vũ Thị Ngọc Bích", 11),
    row("Đỗ Văn Hải", 5),
    row("Hoàng Thị Thắm", 7),
    row("Bùi Văn Quyết", 6),
    row("Rơ Mah Thủy", 10),
  ],
  result: {
    score: { median_seconds: 8, total_seconds: 81, wrong: 2, corrections: 1 },
    compared: { key: "training-faster", params: { seconds: "1", before: "9" } },
  },
};

/** A drill that somebody begins and may stop. */
export function trainingAnswers(): Partial<Api> {
  let view = NO_DRILL;
  const become = (next: TrainingView) => Promise.resolve((view = next));
  return {
    training: () => Promise.resolve(view),
    beginTraining: () => become({ ...NO_DRILL, guest: GUEST }),
    endTraining: () => become(NO_DRILL),
  };
}
