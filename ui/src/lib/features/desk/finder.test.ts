import { expect, test } from "vitest";
import { type Api, AppError, type SearchRow, type SearchView } from "$api";
import { fakeApi } from "$api/fake";
import { Finder } from "./finder.svelte";

function row(name: string, id: number): SearchRow {
  const unknown = { birth_year: null, sex: null, village: null, number_tail: null, return_day: null };
  return { key: { kind: "roster", id }, name, marks: [], ...unknown, state: "unknown", look_alike: false };
}
const found = (...rows: SearchRow[]): SearchView => ({ rows, more: false, look_alikes: false });
const AN = row("An", 1);
const BINH = row("Bình", 2);

/** A core whose answers arrive when the test says so, in the order it says. */
function slowCore() {
  const waiting = new Map<string, (answer: SearchView) => void>();
  const search: Api["search"] = (text) => new Promise((resolve) => waiting.set(text, resolve));
  return {
    finder: new Finder(fakeApi({ search })),
    answer: (text: string, view: SearchView) => waiting.get(text)?.(view),
  };
}

test("an answer that another question has overtaken is dropped", async () => {
  const { finder, answer } = slowCore();
  const first = finder.seek("a");
  const second = finder.seek("an");
  answer("an", found(AN));
  answer("a", found(AN, BINH));
  await Promise.all([first, second]);
  expect(finder.found.rows).toEqual([AN]);
});

test("an answer to a text that was cleared is dropped", async () => {
  const { finder, answer } = slowCore();
  const asked = finder.seek("an");
  finder.clear();
  answer("an", found(AN));
  await asked;
  expect(finder.found.rows).toEqual([]);
});

test("nobody is chosen until the arrows go to somebody", async () => {
  const finder = new Finder(fakeApi({ search: () => Promise.resolve(found(AN, BINH)) }));
  await finder.seek("a");
  expect(finder.standing).toBeNull();
  finder.move(1);
  expect(finder.standing).toEqual(AN);
  finder.move(1);
  finder.move(1);
  expect(finder.standing, "the arrows stop at the last").toEqual(BINH);
});

test("the arrows stay with the person, not with the place, when the list changes beneath them", async () => {
  const answers = [found(AN, BINH), found(BINH), found(AN)];
  const finder = new Finder(fakeApi({ search: () => Promise.resolve(answers.shift() ?? found()) }));
  await finder.seek("a");
  finder.move(1);
  finder.move(1);
  await finder.seek("b");
  expect(finder.standing).toEqual(BINH);
  await finder.seek("c");
  expect(finder.standing, "the person is gone, so nobody is chosen").toBeNull();
});

test("what is typed reaches the core composed, and a card's text never does", async () => {
  const asked: string[] = [];
  const search: Api["search"] = (text) => {
    asked.push(text);
    return Promise.resolve(found());
  };
  const finder = new Finder(fakeApi({ search }));
  await finder.seek("Nguye\u0302\u0303n");
  await finder.seek("005185000002||Trần Thị Hạnh|09111985|Nữ|Gồm|22062022");
  expect(asked).toEqual(["Nguyễn"]);
});

test("a search that fails says why, and the next one forgets it", async () => {
  const answers = [
    Promise.reject(new AppError({ code: "disk-failed", params: {}, retry: true })),
    Promise.resolve(found(AN)),
  ];
  const finder = new Finder(fakeApi({ search: () => answers.shift() ?? Promise.resolve(found()) }));
  await finder.seek("a");
  expect(finder.failure?.code).toBe("disk-failed");
  await finder.seek("an");
  expect(finder.failure).toBeNull();
});
