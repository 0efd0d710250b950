// What is heard, by the tones that the web view is asked for.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sound } from "./sound.svelte";

const heard: number[] = [];

class Context {
  readonly currentTime = 0;
  readonly destination = {};
}

class Gain {
  connect(): void {
    // Nothing is heard in a test.
  }
}

class Oscillator extends Gain {
  constructor(_: Context, options: { frequency: number }) {
    super();
    heard.push(options.frequency);
  }

  start(): void {
    // Nothing is heard in a test.
  }

  stop(): void {
    // Nothing is heard in a test.
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("AudioContext", Context);
  vi.stubGlobal("GainNode", Gain);
  vi.stubGlobal("OscillatorNode", Oscillator);
  heard.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  sound.choose("on");
});

test("what is saved, to be looked at, or wrong sounds different", () => {
  const tunes = (["saved", "mind", "wrong"] as const).map((tune) => {
    heard.length = 0;
    sound.play(tune);
    vi.runAllTimers();
    return heard.join(" ");
  });
  expect(tunes.every((tune) => tune !== "")).toBe(true);
  expect(new Set(tunes).size).toBe(3);
});

test("nothing sounds once it is turned off, which is remembered", () => {
  sound.choose("off");
  sound.play("wrong");
  vi.runAllTimers();
  expect(heard).toEqual([]);
  expect(localStorage.getItem("sound")).toBe("off");
});

test("a choice of sounds is heard at once", () => {
  sound.choose("off");
  sound.choose("on");
  vi.runAllTimers();
  expect(heard.length).toBe(1);
});

test("a web view without sounds shows and says everything as before", () => {
  vi.stubGlobal("AudioContext", undefined);
  sound.play("saved");
  vi.runAllTimers();
  expect(heard).toEqual([]);
});
