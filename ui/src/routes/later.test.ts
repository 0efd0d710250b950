// Parts of the window that are read when they are needed.
import { cleanup, render, screen } from "@testing-library/svelte";
import { createRawSnippet } from "svelte";
import { afterEach, expect, test, vi } from "vitest";
import { language } from "$i18n";
import { afterPicture } from "$shared/after-picture";
import { Later, readAhead } from "./later.svelte";
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

test("what may come next is read one after the other, and what is missing holds nothing up", async () => {
  const begun: string[] = [];
  const part = (name: string, read: () => Promise<{ default: string }>) =>
    new Later(name, () => (begun.push(name), read()));
  const last = part("sync", () => Promise.resolve({ default: "sync" }));
  readAhead([part("guide", () => Promise.reject(new TypeError("Importing a module script failed."))), last]);
  expect(begun).toEqual([]);
  await vi.waitFor(() => expect(last.component).toBe("sync"));
  expect(begun).toEqual(["guide", "sync"]);
});

test("nothing more is read once it was stopped", async () => {
  const [first, second] = ["guide", "sync"].map(
    (name) => new Later(name, () => Promise.resolve({ default: name })),
  );
  if (!first || !second) throw new Error("two parts");
  readAhead([first, second])();
  await vi.waitFor(() => expect(first.component).toBe("guide"));
  await new Promise<void>((done) => afterPicture(done));
  await new Promise<void>((done) => afterPicture(done));
  expect(second.component).toBeNull();
});

test("a part that is missing says so, and leaves a way on", async () => {
  language.choose("vi");
  show(new Later("guide", () => Promise.reject(new TypeError("Importing a module script failed."))));
  expect(await screen.findByRole("button", { name: "Thử lại" })).toBeTruthy();
  expect(document.body.textContent).toContain("guide");
});
