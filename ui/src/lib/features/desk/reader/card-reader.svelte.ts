// Reading a card without a scanner: whether somebody is at it, and why the last try brought nothing.
import { tick } from "svelte";
import { PictureError, type PictureFault, readPicture } from "./picture";

/** Turns a picture into the text of its code; throws a PictureError. */
export type PictureReader = (file: Blob) => Promise<string>;

export class CardReader {
  readonly #ontext: (text: string) => void;
  readonly #read: PictureReader;
  open = $state(false);
  reading = $state(false);
  fault = $state.raw<PictureFault | null>(null);
  /** What is read after this changed is nobody's any more. */
  #turn = 0;

  constructor(ontext: (text: string) => void, read: PictureReader = readPicture) {
    this.#ontext = ontext;
    this.#read = read;
  }

  show(): void {
    if (this.open) return;
    this.fault = null;
    this.open = true;
  }

  close(): void {
    this.#turn++;
    this.open = false;
    this.reading = false;
  }

  /** Hands the text of the picture's code on, or says why there is none. The picture is let go at once. */
  async read(file: Blob): Promise<void> {
    this.show();
    const turn = ++this.#turn;
    this.fault = null;
    this.reading = true;
    // What is said now stays on the screen while the picture is worked on.
    await tick();
    try {
      const text = await this.#read(file);
      if (turn !== this.#turn) return;
      this.close();
      this.#ontext(text);
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.reading = false;
      this.fault = thrown instanceof PictureError ? thrown.why : "no-reader";
    }
  }
}
