// Opening a session: filled in as the last one was, so that Enter is enough on most evenings.
import { type Api, Attempt, type CommuneView, type OpenSessionForm, type SessionRow } from "$api";

export type WhereKind = "village" | "unit";
export type MissingOpen = "where" | "day" | "ticket" | "members";

const TICKET = /^[1-9]\d{0,4}$/;

interface Named {
  id: string;
  name: string;
}

/** Of those with this name, or the first. */
const chosenBy = (all: readonly Named[], name: string | undefined) =>
  (all.find((one) => one.name === name) ?? all[0])?.id ?? "";

export class OpenSession {
  kind = $state<WhereKind>("village");
  village = $state("");
  unit = $state("");
  place = $state("");
  day = $state<string | null>(null);
  firstTicket = $state("1");
  members = $state<{ id: string; name: string; present: boolean }[]>([]);
  missing = $state<MissingOpen | null>(null);
  readonly attempt = new Attempt("open-session");
  readonly commune: CommuneView;
  readonly #earlier: readonly SessionRow[];

  /** `earlier` newest first. */
  constructor(commune: CommuneView, earlier: readonly SessionRow[], today: string) {
    this.commune = commune;
    this.#earlier = earlier;
    const last = earlier[0]?.where_name;
    this.kind = commune.units.some(({ name }) => name === last) ? "unit" : "village";
    this.village = chosenBy(commune.villages, last);
    this.unit = chosenBy(commune.units, last);
    this.day = today;
    this.members = commune.members.map(({ id, name }) => ({ id, name, present: true }));
    this.place = this.lastPlace;
  }

  get whereName(): string {
    const [all, id] =
      this.kind === "village" ? [this.commune.villages, this.village] : [this.commune.units, this.unit];
    return all.find((one) => one.id === id)?.name ?? "";
  }

  /** Where people met the last time there. */
  get lastPlace(): string {
    return this.#earlier.find(({ where_name }) => where_name === this.whereName)?.place ?? "";
  }

  /** A session already open there on that day, perhaps from another laptop. */
  get twin(): SessionRow | null {
    const there = (row: SessionRow) => row.where_name === this.whereName && row.day === this.day;
    return this.#earlier.find((row) => !row.closed && there(row)) ?? null;
  }

  /** After another village or unit was chosen: people meet where they met there before. */
  moved(): void {
    this.place = this.lastPlace;
  }

  /** Opens it; `null` when something is missing or the core refuses. */
  async open(api: Api): Promise<SessionRow | null> {
    this.missing = this.#missing();
    if (this.missing !== null) return null;
    return this.attempt.run(() => api.openSession(this.form()));
  }

  form(): OpenSessionForm {
    return {
      village: this.kind === "village" ? this.village : null,
      unit: this.kind === "unit" ? this.unit : null,
      place: this.place.normalize("NFC").trim(),
      day: this.day ?? "",
      members: this.members.filter(({ present }) => present).map(({ id }) => id),
      first_ticket: Number(this.firstTicket.trim()),
    };
  }

  #missing(): MissingOpen | null {
    if (this.whereName === "") return "where";
    if (this.day === null) return "day";
    if (!this.members.some(({ present }) => present)) return "members";
    return TICKET.test(this.firstTicket.trim()) ? null : "ticket";
  }
}
