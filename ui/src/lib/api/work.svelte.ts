// How things stand: where the app is, who is at work, and the strip that is always on the screen. One per window.
import { createContext, tick } from "svelte";
import type { StatusView_Serialize as StatusView, StripView_Serialize as StripView } from "./bindings.gen";
import { type Api, AppError } from "./call";

/** The strip is asked for at least this often while somebody is at work. */
export const STRIP_EVERY_MS = 15_000;
/** The core is told at most this often that somebody is there. */
export const TOUCH_EVERY_MS = 15_000;

const TOUCHES = ["keydown", "pointerdown", "pointermove", "wheel"] as const;

export class Work {
  /** `null` until the core has answered for the first time. */
  status = $state.raw<StatusView | null>(null);
  /** `null` while nobody is at work. */
  strip = $state.raw<StripView | null>(null);
  /** Why the core could not say how things stand the last time it was asked. */
  trouble = $state.raw<AppError | null>(null);
  /** Another number means that what a screen shows may be out of date: it asks again. */
  readonly revision = $derived(this.strip?.revision ?? 0);
  readonly practice = $derived(this.status?.profile === "practice" || this.strip?.practice === true);
  readonly isLeader = $derived(this.status?.member?.role === "leader");

  readonly #api: Api;
  /** Counts the questions: an answer that another has overtaken is dropped. */
  #asked = 0;
  #touched = 0;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Asks where the app stands. */
  async begin(): Promise<void> {
    await this.#try("status", async () => this.take(await this.#api.status()));
  }

  /** What a command that moves the app answered: from now on this holds. */
  take(status: StatusView): void {
    this.#asked += 1;
    this.status = status;
    this.trouble = null;
    // The screen that opens asks first.
    if (status.phase === "open") void tick().then(() => this.refresh());
    else this.strip = null;
  }

  /** Asks for the strip anew: after each save, when the core says so, and every `STRIP_EVERY_MS`. */
  async refresh(): Promise<void> {
    if (this.status?.phase !== "open") return;
    const question = (this.#asked += 1);
    await this.#try("strip", async () => {
      const strip = await this.#api.strip();
      if (question !== this.#asked) return;
      this.strip = strip;
      this.trouble = null;
    });
  }

  /** Forgets every key; the data stays. */
  async lock(): Promise<void> {
    await this.#try("lock", async () => this.take(await this.#api.lock()));
  }

  /** Somebody is there: the core hears of it now and then, and at once when it is about to lock. */
  touch(): void {
    const locking = typeof this.strip?.locks_in_seconds === "number";
    const now = Date.now();
    const locks = this.status?.phase === "open" && this.status.auto_lock_minutes !== null;
    if (!locks || (!locking && now - this.#touched < TOUCH_EVERY_MS)) return;
    this.#touched = now;
    if (locking && this.strip) this.strip = { ...this.strip, locks_in_seconds: null };
    void this.#try("touch", async () => void (await this.#api.touch()));
  }

  /** Keeps the strip fresh; the result stops it. */
  watch(): () => void {
    const heard = this.#api.onChanged(() => void this.refresh());
    const timer = setInterval(() => void this.refresh(), STRIP_EVERY_MS);
    const touched = () => this.touch();
    const heed = { capture: true, passive: true };
    TOUCHES.forEach((kind) => window.addEventListener(kind, touched, heed));
    return () => {
      clearInterval(timer);
      TOUCHES.forEach((kind) => window.removeEventListener(kind, touched, heed));
      void heard.then((stop) => stop());
    };
  }

  /** The core has locked itself: goes where it is now. Should it still call itself open, that is the trouble. */
  async #follow(locked: AppError): Promise<void> {
    await this.#try("status", async () => {
      const status = await this.#api.status();
      if (status.phase === "open") throw locked;
      this.take(status);
    });
  }

  async #try(where: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (thrown) {
      const error = AppError.from(thrown, where);
      if (error.code === "locked" && where !== "status") return this.#follow(error);
      // The same trouble again is not news.
      if (error.code !== this.trouble?.code) this.trouble = error;
    }
  }
}

const [getWork, setWork] = createContext<Work>();
export { getWork };

/** Gives every component beneath the same Work. */
export function provideWork(api: Api): Work {
  return setWork(new Work(api));
}
