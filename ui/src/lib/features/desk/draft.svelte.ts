// One person at the desk and what is being written down about them. Nothing here is saved yet.
import {
  type AccountState,
  AppError,
  type AssistForm,
  type AssistRow,
  type DoubtView,
  type DraftForm,
  type Outcome,
  type PersonCardView,
  type PersonForm,
  type PersonKey,
  type Service,
  type TriageView,
} from "$api";
import type { Place } from "./places";

const TICKET = /^\d{1,5}$/;

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

function ticketOf(typed: string): number | null {
  const text = typed.trim();
  if (text === "") return null;
  if (TICKET.test(text)) return Number(text);
  throw new AppError({ code: "bad-field", params: { field: "ticket" }, retry: false });
}

const likeliest = (pieces: readonly (readonly string[])[]) => pieces.map(([first]) => first ?? "").join("");
const isOpen = (pieces: readonly (readonly string[])[]) => pieces.some(({ length }) => length > 1);

/** Nothing is known of the person. */
export const NOBODY: PersonForm = {
  citizen: null,
  name: "",
  number: "",
  birth: "",
  sex: null,
  phone: "",
  address: "",
  village: null,
  unit: null,
};

/** How a draft began. */
interface Beginning {
  session: string;
  nextTicket: number;
  /** How the person was found, where it was not by a card. */
  key?: PersonKey | null;
  /** The ticket that was saved without its person. */
  ticket?: AssistRow | null;
}

export class Draft {
  /** The identity that the assist will have: saved twice it is one. */
  assist = $state("");
  readonly card: PersonCardView;
  readonly session: string;
  readonly key: PersonKey | null;
  person = $state<PersonForm>({ ...NOBODY });
  account = $state<AccountState>("unknown");
  smsDay = $state<string | null>(null);
  triage = $state.raw() as TriageView;
  service = $state<Service>("chip-card-advice");
  outcome = $state<Outcome | null>(null);
  difficulties = $state.raw<readonly string[]>([]);
  utilities = $state.raw<readonly number[]>([]);
  returnDay = $state<string | null>(null);
  note = $state("");
  /** Letters that the scanner mangled and nobody has chosen yet. */
  doubts = $state.raw<readonly DoubtView[]>([]);
  ticket = $state("");
  /** Letters typed to find a difficulty. */
  seeking = $state("");
  /** The difficulty whose remedy is read aloud. */
  reading = $state<string | null>(null);
  /** The person's fields are open. */
  editing = $state(false);
  /** Enter came before an outcome. */
  asksOutcome = $state(false);
  /** Enter came before a day to come back on; the next one saves without. */
  asksDay = $state(false);
  error = $state.raw<AppError | null>(null);
  #serviceByHand = $state(false);
  /** It was begun before the window was, and may hold what its card holds too. */
  readonly #begunBefore: boolean;
  readonly #ticketGiven: string;

  constructor(
    card: PersonCardView,
    { session, nextTicket, key = null, ticket = null }: Beginning,
    begun?: DraftForm,
  ) {
    this.assist = begun?.assist ?? ticket?.id ?? crypto.randomUUID();
    this.card = card;
    this.session = session;
    this.key = begun ? begun.key : key;
    this.#begunBefore = begun !== undefined;
    this.person = { ...card.person };
    this.triage = card.triage;
    this.account = card.triage.state;
    this.service = card.triage.service;
    this.smsDay = card.roster?.sms_day ?? null;
    this.#ticketGiven = String(nextTicket);
    this.ticket = this.#ticketGiven;
    this.editing = card.source === "typed";
    this.doubts = card.doubts;
    if (ticket) this.#complete(ticket);
    if (begun) this.#resume(begun);
  }

