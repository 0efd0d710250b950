// Who is open at the desk, and who was put aside half done. All of it is kept while it is typed, and is there again after
// a crash.
import type { Api, DeskView } from "$api";
import { Draft } from "./draft.svelte";
import { isCardText } from "./finder.svelte";
import { type Kept, Shelf } from "./shelf";

/** People put aside at most; Alt+1 to Alt+9 recall them. */
export const DRAFTS_MAX = 9;

export class HalfDone {
  readonly #shelf: Shelf;
  open = $state.raw<Draft | null>(null);
  /** Put aside, the latest first. */
  aside = $state.raw<readonly Draft[]>([]);
  /** Whether all of it is on the disk as it stands now. */
  kept = $state<Kept>("waiting");
  /** The session whose people these are; what is kept of another's is left alone. */
  #session = $state.raw<string | null>(null);
  /** The session that was asked for last. */
  #asked: string | null = null;

  constructor(api: Api) {
    this.#shelf = new Shelf(api, (kept) => (this.kept = kept));
  }

  /** Another session, another commune, another start: what was half done there is here again, and nothing else. Gives what
   * the box held then; `null` where everything was here already. */
  async of({ session, next_ticket }: DeskView): Promise<string | null> {
    if (session.id === this.#asked) return null;
    this.#asked = session.id;
    [this.#session, this.open, this.aside] = [null, null, []];
    try {
      const { drafts, open, typed } = await this.#shelf.fetch();
      if (this.#asked !== session.id) return null;
      const beginning = { session: session.id, nextTicket: next_ticket };
      const resumed = drafts.map(({ card, form }) => new Draft(card, beginning, form));
      // Whoever sat down meanwhile stays open.
      this.open ??= resumed[open ?? -1] ?? null;
      const others = resumed.filter((one) => one !== this.open);
      this.aside = [...this.aside, ...others].slice(0, DRAFTS_MAX + 1);
      this.#session = session.id;
      return typed;
    } catch (thrown) {
      this.#asked = null;
      throw thrown;
    }
  }

  /** Keeps everything; to be called whenever something of it, of the session or of the box changed. */
  keep(session: string | undefined, typed: string): void {
    if (session === undefined || session !== this.#session) return;
    const drafts = [...(this.open ? [this.open] : []), ...this.aside].map((draft) => draft.kept());
    const words = isCardText(typed) ? "" : typed;
    this.#shelf.keep({ session, typed: words, open: this.open ? 0 : null, drafts });
  }

  /** Keeps at once what waits to be kept. */
  flush(): Promise<void> {
    return this.#shelf.flush();
  }

  /** The tickets that somebody half done is for. */
  get assists(): readonly string[] {
    return [this.open, ...this.aside].flatMap((draft) => (draft ? [draft.assist] : []));
  }

  /** Puts the open person aside if anything was entered; `false` when there is no room left. */
  putAside(): boolean {
    if (this.open?.touched === true) {
      if (this.aside.length >= DRAFTS_MAX) return false;
      this.aside = [this.open, ...this.aside];
    }
    this.open = null;
    return true;
  }

  /** The one taken back leaves room for the one who is open. */
  recall(draft: Draft): void {
    this.aside = this.aside.filter((one) => one !== draft);
    this.putAside();
    this.open = draft;
  }

  drop(draft: Draft): void {
    this.aside = this.aside.filter((one) => one !== draft);
    if (this.open === draft) this.open = null;
  }
}
