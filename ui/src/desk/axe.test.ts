// Every state of the desk without an objection.
import { describe, expect, test, vi } from "vitest";
import { UNCLEAR_TEXT } from "../gallery/desk/samples";
import { PICTURE_BYTES_MAX } from "$features/desk/reader/picture";
import { AXE_MS, LOOKS, objections, wear } from "../testing";
import { combine, eachTestSitsDown, hand, scan, settled, sitDown, type } from "./seat";

eachTestSitsDown();

describe.each(LOOKS)("axe finds nothing, %s, %s", { timeout: AXE_MS }, (lang, colours) => {
  const newPerson = async () => {
    await type("lo thi mai");
    await combine("Control", "n");
  };
  const states: Record<string, () => Promise<void>> = {
    "while nobody sits there": () => Promise.resolve(),
    "among look-alikes": () => type("ng v an{ArrowDown}"),
    "when nobody is found": () => type("zzz"),
    "with a card": () => scan(),
    "with a difficulty and a return": async () => {
      await scan();
      await type("3otp{Enter}");
    },
    "with utilities": async () => {
      await scan();
      await type("{ArrowRight}1");
    },
    "with somebody new": newPerson,
    "with an unread card": () => scan("005185000009||Trần Thị|0911"),
    "reading a picture": () => type("{F4}"),
    "after a picture that is too large": async () => {
      await type("{F4}");
      const huge = new File([], "huge.png", { type: "image/png" });
      Object.defineProperty(huge, "size", { value: PICTURE_BYTES_MAX + 1 });
      await hand.upload(document.querySelector("input[type=file]") as HTMLInputElement, huge);
      await settled();
    },
    "after a refusal": async () => {
      await scan();
      await type("3{Enter}");
    },
    "after a save and an undo": async () => {
      await scan();
      await type("1{Enter}");
      await combine("Control", "z");
    },
    "with somebody half done": async () => {
      await newPerson();
      await scan();
    },
    "with letters the scanner left unclear": async () => {
      await scan(UNCLEAR_TEXT);
      await type("{F3}");
    },
    "in a peak hour": () => combine("Control", "g"),
    "in a peak hour, a ticket saved": async () => {
      await combine("Control", "g");
      await type("1");
    },
    "asking whose a ticket is": async () => {
      await combine("Control", "g");
      await type("1");
      await combine("Control", "g");
      await combine("Alt", "0");
    },
    "with a ticket's person": async () => {
      await combine("Control", "g");
      await type("1");
      await combine("Alt", "0");
      await scan();
    },
    "with the rule": async () => {
      await scan();
      await type("{F2}");
    },
  };

  test.each(Object.keys(states))("%s", async (state) => {
    wear(lang, colours);
    await sitDown();
    await states[state]?.();
    vi.useRealTimers();
    expect(await objections()).toEqual([]);
  });
});
