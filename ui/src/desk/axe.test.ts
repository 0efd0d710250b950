// Every state of the desk without an objection.
import { describe, expect, test, vi } from "vitest";
import { language, LANGUAGES } from "$i18n";
import { theme } from "$shared/theme.svelte";
import { objections } from "../testing";
import { combine, eachTestSitsDown, scan, sitDown, type } from "./seat";

eachTestSitsDown();

describe.each(LANGUAGES)("axe finds nothing in %s", (lang) => {
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
    "with the rule": async () => {
      await scan();
      await type("{F2}");
    },
  };

  // Themes differ in colours alone, which are measured elsewhere; each language sees one of them.
  test.each(Object.keys(states))("%s", async (state) => {
    language.choose(lang);
    theme.choose(lang === "vi" ? "light" : "dark");
    await sitDown();
    await states[state]?.();
    vi.useRealTimers();
    expect(await objections()).toEqual([]);
  });
});
