// Who is to be met again: the place that is shown, numbers that were asked for, the call that is being noted.
import {
  type Api,
  Attempt,
  type CallResult,
  type FollowUpPlace,
  type FollowUpRow,
  type FollowUpsView,
  type FollowUpWhen,
} from "$api";
import { Reading } from "$api/reading.svelte";

/** The order of the core. */
const WHENS: readonly FollowUpWhen[] = ["overdue", "today", "week", "later", "no-day"];

export const samePlace = (one: FollowUpPlace, other: FollowUpPlace): boolean =>
  one.kind === other.kind && ("id" in one ? one.id : null) === ("id" in other ? other.id : null);

export class FollowUps {
  place = $state.raw<FollowUpPlace>({ kind: "all" });
  /** Numbers that were asked for, by record; forgotten with the screen. */
  phones = $state.raw<Readonly<Record<string, string>>>({});
  /** Who is being called. */
  calling = $state.raw<FollowUpRow | null>(null);
  readonly reading = new Reading<FollowUpsView>("follow-ups");
  readonly asking = new Attempt("follow-ups phone");
  readonly saving = new Attempt("follow-ups call");
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  get view(): FollowUpsView | null {
    return this.reading.value;
  }

  /** The rows by where their day lies; what is empty is left out, and the last may go on beyond what is shown. */
  get groups(): { when: FollowUpWhen; rows: FollowUpRow[]; whole: boolean }[] {
    const { rows = [], beyond = 0 } = this.view ?? {};
    const groups = WHENS.map((when) => ({ when, rows: rows.filter((row) => row.when === when) }));
    const shown = groups.filter((group) => group.rows.length > 0);
    return shown.map((group, place) => ({ ...group, whole: beyond === 0 || place < shown.length - 1 }));
  }

  async load(): Promise<void> {
    await this.reading.ask(() => this.#api.followUps(this.place));
  }

  async show(place: FollowUpPlace): Promise<void> {
    this.place = place;
    await this.load();
  }

  /** Shows a number, or hides it again. */
  async phone({ citizen, phone_masked }: FollowUpRow): Promise<void> {
    const { [citizen]: shown, ...others } = this.phones;
    if (shown !== undefined) {
      this.phones = others;
      return;
    }
    if (phone_masked === null) return;
    const found = await this.asking.run(() => this.#api.phoneOf(citizen));
    if (found !== null) this.phones = { ...this.phones, [citizen]: found };
  }

  /** Notes what came of the call; false where the core refuses. */
  async note(result: CallResult, again: string | null): Promise<boolean> {
    const { calling } = this;
    if (!calling) return false;
    let noted = false;
    await this.saving.run(async () => {
      await this.#api.logCall({ citizen: calling.citizen, result, again });
      noted = true;
    });
    if (!noted) return false;
    this.calling = null;
    await this.load();
    return true;
  }
}
