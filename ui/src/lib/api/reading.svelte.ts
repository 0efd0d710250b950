// Something the core is asked for, and asked for again when it may have changed: the newest answer counts.
import { AppError } from "./call";

export class Reading<T> {
  /** `null` until there is an answer; a later failure leaves it standing. */
  value = $state.raw<T | null>(null);
  error = $state.raw<AppError | null>(null);
  readonly #where: string;
  #asked = 0;

  /** `where` names the place in the program, should it have a fault. */
  constructor(where: string) {
    this.#where = where;
  }

  async ask(question: () => Promise<T>): Promise<void> {
    const mine = (this.#asked += 1);
    try {
      const answer = await question();
      if (mine === this.#asked) this.take(answer);
    } catch (thrown) {
      if (mine === this.#asked) this.error = AppError.from(thrown, this.#where);
    }
  }

  /** What a command answered is newer than any question under way. */
  take(answer: T): void {
    this.#asked += 1;
    this.value = answer;
    this.error = null;
  }
}
