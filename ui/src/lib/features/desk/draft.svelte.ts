// One person at the desk and what is being written down about them. Nothing here is saved yet.
import {
  type AccountState,
  AppError,
  type AssistForm,
  type Outcome,
  type PersonCardView,
  type PersonForm,
  type Service,
  type TriageView,
} from "$api";

const TICKET = /^\d{1,5}$/;

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

function ticketOf(typed: string): number | null {
  const text = typed.trim();
  if (text === "") return null;
  if (TICKET.test(text)) return Number(text);
  throw new AppError({ code: "bad-field", params: { field: "ticket" }, retry: false });
}

export class Draft {
  readonly card: PersonCardView;
  readonly session: string;
  person = $state<PersonForm>({
    citizen: null,
    name: "",
    number: "",
    birth: "",
    sex: null,
    phone: "",
    address: "",
    village: null,
    unit: null,
  });
  account = $state<AccountState>("unknown");
  smsDay = $state<string | null>(null);
  triage = $state.raw() as TriageView;
  service = $state<Service>("chip-card-advice");
  outcome = $state<Outcome | null>(null);
  difficulties = $state.raw<readonly string[]>([]);
  utilities = $state.raw<readonly number[]>([]);
  returnDay = $state<string | null>(null);
  note = $state("");
  ticket = $state("");
  /** Letters typed to find a difficulty. */
  seeking = $state("");
  /** The difficulty whose remedy is read aloud. */
  reading = $state<string | null>(null);
  /** The person's fields are open. */
  editing = $state(false);
  /** Enter came before an outcome. */
  asksOutcome = $state(false);
  error = $state.raw<AppError | null>(null);
  #serviceByHand = $state(false);
  readonly #ticketGiven: string;

  constructor(card: PersonCardView, session: string, nextTicket: number) {
    this.card = card;
    this.session = session;
    this.person = { ...card.person };
    this.triage = card.triage;
    this.account = card.triage.state;
    this.service = card.triage.service;
    this.smsDay = card.roster?.sms_day ?? null;
    this.#ticketGiven = String(nextTicket);
    this.ticket = this.#ticketGiven;
    this.editing = card.source === "typed";
  }

  /** Somebody entered something that must not be lost. */
  get touched(): boolean {
    const { card } = this;
    const told = this.outcome !== null || this.note.trim() !== "" || this.returnDay !== null;
    const chosen = this.difficulties.length + this.utilities.length > 0 || this.#serviceByHand;
    const judged = this.account !== card.triage.state || this.smsDay !== (card.roster?.sms_day ?? null);
    const typed = !same(this.person, card.person) || this.ticket !== this.#ticketGiven;
    return told || chosen || judged || typed || (card.source === "typed" && this.person.name !== "");
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

  choose(service: Service): void {
    this.service = service;
    this.#serviceByHand = true;
  }

  decide(outcome: Outcome): void {
    this.outcome = outcome;
    this.asksOutcome = false;
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

  /** @throws AppError when the ticket is no number. */
  form(outcome: Outcome): AssistForm {
    return {
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
    };
  }
}
