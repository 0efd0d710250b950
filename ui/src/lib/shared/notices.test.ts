import { expect, test, vi } from "vitest";
import { Notices, NOTICE_SHOWN_MS, NOTICES_MAX } from "./notices.svelte";

const texts = (notices: Notices) => notices.shown.map(({ text }) => text);

test("a notice goes after a while, an error stays until it is put away", () => {
  vi.useFakeTimers();
  const notices = new Notices();
  notices.tell("ok", "Đã lưu");
  notices.tell("bad", "Ổ đĩa đã đầy");
  vi.advanceTimersByTime(NOTICE_SHOWN_MS);
  expect(texts(notices)).toEqual(["Ổ đĩa đã đầy"]);
  for (const { id } of notices.shown) notices.dismiss(id);
  expect(texts(notices)).toEqual([]);
  vi.useRealTimers();
});

test("only the newest are shown", () => {
  const notices = new Notices();
  for (let count = 1; count <= NOTICES_MAX + 2; count++) notices.tell("bad", String(count));
  expect(texts(notices)).toEqual(["3", "4", "5"]);
});

test("errors are read at once, the rest when there is time", () => {
  const notices = new Notices();
  notices.tell("ok", "Đã lưu");
  notices.tell("bad", "Ổ đĩa đã đầy");
  expect([notices.polite, notices.urgent]).toEqual(["Đã lưu", "Ổ đĩa đã đầy"]);
});

test("the same words twice are read twice", () => {
  const notices = new Notices();
  notices.announce("Đã lưu");
  const first = notices.polite;
  notices.announce("Đã lưu");
  expect(notices.polite).not.toBe(first);
});