  #complete(row: AssistRow): void {
    this.choose(row.service);
    this.outcome = row.outcome;
    this.difficulties = row.difficulties;
    this.returnDay = row.return_day;
    this.ticket = String(row.ticket ?? "");
  }

  #resume(begun: DraftForm): void {
    this.person = { ...begun.person };
    this.account = begun.account;
    this.smsDay = begun.sms_day;
    if (begun.service !== null) this.choose(begun.service);
    this.outcome = begun.outcome;
    this.difficulties = begun.difficulties;
    this.reading = begun.difficulties.at(-1) ?? null;
    this.utilities = begun.utilities;
    this.returnDay = begun.return_day;
    this.ticket = begun.ticket;
    this.note = begun.note;
    this.editing = begun.editing;
  }

  /** Somebody entered something that must not be lost. */
  get touched(): boolean {
    const { card } = this;
    const told = this.outcome !== null || this.note.trim() !== "" || this.returnDay !== null;
    const chosen = this.difficulties.length + this.utilities.length > 0 || this.#serviceByHand;
    const judged = this.account !== card.triage.state || this.smsDay !== (card.roster?.sms_day ?? null);
    const typed = !same(this.person, card.person) || this.ticket !== this.#ticketGiven;
    return (
      this.#begunBefore ||
      this.doubts !== card.doubts ||
      told ||
      chosen ||
      judged ||
      typed ||
      (card.source === "typed" && this.person.name !== "")
    );
  }

  /** A record has its own screen for corrections, with a reason; only somebody new is written here. */
  get editable(): boolean {
    return this.card.person.citizen === null;
  }

  /** `card` is of the same person. */
  isOf(card: PersonCardView): boolean {
    const { citizen, number } = card.person;
    return (
      (citizen !== null && citizen === this.person.citizen) ||
      (number !== "" && number === this.person.number)
    );
  }

  /** What Enter has to ask before it saves: the outcome always, the day to come back once. */
  ask(): { what: "choose-outcome" | "choose-day"; place: Place } | null {
    if (this.outcome === null) {
      this.asksOutcome = true;
      return { what: "choose-outcome", place: "box" };
    }
    const isClear = this.outcome !== "come-back" || this.returnDay !== null || this.difficulties.length === 0;
    if (isClear || this.asksDay) return null;
    this.asksDay = true;
    return { what: "choose-day", place: "return-days" };
  }

  choose(service: Service): void {
    this.service = service;
    this.#serviceByHand = true;
  }

  decide(outcome: Outcome): void {
    this.outcome = outcome;
    this.asksOutcome = false;
    this.asksDay = false;
    this.error = null;
  }

  /** What the core says this person needs, after something was changed; a service chosen by hand stays. */
  take(triage: TriageView): void {
    this.triage = triage;
    if (!this.#serviceByHand) this.service = triage.service;
  }

  add(code: string): void {
    if (!this.difficulties.includes(code)) this.difficulties = [...this.difficulties, code];
    this.reading = code;
    this.seeking = "";
    this.error = null;
  }

  remove(code: string): void {
    this.difficulties = this.difficulties.filter((one) => one !== code);
    this.reading = this.difficulties.at(-1) ?? null;
  }

  show(utility: number, shown: boolean): void {
    const others = this.utilities.filter((one) => one !== utility);
    this.utilities = shown ? [...others, utility].sort((a, b) => a - b) : others;
  }

  /** An assist of its own, with the next ticket. */
  begin(ticket: number | null): void {
    this.assist = crypto.randomUUID();
    this.ticket = String(ticket ?? "");
  }

  /** As it is kept until it is saved. */
  kept(): DraftForm {
    return {
      assist: this.assist,
      key: this.key,
      source: this.card.source,
      notices: this.card.notices,
      doubts: [...this.openDoubts],
      person: $state.snapshot(this.person),
      account: this.account,
      sms_day: this.smsDay,
      service: this.#serviceByHand ? this.service : null,
      outcome: this.outcome,
      difficulties: [...this.difficulties],
      return_day: this.returnDay,
      utilities: [...this.utilities],
      ticket: this.ticket,
      note: this.note,
      editing: this.editing,
    };
  }

  /** @throws AppError when the ticket is no number. */
  form(outcome: Outcome): AssistForm {
    return {
      assist: this.assist,
      session: this.session,
      person: $state.snapshot(this.person),
      service: this.service,
      outcome,
      difficulties: [...this.difficulties],
      return_day: outcome === "come-back" ? this.returnDay : null,
      utilities: this.service === "utilities-shown" ? [...this.utilities] : [],
      state_before: this.account,
      sms_day: this.smsDay,
      ticket: ticketOf(this.ticket),
      note: this.note.normalize("NFC").trim(),
      unsure: this.openDoubts.length > 0,
    };
  }

  /** What is still open: whoever writes a field by hand has settled it. */
  get openDoubts(): readonly DoubtView[] {
    return this.doubts.filter(
      ({ field, pieces }) => isOpen(pieces) && this.person[field] === likeliest(pieces),
    );
  }

  /** The word on the card is `word`. */
  settle(doubt: DoubtView, place: number, word: string): void {
    const pieces = doubt.pieces.map((piece, at) => (at === place ? [word] : piece));
    this.person[doubt.field] = likeliest(pieces);
    this.doubts = this.doubts.map((one) => (one === doubt ? { ...doubt, pieces } : one));
  }
}
