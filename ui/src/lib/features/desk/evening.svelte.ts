// The open session and its evening, as the core has them.
import { type Api, AppError, type AssistRow, type DeskView, type SavedView } from "$api";

export type Phase = "loading" | "no-session" | "open" | "failed";

export class Evening {
  readonly #api: Api;
  phase = $state<Phase>("loading");
  view = $state.raw<DeskView | null>(null);
  failure = $state.raw<AppError | null>(null);
  /** What was saved last completed a ticket: taking back "the last" would take another. */
  #completed = $state(false);
  /** The row that came or changed last. */
  newest = $state<string | null>(null);

  constructor(api: Api) {
    this.#api = api;
  }

  /** The assist that Ctrl+Z would void. */
  get undo(): string | null {
    return this.#completed ? null : (this.view?.undo ?? null);
  }

  /** Somebody else is at work: nothing of before is shown while the core is asked. */
  forget(): void {
    this.view = null;
    this.failure = null;
    this.phase = "loading";
  }

  /** Asks anew; what was shown stays until the answer is there. */
  async load(): Promise<void> {
    try {
      this.view = await this.#api.desk();
      this.phase = "open";
      this.failure = null;
    } catch (thrown) {
      this.#fail(AppError.from(thrown, "desk"));
    }
  }

  /** Whether the assist is in the list: a ticket that was saved without its person. */
  has(assist: string): boolean {
    return this.view?.evening.some(({ id }) => id === assist) ?? false;
  }

  add(saved: SavedView, ticket: number | null): void {
    if (!this.view) return;
    const { session, evening, next_ticket } = this.view;
    this.newest = saved.row.id;
    this.#completed = this.has(saved.row.id);
    if (this.#completed) {
      this.view = { ...this.view, session: { ...session, counts: saved.counts } };
      return this.replace(saved.row);
    }
    this.view = {
      session: { ...session, counts: saved.counts },
      evening: [saved.row, ...evening],
      next_ticket: Math.max(next_ticket, (ticket ?? 0) + 1),
      undo: saved.row.id,
    };
  }

  replace(row: AssistRow): void {
    if (!this.view) return;
    const evening = this.view.evening.map((one) => (one.id === row.id ? row : one));
    this.newest = row.id;
    this.view = { ...this.view, evening };
  }

  #fail(failure: AppError): void {
    const closed = failure.code === "no-session" || failure.code === "session-closed";
    if (closed) this.view = null;
    this.failure = closed ? null : failure;
    if (closed || !this.view) this.phase = closed ? "no-session" : "failed";
  }
}
