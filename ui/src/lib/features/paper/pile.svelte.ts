// A pile of slips to key in: its numbers, what is known of each, what is half typed. Every decision is the core's.
import { type Api, AppError, type KeyedView, type PersonKey, type PileView } from "$api";
import { Reading } from "$api/reading.svelte";
import { Lookup } from "./lookup.svelte";
import { Slip } from "./slip.svelte";

/** So long after the last key it is kept. */
export const KEEP_AFTER_MS = 300;

export class Pile {
  readonly reading = new Reading<PileView>("pile");
  slips = $state.raw<readonly Slip[]>([]);
  readonly lookup: Lookup;
  readonly #api: Api;
  readonly #session: string;
  /** Every slip seen, also outside the numbers shown now: half typed ones are kept together. */
  #all: Slip[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #kept = "[]";
  #range: [number | null, number | null] = [null, null];

  constructor(api: Api, session: string) {
    this.#api = api;
    this.lookup = new Lookup(api);
    this.#session = session;
  }

  /** `null` before the first answer. */
  get view(): PileView | null {
    return this.reading.value;
  }

  async ask(first: number | null = this.#range[0], last: number | null = this.#range[1]): Promise<void> {
    this.#range = [first, last];
    await this.reading.ask(() => this.#api.pile(this.#session, first, last));
    const { view } = this;
    if (view) this.slips = view.slips.map((slip) => this.#met(view, slip.number));
  }

  #met(view: PileView, number: number): Slip {
    const now = view.slips.find((slip) => slip.number === number);
    const known = this.#seen(number);
    if (known && now) known.view = now;
    if (known || !now) return known as Slip;
    const begun = view.begun.find((form) => form.number === number);
    const slip = new Slip(now, view, begun);
    this.#all.push(slip);
    return slip;
  }

  #seen(number: number): Slip | undefined {
    return this.#all.find((slip) => slip.number === number);
  }

  /** The next slip that waits, after `slip` or from the beginning. */
  next(slip: Slip | null): Slip | null {
    const after = slip === null ? 0 : this.slips.findIndex((one) => one.number === slip.number) + 1;
    return this.slips.slice(after).find((one) => one.open) ?? null;
  }

  async choose(slip: Slip, key: PersonKey): Promise<void> {
    this.lookup.clear();
    try {
      slip.take((await this.#api.openPerson(key)).person);
      slip.error = null;
    } catch (thrown) {
      slip.error = AppError.from(thrown, "slip person");
    }
    this.touch();
  }

  /** Saves a slip; `null` where nothing was saved, and the slip says why. */
  async save(slip: Slip, again = false): Promise<KeyedView | null> {
    slip.error = null;
    slip.taken = null;
    try {
      const keyed = await this.#api.keySlip(slip.form(this.#session, again));
      slip.taken = keyed.taken;
      if (keyed.saved === null) return null;
      this.#all = this.#all.filter((one) => one !== slip);
      await this.ask();
      return keyed;
    } catch (thrown) {
      slip.error = AppError.from(thrown, "key-slip");
      return null;
    }
  }

  async spoil(slip: Slip, spoilt: boolean): Promise<void> {
    try {
      await this.#api.spoilSlip(this.#session, slip.number, spoilt);
      await this.ask();
    } catch (thrown) {
      slip.error = AppError.from(thrown, "spoil-slip");
    }
  }

  /** Something was typed: it is kept a moment later. */
  touch(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.keep(), KEEP_AFTER_MS);
  }

  /** Keeps what is half typed, if it is not kept already. */
  async keep(): Promise<void> {
    clearTimeout(this.#timer);
    const half = this.#all.filter((slip) => slip.open && slip.touched);
    const unseen = (this.view?.begun ?? []).filter((form) => !this.#seen(form.number));
    const begun = [...unseen, ...half.map((slip) => slip.form(this.#session, false))];
    const text = JSON.stringify(begun);
    if (text === this.#kept) return;
    try {
      await this.#api.keepSlips({ session: this.#session, begun });
      this.#kept = text;
    } catch (thrown) {
      // Told where the person looks: at the slip that was typed last.
      const last = half.at(-1);
      if (last) last.error = AppError.from(thrown, "keep-slips");
    }
  }
}

/** “7, 12, 20–31”. */
export const runsText = (runs: readonly (readonly [number, number])[]): string =>
  runs.map(([first, last]) => (first === last ? String(first) : `${first}–${last}`)).join(", ");
