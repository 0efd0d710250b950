// A talk to record: what kind, how many people, what about.
import { type Api, Attempt, type OutreachKind, type OutreachRow, type SessionRow } from "$api";

export const TALK_KINDS: readonly OutreachKind[] = ["talk", "radio", "house-to-house", "leaflet", "online"];

export class Talk {
  kind = $state<OutreachKind>("talk");
  /** As typed. */
  heads = $state("");
  topic = $state("");
  missing = $state(false);
  readonly attempt = new Attempt("log-outreach");

  /** Records it; `null` where the head count is missing or the core refuses. */
  async save(api: Api, session: SessionRow): Promise<OutreachRow | null> {
    const heads = this.heads.trim();
    this.missing = !/^\d{1,6}$/.test(heads);
    if (this.missing) return null;
    const topic = this.topic.normalize("NFC").trim();
    const form = { session: session.id, village: null, unit: null, day: session.day };
    return this.attempt.run(() => api.logOutreach({ ...form, kind: this.kind, heads: Number(heads), topic }));
  }
}
