// Trying out a scanner from the settings: one scan, with or without Enter, and what is said of it.
import { cleanup, screen, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { language, t } from "$i18n";
import { router } from "./routes/router.svelte";
import { AXE_MS, LOOKS, objections, openWindow, wear } from "./testing";

const PROBE = "005000000000||A-B|01012000|N|a-b, Ksor|01012022";
const CARD = "005185000002||Tran Thi Hanh|09111985|Nam|Thon Gom|22062022";
const scanner = userEvent.setup({ delay: 1 });

beforeEach(() => {
  language.choose("vi");
  router.go("settings");
});
afterEach(cleanup);

async function openTest(): Promise<HTMLElement> {
  await openWindow();
  await userEvent.click(screen.getByRole("button", { name: "Thử máy quét" }));
  return screen.findByRole("dialog", { name: "Thử máy quét" });
}

describe("a scanner tried out", () => {
  test("is judged by one scan that ends with Enter, and the settings remember it", async () => {
    const dialog = await openTest();
    expect(await within(dialog).findByRole("img", { name: "Mã thử máy quét" })).toBeDefined();
    await scanner.keyboard(`${PROBE}{Enter}`);
    expect(await within(dialog).findByText(/gõ ký hiệu thay cho chữ có dấu/)).toBeDefined();
    await userEvent.keyboard("{Escape}");
    expect(await screen.findByText(/chọn bàn phím kiểu Unicode/)).toBeDefined();
  });

  test("without Enter is judged by what stands in the box", async () => {
    const ends: boolean[] = [];
    await openWindow({
      answers: { judgeScanner: (_, end) => Promise.resolve((ends.push(end), null)) },
    });
    await userEvent.click(screen.getByRole("button", { name: "Thử máy quét" }));
    const dialog = await screen.findByRole("dialog", { name: "Thử máy quét" });
    await userEvent.click(within(dialog).getByRole("textbox"));
    await scanner.keyboard(PROBE);
    expect(await within(dialog).findByText(/chưa quét hết/, {}, { timeout: 3000 })).toBeDefined();
    expect(ends).toEqual([false]);
  });

  test.each(LOOKS)("shows nothing that axe finds, %s, %s", { timeout: AXE_MS }, async (lang, colours) => {
    wear(lang, colours);
    await openWindow();
    await userEvent.click(screen.getByRole("button", { name: t("settings-scanner-test") }));
    const dialog = await screen.findByRole("dialog");
    await within(dialog).findByRole("img");
    expect(await objections()).toEqual([]);
  });
});

test("a card scanned where no card is taken fills no field and is told", async () => {
  await openWindow({ status: { profile: "commune" } });
  await userEvent.click(await screen.findByRole("button", { name: /Đổi mã PIN|Đổi PIN/ }));
  const field = document.querySelector<HTMLInputElement>("dialog[open] input");
  expect(field).not.toBeNull();
  field?.focus();
  await scanner.keyboard(`${CARD}{Enter}`);
  expect((await screen.findAllByText(/Quét thẻ ở Bàn hỗ trợ/)).length).toBeGreaterThan(0);
  expect(field?.value).toBe("");
});
