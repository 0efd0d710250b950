// One thing a person asks the core for: busy while it runs, what went wrong kept until the next try.
import { AppError } from "./call";

export class Attempt {
  busy = $state(false);
  error = $state.raw<AppError | null>(null);
  readonly #where: string;

  /** `where` names the place in the program, should it have a fault. */
  constructor(where: string) {
    this.#where = where;
  }

  /** The answer; `null` where it failed, or where another try is under way. */
  async run<T>(act: () => Promise<T>): Promise<T | null> {
    if (this.busy) return null;
    this.busy = true;
    this.error = null;
    try {
      return await act();
    } catch (thrown) {
      this.error = AppError.from(thrown, this.#where);
      return null;
    } finally {
      this.busy = false;
    }
  }
}
