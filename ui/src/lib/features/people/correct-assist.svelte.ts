// Putting an assist right, with a reason; what it held before stays in its history.
import { type Api, type AssistView, Attempt, type CorrectAssistForm, type Outcome, type Service } from "$api";

const toggled = <T>(all: readonly T[], one: T): T[] =>
  all.includes(one) ? all.filter((other) => other !== one) : [...all, one];

export class AssistCorrection {
  service = $state<Service>("level-1-install");
  outcome = $state<Outcome>("done");
  difficulties = $state.raw<string[]>([]);
  returnDay = $state<string | null>(null);
  utilities = $state.raw<number[]>([]);
  note = $state("");
  reason = $state("");
  missing = $state(false);
  readonly attempt = new Attempt("correct-assist");
  readonly #assist: string;

  constructor({ row, utilities, note }: AssistView) {
    this.#assist = row.id;
    this.service = row.service;
    this.outcome = row.outcome;
    this.difficulties = row.difficulties;
    this.returnDay = row.return_day;
    this.utilities = utilities;
    this.note = note ?? "";
  }

  toggleDifficulty(code: string): void {
    this.difficulties = toggled(this.difficulties, code);
  }

  toggleUtility(number: number): void {
    this.utilities = toggled(this.utilities, number);
  }

  /** Saves; `null` where the reason is missing or the core refuses. */
  async save(api: Api): Promise<AssistView | null> {
    this.missing = this.reason.trim() === "";
    return this.missing ? null : this.attempt.run(() => api.correctAssist(this.form()));
  }

  form(): CorrectAssistForm {
    return {
      assist: this.#assist,
      service: this.service,
      outcome: this.outcome,
      difficulties: this.difficulties,
      return_day: this.outcome === "come-back" ? this.returnDay : null,
      utilities: this.utilities.toSorted((a, b) => a - b),
      note: this.note.normalize("NFC").trim(),
      reason: this.reason.normalize("NFC").trim(),
    };
  }
}
