// What is half done at the desk, kept by the core while it is typed: a crash takes at most the last keys.
import { type Api, AppError, type DraftsForm, type DraftsView } from "$api";

/** So long after the last key it is kept. */
export const KEEP_AFTER_MS = 300;

/** Whether the core has what is half done as it stands: not yet, yes, or it could not. */
export type Kept = "waiting" | "kept" | "failed";

export class Shelf {
  readonly #api: Api;
  readonly #tell: (kept: Kept) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: DraftsForm | null = null;
  /** What the core keeps now, as text; `null` where that is not known. */
  #kept: string | null = null;

  constructor(api: Api, tell: (kept: Kept) => void) {
    this.#api = api;
    this.#tell = tell;
  }

  async fetch(): Promise<DraftsView> {
    this.#kept = null;
    return this.#api.drafts();
  }

  /** Keeps this a moment later, if nothing newer comes. */
  keep(form: DraftsForm): void {
    this.#waiting = form;
    this.#tell("waiting");
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), KEEP_AFTER_MS);
  }

  /** Keeps now what waits. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    const form = this.#waiting;
    this.#waiting = null;
    const text = JSON.stringify(form);
    if (form === null) return;
    if (text !== this.#kept) {
      const handed = await this.#hand(form);
      if (handed !== "kept") return this.#tell(handed);
    }
    this.#kept = text;
    if (this.#waiting === null) this.#tell("kept");
  }

  async #hand(form: DraftsForm): Promise<Kept> {
    try {
      await this.#api.keepDrafts(form);
      return "kept";
    } catch (thrown) {
      this.#kept = null;
      // A locked file is told by the screen that asks for the PIN; any other reason a save would say in full.
      if (AppError.from(thrown, "desk keep").code !== "locked") return "failed";
      this.#waiting ??= form;
      return "waiting";
    }
  }
}
