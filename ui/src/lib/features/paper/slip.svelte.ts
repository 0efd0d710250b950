// One slip while it is keyed in: what stands in its cells, and whom it is about. Nothing here is saved yet.
import type { AppError, KeyedSlip, PersonForm, PileView, SlipForm, SlipView } from "$api";

const NOBODY: PersonForm = {
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

/** The digit before a word on the slip, as typed; `""` where there is none. */
function digitOf<T>(order: readonly T[], value: T | null): string {
  const place = value === null ? -1 : order.indexOf(value);
  return place === -1 ? "" : String(place + 1);
}

const meant = <T>(order: readonly T[], digit: string): T | null => order[Number(digit) - 1] ?? null;

type Orders = Pick<PileView, "services" | "outcomes" | "village">;

export class Slip {
  readonly number: number;
  /** How it stands, as the core last said. */
  view = $state.raw() as SlipView;
  name = $state("");
  birth = $state("");
  digits = $state("");
  phone = $state("");
  village = $state("");
  service = $state("");
  outcome = $state("");
  difficulties = $state("");
  returnDay = $state("");
  note = $state("");
  /** Whoever was chosen among those found; typing another name lets go of them. */
  person = $state.raw<PersonForm | null>(null);
  error = $state.raw<AppError | null>(null);
  /** What stands under the number already. */
  taken = $state.raw<KeyedSlip | null>(null);
  readonly #orders: Orders;
  /** The identity that the assist will have: saved twice it is one. */
  #assist: string = crypto.randomUUID();

  constructor(view: SlipView, orders: Orders, begun?: SlipForm) {
    this.number = view.number;
    this.view = view;
    this.#orders = orders;
    this.village = orders.village ?? "";
    if (begun) this.#resume(begun);
    else if (view.state === "ticket" && view.keyed) {
      this.service = digitOf(orders.services, view.keyed.service);
      this.outcome = digitOf(orders.outcomes, view.keyed.outcome);
    }
  }

  #resume(begun: SlipForm): void {
    const { person } = begun;
    this.#assist = begun.assist ?? this.#assist;
    this.name = person.name;
    this.birth = person.birth;
    this.digits = begun.digits;
    this.phone = person.phone;
    this.village = person.village ?? "";
    this.service = digitOf(this.#orders.services, begun.service);
    this.outcome = digitOf(this.#orders.outcomes, begun.outcome);
    this.difficulties = begun.difficulties;
    this.returnDay = begun.return_day;
    this.note = begun.note;
    if (person.citizen !== null || person.number !== "") this.person = person;
  }

  /** It waits to be keyed in. */
  get open(): boolean {
    return this.view.state === "missing" || this.view.state === "ticket";
  }

  /** Somebody typed something that must not be lost. */
  get touched(): boolean {
    const { name, birth, digits, phone, difficulties, returnDay, note } = this;
    const typed = [name, birth, digits, phone, difficulties, returnDay, note];
    const chosen = this.view.state === "missing" && this.service + this.outcome !== "";
    return chosen || typed.some((text) => text.trim() !== "");
  }

  take(person: PersonForm): void {
    this.person = person;
    this.name = person.name;
    this.birth = person.birth;
    this.phone = person.phone;
    this.village = person.village ?? this.#orders.village ?? "";
  }

  /** Another name or birth is typed: it is somebody else. */
  release(): void {
    this.person = null;
    this.taken = null;
    this.error = null;
  }

  get chosenService() {
    return meant(this.#orders.services, this.service);
  }

  get chosenOutcome() {
    return meant(this.#orders.outcomes, this.outcome);
  }

  form(session: string, again: boolean): SlipForm {
    const nfc = (text: string) => text.normalize("NFC").trim();
    const { name, birth, phone, village } = this;
    const typed = { name: nfc(name), birth: nfc(birth), phone: nfc(phone), village: village || null };
    const person = this.person
      ? { ...this.person, phone: typed.phone, village: typed.village }
      : { ...NOBODY, ...typed };
    return {
      assist: this.#assist,
      session,
      number: this.number,
      person,
      digits: nfc(this.digits),
      service: this.chosenService,
      outcome: this.chosenOutcome,
      difficulties: nfc(this.difficulties),
      return_day: nfc(this.returnDay),
      note: nfc(this.note),
      again,
    };
  }
}
