// Reading a card without a scanner: whether somebody is at it, and why the last try brought nothing.
import { tick } from "svelte";
import { Camera } from "./camera.svelte";
import { PictureError, type PictureFault, readPicture } from "./picture";

/** Turns a picture into the text of its code; throws a PictureError. */
export type PictureReader = (file: Blob) => Promise<string>;

export class CardReader {
  readonly #ontext: (text: string) => void;
  readonly #read: PictureReader;
  open = $state(false);
  reading = $state(false);
  fault = $state.raw<PictureFault | null>(null);
  /** Not while a picture is looked at that somebody brought. */
  looks = $state(false);
  readonly camera: Camera;
  /** What is read after this changed is nobody's any more. */
  #turn = 0;

  constructor(ontext: (text: string) => void, read: PictureReader = readPicture) {
    this.#ontext = ontext;
    this.#read = read;
    this.camera = new Camera((text) => this.#hand(text));
  }

  show(): void {
    if (this.open) return;
    this.fault = null;
    this.open = true;
    this.looks = true;
  }

  close(): void {
    this.#turn++;
    this.camera.stop();
    this.open = false;
    this.looks = false;
    this.reading = false;
  }

  /** Hands the text of the picture's code on, or says why there is none. The picture is let go at once. */
  async read(file: Blob): Promise<void> {
    this.open = true;
    this.looks = false;
    const turn = ++this.#turn;
    this.fault = null;
    this.reading = true;
    // What is said now stays on the screen while the picture is worked on.
    await tick();
    try {
      const text = await this.#read(file);
      if (turn === this.#turn) this.#hand(text);
    } catch (thrown) {
      if (turn !== this.#turn) return;
      this.reading = false;
      this.fault = thrown instanceof PictureError ? thrown.why : "no-reader";
    }
  }
  #hand(text: string): void {
    this.close();
    this.#ontext(text);
  }
}
