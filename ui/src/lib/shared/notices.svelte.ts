// What the window tells a person in passing: seen for a while in a corner, read aloud once.
import { createContext } from "svelte";
import type { Tone } from "./tone";

/** Kept on screen at most; the oldest goes first. */
export const NOTICES_MAX = 3;
export const NOTICE_SHOWN_MS = 6_000;

export interface Notice {
  id: number;
  tone: Tone;
  text: string;
}

export class Notices {
  shown = $state.raw<readonly Notice[]>([]);
  /** What a screen reader says when it has the time, and what it says at once. */
  polite = $state("");
  urgent = $state("");
  #next = 1;

  /** Shows and reads aloud; an error stays until it is put away. */
  tell(tone: Tone, text: string): void {
    const notice = { id: this.#next++, tone, text };
    this.shown = [...this.shown, notice].slice(-NOTICES_MAX);
    this.announce(text, tone === "bad");
    if (tone !== "bad") setTimeout(() => this.dismiss(notice.id), NOTICE_SHOWN_MS);
  }

  /** Reads aloud only: for what the screen shows anyway. */
  announce(text: string, atOnce = false): void {
    // A region with unchanged text is not read again.
    const same = atOnce ? this.urgent : this.polite;
    const said = same === text ? `${text}\u00a0` : text;
    if (atOnce) this.urgent = said;
    else this.polite = said;
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter((notice) => notice.id !== id);
  }
}

const [getNotices, setNotices] = createContext<Notices>();
export { getNotices };

/** Gives every component beneath the same notices. */
export function provideNotices(): Notices {
  return setNotices(new Notices());
}
