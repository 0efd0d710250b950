// Short sounds beside word and colour, for a noisy hall: heard without looking up. Made here, so that no file is fetched.
// One for the whole page; remembered on this PC, as the colours are.

export const SOUNDS = ["on", "off"] as const;
export type SoundChoice = (typeof SOUNDS)[number];

/** It is saved; look at something before going on; it did not work. */
export type Tune = "saved" | "mind" | "wrong";

/** Hertz, one tone after the other: who hears them knows them apart by count and height. */
const TUNES: Readonly<Record<Tune, readonly number[]>> = {
  saved: [880],
  mind: [523, 523],
  wrong: [330, 220, 165],
};
const TONE_S = 0.09;
/** From the begin of one tone to the next. */
const STEP_S = 0.13;
const VOLUME = 0.15;
const REMEMBERED_AS = "sound";

function remembered(): SoundChoice {
  const kept = localStorage.getItem(REMEMBERED_AS);
  return SOUNDS.find((choice) => choice === kept) ?? "on";
}

class Sound {
  #choice = $state<SoundChoice>(remembered());
  #context: AudioContext | null = null;

  get choice(): SoundChoice {
    return this.#choice;
  }

  choose(choice: SoundChoice): void {
    this.#choice = choice;
    localStorage.setItem(REMEMBERED_AS, choice);
    this.play("saved");
  }

  /** Plays it after what is on its way to the screen, or nothing where sounds are off or the web view has none. */
  play(tune: Tune): void {
    if (this.#choice === "off" || typeof AudioContext === "undefined") return;
    setTimeout(() => this.#play(TUNES[tune]));
  }

  #play(tones: readonly number[]): void {
    this.#context ??= new AudioContext();
    const context = this.#context;
    const volume = new GainNode(context, { gain: VOLUME });
    volume.connect(context.destination);
    tones.forEach((frequency, nth) => {
      const tone = new OscillatorNode(context, { frequency });
      const begin = context.currentTime + nth * STEP_S;
      tone.connect(volume);
      tone.start(begin);
      tone.stop(begin + TONE_S);
    });
  }
}

export const sound = new Sound();
