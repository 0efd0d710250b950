// The offices that the desk sends people to, and the one that is being written down.
import { type Api, Attempt, type OfficeForm, type OfficesView, type OfficeTask, type OfficeView } from "$api";
import { Reading } from "$api/reading.svelte";

export const TASKS: readonly OfficeTask[] = ["card", "level-2", "app-help"];
/** Monday to Sunday. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const TO_FRIDAY = [2, 3, 4, 5] as const;

/** An office as it is typed; the core reads it. */
export class OfficeDraft {
  readonly office: string | null;
  name = $state("");
  address = $state("");
  phone = $state("");
  note = $state("");
  readonly tasks = $state<Record<OfficeTask, boolean>>({ card: false, "level-2": false, "app-help": false });
  readonly hours = $state({ 1: "", 2: "", 3: "", 4: "", 5: "", 6: "", 7: "" });

  constructor(now: OfficeView | null) {
    this.office = now?.id ?? null;
    if (!now) return;
    ({ name: this.name, address: this.address, phone: this.phone, note: this.note } = now);
    now.tasks.forEach((task) => (this.tasks[task] = true));
    WEEKDAYS.forEach((day) => (this.hours[day] = now.hours[day - 1] ?? ""));
  }

  /** Most offices open alike from Monday to Friday. */
  copyMonday(): void {
    TO_FRIDAY.forEach((day) => (this.hours[day] = this.hours[1]));
  }

  get form(): OfficeForm {
    const { office, name, address, phone, note } = this;
    const hours = WEEKDAYS.map((day) => this.hours[day]);
    return { office, name, address, phone, note, hours, tasks: TASKS.filter((task) => this.tasks[task]) };
  }
}

export class Offices {
  readonly reading = new Reading<OfficesView>("offices");
  readonly acting = new Attempt("offices change");
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  get view(): OfficesView | null {
    return this.reading.value;
  }

  async ask(): Promise<void> {
    await this.reading.ask(() => this.#api.offices());
  }

  save(draft: OfficeDraft): Promise<boolean> {
    return this.#act(() => this.#api.saveOffice(draft.form));
  }

  remove(office: OfficeView): Promise<boolean> {
    return this.#act(() => this.#api.removeOffice(office.id));
  }

  async #act(act: () => Promise<OfficesView>): Promise<boolean> {
    const view = await this.acting.run(act);
    if (view) this.reading.take(view);
    return view !== null;
  }
}
