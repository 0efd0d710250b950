// Where the focus can be sent: the desk names the place, a component is it.

import type { AppError, Code, PersonCardView } from "$api";

export type Place =
  | "box"
  | "name"
  | "number"
  | "birth"
  | "phone"
  | "address"
  | "village"
  | "difficulties"
  | "return"
  | "return-days"
  | "note"
  | "ticket"
  | "utilities"
  | "doubts";

const PLACE_OF_CODE: Partial<Record<Code, Place>> = {
  "bad-number": "number",
  "bad-birth": "birth",
  "bad-phone": "phone",
  "come-back-needs-why": "difficulties",
  "return-day-past": "return",
};
const PLACE_OF_FIELD: Readonly<Record<string, Place>> = {
  name: "name",
  address: "address",
  village: "village",
  difficulties: "difficulties",
  "return-day": "return",
  note: "note",
  ticket: "ticket",
  utilities: "utilities",
};

/** Where the focus goes when a save was refused. */
export function placeOf({ code, params }: AppError): Place {
  return PLACE_OF_CODE[code] ?? PLACE_OF_FIELD[params["field"] ?? ""] ?? "box";
}

export class Places {
  readonly #found = new Map<Place, HTMLElement>();

  /** Attach to the element that is `place`. */
  at(place: Place): (element: HTMLElement) => () => void {
    return (element) => {
      this.#found.set(place, element);
      return () => {
        if (this.#found.get(place) === element) this.#found.delete(place);
      };
    };
  }

  has(place: Place, element: Element | null): boolean {
    return element !== null && this.#found.get(place) === element;
  }

  /** Leaves the field one types in, so that it takes what was typed; the box and the difficulties take it at once. */
  settle(): void {
    const active = document.activeElement;
    if (this.has("box", active) || this.has("difficulties", active)) return;
    if (active instanceof HTMLElement) active.blur();
  }

  /** Goes to a field that could not make sense of what was typed; `false` when there is none. */
  focusUnread(): boolean {
    const unread = document.querySelector<HTMLElement>("main [aria-invalid='true']");
    unread?.focus();
    return unread !== null;
  }

  /** `false` when the place is not on the screen. */
  focus(place: Place): boolean {
    const element = this.#found.get(place);
    // A place may be the frame of its field.
    const field = element?.querySelector<HTMLElement>("input, select, button[role=radio]") ?? element;
    field?.focus();
    return field !== undefined;
  }
}

/** Where a card that is edited wants to be filled first. */
export function firstEmpty({ person }: PersonCardView): Place {
  if (person.name === "") return "name";
  return person.number === "" ? "number" : "birth";
}
