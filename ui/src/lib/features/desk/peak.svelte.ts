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

function bare({ session }: DeskView, ticket: number, service: Service, outcome: Outcome): AssistForm {
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
    ticket,
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
  /** Tickets of this laptop and this session that have nobody yet, the oldest first. */
  readonly nameless = $derived.by(() => {
    const rows = this.#evening.view?.evening ?? [];
    return rows.filter((row) => row.citizen === null && row.mine && !row.voided).toReversed();
  });
  /** The slip on top of the pad in hand, where somebody said so; for that session alone. */
  #pad = $state.raw<{ session: string; next: number } | null>(null);
  /** The number that the next key saves. */
  readonly ticket = $derived.by(() => {
    const view = this.#evening.view;
    const pad = this.#pad?.session === view?.session.id ? this.#pad : null;
    return pad?.next ?? view?.next_ticket ?? 0;
  });
  #asked = $state.raw<string | null>(null);
  /** The ticket that the next person is for: only for as long as it waits for one. */
  readonly filling = $derived(this.nameless.find(({ id }) => id === this.#asked) ?? null);
  /** Counts failures: keys struck before one are not saved after it. */
  #failures = 0;
  #queue: Promise<void> = Promise.resolve();
  #waiting = 0;

  constructor(api: Api, evening: Evening, ears: Ears) {
    this.#api = api;
    this.#evening = evening;
    this.#ears = ears;
  }

  /** The next person is for this ticket; `null` for a ticket of their own. */
  ask(ticket: AssistRow | null): void {
    this.#asked = ticket?.id ?? null;
  }

  /** The ticket after the one that is asked for, without those `taken` by somebody half done. */
  next(taken: readonly string[]): AssistRow | null {
    const free = this.nameless.filter(({ id }) => !taken.includes(id));
    const at = free.findIndex(({ id }) => id === this.#asked);
    return free[at + 1] ?? free[0] ?? null;
  }

  /** Another pad is in hand, with this slip on top; what is no number changes nothing. */
  goOnFrom(text: string): void {
    const session = this.#evening.view?.session.id;
    if (session !== undefined && /^\d+$/.test(text.trim())) this.#pad = { session, next: Number(text) };
  }

  /** Saves the next ticket. Keys that come faster than the disk wait in their order. */
  log(outcome: Outcome): Promise<void> {
    if (this.#waiting >= TICKETS_WAITING_MAX) {
      this.#ears.full();
      return this.#queue;
    }
    this.#waiting += 1;
    const before = this.#failures;
    this.#queue = this.#queue.then(() => this.#save(outcome, before));
    return this.#queue;
  }

  async #save(outcome: Outcome, failures: number): Promise<void> {
    const { view } = this.#evening;
    try {
      // The slips and the numbers would part.
      if (!view || failures !== this.#failures) return;
      const form = bare(view, this.ticket, this.service, outcome);
      const saved = await this.#api.logAssist(form);
      this.#evening.add(saved, form.ticket);
      if (this.#pad) this.#pad = { session: form.session, next: (form.ticket ?? 0) + 1 };
      this.#ears.saved(saved);
    } catch (thrown) {
      this.#failures += 1;
      this.#ears.failed(AppError.from(thrown, "desk ticket"));
    } finally {
      this.#waiting -= 1;
    }
  }
}
