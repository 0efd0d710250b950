// A part of the window that lies in a file of its own and is read when it is first needed, so that the way in is small.
// This is the only way the window is split; Part.svelte shows what was read.
import { AppError } from "$api";
import { afterPicture } from "$shared/after-picture";

export class Later<C> {
  /** `null` until it was read; from then on it is there at once. */
  component = $state.raw<C | null>(null);
  /** Why it could not be read. */
  error = $state.raw<AppError | null>(null);
  readonly #where: string;
  readonly #import: () => Promise<{ default: C }>;
  #reading: Promise<void> | undefined;

  /** `where` names the part, should it be missing. */
  constructor(where: string, read: () => Promise<{ default: C }>) {
    this.#where = where;
    this.#import = read;
  }

  /** A part that came with the file that names it. */
  static here<C>(component: C): Later<C> {
    const part = new Later("", () => Promise.resolve({ default: component }));
    part.component = component;
    return part;
  }

  /** Reads it, once however often it is asked for. */
  read(): Promise<void> {
    return (this.#reading ??= this.#read());
  }

  async #read(): Promise<void> {
    try {
      this.component = (await this.#import()).default;
    } catch (thrown) {
      this.error = AppError.from(thrown, this.#where);
    }
  }
}

/**
 * Once what is on the screen was painted, reads what may come next, the likeliest first: no key is struck into a gap. The
 * result stops it before the next part.
 */
export function readAhead(parts: readonly Later<unknown>[]): () => void {
  const waiting = [...parts];
  const readNext = () => {
    const next = waiting.shift();
    if (next) afterPicture(() => void next.read().then(readNext));
  };
  readNext();
  return () => (waiting.length = 0);
}
