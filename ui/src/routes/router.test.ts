import { expect, test } from "vitest";
import { hrefOf, parseHash } from "./router.svelte";
import { screenOf, SCREENS } from "./screens";

test.each([
  ["#/desk", "desk", []],
  ["#/people/42/history", "people", ["42", "history"]],
  ["#/people/L%C3%AA%2FAn", "people", ["Lê/An"]],
  ["", "", []],
  ["#/people/%E0%A4", "", []],
])("%s is a place", (hash, screen, rest) => expect(parseHash(hash)).toEqual({ screen, rest }));

test("a place and its address belong together", () => {
  expect(parseHash(hrefOf("people", "Lê/An"))).toEqual({ screen: "people", rest: ["Lê/An"] });
});

test("an unknown place is the desk", () => expect(screenOf("nowhere").id).toBe("desk"));

test("a digit belongs to one screen", () => {
  expect(new Set(SCREENS.map(({ digit }) => digit)).size).toBe(SCREENS.length);
});
