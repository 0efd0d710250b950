// What is typed to change one's PIN or to let somebody else open this laptop, and what is still missing.
import { type Api, Attempt, type CommuneView, type StatusView } from "$api";

export type MissingPin = "old" | "pin" | "repeat";

/** Changing one's own. */
export class ChangePin {
  old = $state("");
  pin = $state("");
  repeat = $state("");
  missing = $state<MissingPin | null>(null);
  readonly attempt = new Attempt("change-pin");

  /** Changes it; `null` when something is missing or the core refuses. The old one is forgotten at once. */
  async change(api: Api): Promise<StatusView | null> {
    this.missing = this.#missing();
    if (this.missing !== null) return null;
    const form = { old: this.old, new: this.pin };
    this.old = "";
    return this.attempt.run(() => api.changePin(form));
  }

  #missing(): MissingPin | null {
    if (this.old === "") return "old";
    if (this.pin === "") return "pin";
    return this.pin === this.repeat ? null : "repeat";
  }
}

export type MissingPlace = "member" | "pin" | "repeat" | "leader";

/** Letting somebody else open this laptop. */
export class HandOver {
  member = $state("");
  pin = $state("");
  repeat = $state("");
  leaderPin = $state("");
  missing = $state<MissingPlace | null>(null);
  readonly attempt = new Attempt("hand-over");

  /** Gives the place; `null` when something is missing or the core refuses. The leader's is forgotten at once. */
  async give(api: Api): Promise<CommuneView | null> {
    this.missing = this.#missing();
    if (this.missing !== null) return null;
    const form = { member: this.member, pin: this.pin, leader_pin: this.leaderPin };
    this.leaderPin = "";
    return this.attempt.run(() => api.handOver(form));
  }

  #missing(): MissingPlace | null {
    if (this.member === "") return "member";
    if (this.pin === "") return "pin";
    if (this.pin !== this.repeat) return "repeat";
    return this.leaderPin === "" ? "leader" : null;
  }
}
