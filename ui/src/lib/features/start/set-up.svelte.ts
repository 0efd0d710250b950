// Setting up a commune in three steps: what is typed, what is still missing, and the one call that makes it.
import { type Api, Attempt, type MemberForm, type SetUpForm, type StatusView, type UnitForm } from "$api";
import { namesIn } from "./lines";

export const STEPS = ["places", "people", "pin"] as const;
export type Step = (typeof STEPS)[number];

/** Fields that cannot stay empty, and PINs that must be alike. */
export type Missing = "commune-name" | "village-name" | "member-name" | "pin" | "repeat";

const STEP_OF_FIELD: Readonly<Record<string, Step>> = {
  "commune-name": "places",
  "village-name": "places",
  "unit-name": "places",
  "member-name": "people",
  members: "people",
};

/** Rows of a form: units or people beyond the leader. */
export const ROWS_MAX = 200;

export class SetUp {
  step = $state<Step>("places");
  communeName = $state("");
  villagesText = $state("");
  units = $state<UnitForm[]>([]);
  /** The first is the leader at this laptop. */
  members = $state<MemberForm[]>([{ name: "", role: "leader", force: "police" }]);
  pin = $state("");
  repeat = $state("");
  missing = $state<Missing | null>(null);
  /** The row just added; the focus goes there. */
  fresh = $state.raw<UnitForm | MemberForm | null>(null);
  readonly attempt = new Attempt("set-up");

  readonly villages = $derived(namesIn(this.villagesText));
  readonly place = $derived(STEPS.indexOf(this.step));

  addUnit(): void {
    if (this.units.length >= ROWS_MAX) return;
    this.units.push({ name: "", kind: this.units.at(-1)?.kind ?? "agency" });
    this.fresh = this.units.at(-1) ?? null;
  }

  /** Another of the same force as the one before, leader apart. */
  addMember(): void {
    if (this.members.length >= ROWS_MAX) return;
    const force = this.members.slice(1).at(-1)?.force ?? "youth-union";
    this.members.push({ name: "", role: "volunteer", force });
    this.fresh = this.members.at(-1) ?? null;
  }

  /** Goes on where nothing is missing. */
  next(): void {
    this.missing = this.#missing();
    this.fresh = null;
    if (this.missing === null) this.step = STEPS[this.place + 1] ?? this.step;
  }

  /** Goes back; false on the first step. */
  back(): boolean {
    const before = STEPS[this.place - 1];
    this.missing = null;
    this.fresh = null;
    if (before) this.step = before;
    return before !== undefined;
  }

  /** Makes the commune; `null` when something is missing or the core refuses. */
  async make(api: Api): Promise<StatusView | null> {
    this.missing = this.#missing();
    if (this.missing !== null) return null;
    const made = await this.attempt.run(() => api.setUp(this.form()));
    const field = this.attempt.error?.params["field"] ?? "";
    this.step = STEP_OF_FIELD[field] ?? this.step;
    return made;
  }

  /** What is sent: rows left empty are not there. */
  form(): SetUpForm {
    const named = <T extends { name: string }>(rows: readonly T[]) =>
      rows.map((row) => ({ ...row, name: row.name.trim() })).filter(({ name }) => name !== "");
    return {
      commune_name: this.communeName.trim(),
      villages: this.villages,
      units: named(this.units),
      members: named(this.members),
      pin: this.pin,
    };
  }

  #missing(): Missing | null {
    if (this.step === "places") return this.#missingPlace();
    if (this.step === "people") return this.members[0]?.name.trim() === "" ? "member-name" : null;
    if (this.pin === "") return "pin";
    return this.pin === this.repeat ? null : "repeat";
  }

  #missingPlace(): Missing | null {
    if (this.communeName.trim() === "") return "commune-name";
    return this.villages.length === 0 ? "village-name" : null;
  }
}
