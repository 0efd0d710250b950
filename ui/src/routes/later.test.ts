// Parts of the window that are read when they are needed.
import { cleanup, render, screen } from "@testing-library/svelte";
import { createRawSnippet } from "svelte";
import { afterEach, expect, test, vi } from "vitest";
import { language } from "$i18n";
import { Later } from "./later.svelte";
import Part from "./Part.svelte";

afterEach(cleanup);

const show = (part: Later<string>) =>
  render(Part<string>, {
    part,
    shown: createRawSnippet<[string]>((word) => ({ render: () => `<p>${word()}</p>` })),
  });

test("a part is read once, and from then on it is there at once", async () => {
  const read = vi.fn(() => Promise.resolve({ default: "the guide" }));
  const part = new Later("guide", read);
  show(part);
  expect(document.body.textContent).toBe("");
  expect(await screen.findByText("the guide")).toBeTruthy();
  cleanup();
  show(part);
  expect(screen.getByText("the guide")).toBeTruthy();
  expect(read).toHaveBeenCalledOnce();
});

test("a part that is missing says so, and leaves a way on", async () => {
  language.choose("vi");
  show(new Later("guide", () => Promise.reject(new TypeError("Importing a module script failed."))));
  expect(await screen.findByRole("button", { name: "Thử lại" })).toBeTruthy();
  expect(document.body.textContent).toContain("guide");
});
