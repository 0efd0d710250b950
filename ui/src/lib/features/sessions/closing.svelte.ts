// Closing a session: heads counted in the room, against what the log holds.
import { type Api, Attempt, type SessionView } from "$api";

/** The core takes no more than this. */
export const HEADS_MAX = 100_000;

export class Closing {
  /** As typed. */
  typed = $state("");
  readonly attempt = new Attempt("close-session");

  readonly unread = $derived(this.typed.trim() !== "" && this.heads === null);

  /** `null` while nobody has counted, or what is typed is no count. */
  get heads(): number | null {
    const text = this.typed.trim();
    const count = /^\d{1,6}$/.test(text) ? Number(text) : null;
    return count !== null && count <= HEADS_MAX ? count : null;
  }

  /** Closes it; `null` where the count cannot be read or the core refuses. */
  async close(api: Api, session: string): Promise<SessionView | null> {
    if (this.unread) return null;
    return this.attempt.run(() => api.closeSession(session, this.heads));
  }
}
