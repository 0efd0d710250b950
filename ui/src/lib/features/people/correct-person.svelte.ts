// Putting a citizen's record right, with a reason; what it held before stays in its history.
import { type Api, Attempt, type PersonForm, type PersonView, type Sex } from "$api";
import { birthText } from "./words";

export class PersonCorrection {
  name = $state("");
  number = $state("");
  birth = $state("");
  sex = $state<Sex | "none">("none");
  phone = $state("");
  address = $state("");
  village = $state("");
  unit = $state("");
  reason = $state("");
  missing = $state<"name" | "reason" | null>(null);
  readonly attempt = new Attempt("correct-person");
  readonly #citizen: string | null;

  constructor(person: PersonForm) {
    this.#citizen = person.citizen;
    this.name = person.name;
    this.number = person.number;
    this.birth = birthText(person.birth);
    this.sex = person.sex ?? "none";
    this.phone = person.phone;
    this.address = person.address;
    this.village = person.village ?? "";
    this.unit = person.unit ?? "";
  }

  /** Saves; `null` where something is missing or the core refuses. */
  async save(api: Api): Promise<PersonView | null> {
    this.missing = this.name.trim() === "" ? "name" : this.reason.trim() === "" ? "reason" : null;
    if (this.missing !== null) return null;
    const form = { person: this.person(), reason: this.reason.normalize("NFC").trim() };
    return this.attempt.run(() => api.correctPerson(form));
  }

  person(): PersonForm {
    const text = (typed: string) => typed.normalize("NFC").trim();
    return {
      citizen: this.#citizen,
      name: text(this.name),
      number: this.number.replace(/\s/g, ""),
      birth: text(this.birth),
      sex: this.sex === "none" ? null : this.sex,
      phone: text(this.phone),
      address: text(this.address),
      village: this.village === "" ? null : this.village,
      unit: this.unit === "" ? null : this.unit,
    };
  }
}
