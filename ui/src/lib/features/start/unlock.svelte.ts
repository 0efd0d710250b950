// Unlocking: the PIN, and how long one still has to wait after wrong ones.
import { type Api, Attempt, type StatusView } from "$api";

const SECOND_MS = 1000;

export class Unlock {
  pin = $state("");
  /** Whole seconds until the next try. */
  wait = $state(0);
  readonly attempt = new Attempt("unlock");
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Tries the PIN; it is forgotten at once, right or wrong. */
  async open(api: Api, member: string): Promise<StatusView | null> {
    if (this.wait > 0 || this.pin === "") return null;
    const pin = this.pin;
    const status = await this.attempt.run(() => api.unlock(member, pin));
    this.pin = "";
    if (status === null) this.#hold(Number(this.attempt.error?.params["wait_seconds"] ?? 0));
    return status;
  }

  /** Stops counting. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #hold(seconds: number): void {
    this.stop();
    this.wait = Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : 0;
    if (this.wait > 0) this.#timer = setInterval(() => this.#tick(), SECOND_MS);
  }

  #tick(): void {
    this.wait -= 1;
    if (this.wait <= 0) this.stop();
  }
}
