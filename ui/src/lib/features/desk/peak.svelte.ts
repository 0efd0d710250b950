// A peak hour: one key saves a ticket with its outcome; who it was is filled in when there is time.
import {
  type Api,
  AppError,
  type AssistForm,
  type AssistRow,
  type DeskView,
  type Outcome,
  type SavedView,
  type Service,
} from "$api";
import { NOBODY } from "./draft.svelte";
import type { Evening } from "./evening.svelte";

/** Keys that may wait for the disk; more are refused, and said to be. */
export const TICKETS_WAITING_MAX = 20;

interface Ears {
  saved: (saved: SavedView) => void;
  failed: (failure: AppError) => void;
  /** A key was refused. */
  full: () => void;
}

function bare({ session, next_ticket }: DeskView, service: Service, outcome: Outcome): AssistForm {
  return {
    assist: crypto.randomUUID(),
    session: session.id,
    person: NOBODY,
    service,
    outcome,
    difficulties: [],
    return_day: null,
    utilities: [],
    state_before: "unknown",
    sms_day: null,
    ticket: next_ticket,
    note: "",
    unsure: false,
  };
}

export class Peak {
  readonly #api: Api;
  readonly #evening: Evening;
  readonly #ears: Ears;
  on = $state(false);
  /** What everybody comes for in this hour. */
  service = $state<Service>("level-2-activation");
  /** The ticket that the next person is for. */
  filling = $state.raw<AssistRow | null>(null);
  /** Tickets of this laptop that have nobody yet, the oldest first. */
  readonly nameless = $derived.by(() => {
    const rows = this.#evening.view?.evening ?? [];
    return rows.filter((row) => row.name === null && row.mine && !row.voided).toReversed();
  });
  #queue: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(api: Api, evening: Evening, ears: Ears) {
    this.#api = api;
    this.#evening = evening;
    this.#ears = ears;
  }

  /** Saves the next ticket. Keys that come faster than the disk wait in their order. */
  log(outcome: Outcome): Promise<void> {
    if (this.#waiting >= TICKETS_WAITING_MAX) {
      this.#ears.full();
      return this.#queue;
    }
    this.#waiting += 1;
    this.#queue = this.#queue.then(() => this.#save(outcome));
    return this.#queue;
  }

  async #save(outcome: Outcome): Promise<void> {
    const { view } = this.#evening;
    try {
      if (!view) return;
      const form = bare(view, this.service, outcome);
      const saved = await this.#api.logAssist(form);
      this.#evening.add(saved, form.ticket);
      this.#ears.saved(saved);
    } catch (thrown) {
      this.#ears.failed(AppError.from(thrown, "desk ticket"));
    } finally {
      this.#waiting -= 1;
    }
  }
}
