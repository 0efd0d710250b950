// Carrying by hand as a person meets it: onto a stick, from a stick, and what is said when it goes wrong.
import { cleanup, screen, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { BundleForm, BundleReadView, BundleWrittenView } from "$api";
import { language, t } from "$i18n";
import { READ, refused, type Situation } from "./gallery/core";
import { router } from "./routes/router.svelte";
import { AXE_MS, LOOKS, objections, openWindow, wear } from "./testing";

beforeEach(() => {
  language.choose("vi");
  router.go("sync");
});
afterEach(cleanup);

const FOLDER = { documentsFolder: () => Promise.resolve("/home/xa/Documents") };
const SUGGESTED = "/home/xa/Documents/donghanh_2026-11-21_1a2b3c4d.dhb";
const dialog = () => screen.getByRole("dialog");
const field = (name: RegExp | string) => within(dialog()).getByLabelText<HTMLInputElement>(name);
const press = (name: RegExp | string) => userEvent.click(within(dialog()).getByRole("button", { name }));
const said = () => dialog().textContent.replace(/\s+/g, " ");

async function open(button: string, situation: Situation = {}): Promise<void> {
  const answers = { ...FOLDER, ...situation.answers };
  await openWindow({ ...situation, answers });
  await userEvent.click(await screen.findByRole("button", { name: button }));
}

const writes = () =>
  vi.fn<(form: BundleForm) => Promise<BundleWrittenView>>(({ path }) =>
    Promise.resolve({ path, entries: 20, devices: 2, receipts: 0, bytes: 9216 }),
  );

describe("onto a stick", () => {
  test("goes what has not arrived, under a name without anybody's name", async () => {
    const exportBundle = writes();
    await open("Ghi ra USB", { answers: { exportBundle } });
    await vi.waitFor(() => expect(field(/Nơi lưu/).value).toBe(SUGGESTED));
    await press(/Ghi tệp/);
    expect(exportBundle).toHaveBeenCalledExactlyOnceWith({ content: "unsent", path: SUGGESTED });
    expect(await within(dialog()).findByText(/Đã ghi và đọc lại đúng: 20 mục, 9 KB/)).toBeTruthy();
    expect(said()).toContain("Các mục chưa tính là đã đến nơi cho đến khi có biên nhận");
  });

  test("goes everything or the receipts, each under its own name; a place chosen by hand stays", async () => {
    const exportBundle = writes();
    await open("Ghi ra USB", { answers: { exportBundle } });
    await userEvent.click(within(dialog()).getByRole("radio", { name: "Biên nhận" }));
    await vi.waitFor(() => expect(field(/Nơi lưu/).value).toContain("donghanh-bien-nhan_"));
    expect(said()).toContain("mang về cho máy không có mạng");
    await userEvent.clear(field(/Nơi lưu/));
    await userEvent.type(field(/Nơi lưu/), "/usb/mang-di.dhb");
    await userEvent.click(within(dialog()).getByRole("radio", { name: "Tất cả" }));
    await press(/Ghi tệp/);
    expect(exportBundle).toHaveBeenCalledExactlyOnceWith({ content: "everything", path: "/usb/mang-di.dhb" });
  });

  test("says that a practice file is one", async () => {
    await open("Ghi ra USB", { status: { profile: "practice" } });
    expect(said()).toContain("Xã thực hành: tệp chỉ có người giả định");
  });

  test("asks for a place first, and says when the stick was pulled out", async () => {
    await open("Ghi ra USB", { answers: { exportBundle: () => refused("stick-failed") } });
    await vi.waitFor(() => expect(field(/Nơi lưu/).value).toBe(SUGGESTED));
    await userEvent.clear(field(/Nơi lưu/));
    await press(/Ghi tệp/);
    expect(said()).toContain("Chọn tệp hoặc nơi lưu trước");
    await userEvent.type(field(/Nơi lưu/), "/usb/a.dhb");
    await press(/Ghi tệp/);
    expect(await within(dialog()).findByText(/USB bị rút ra giữa chừng/)).toBeTruthy();
    expect(said()).toContain("không mục nào bị tính là đã đến nơi");
  });
});

describe("from a stick", () => {
  test("comes what can be read, in words, and what is damaged is named", async () => {
    const importBundle = vi.fn<(path: string) => Promise<BundleReadView>>(() => Promise.resolve(READ));
    const pickFile = () => Promise.resolve("/usb/a.dhb");
    await open("Đọc từ USB", { answers: { importBundle, pickFile } });
    await press(/Chọn tệp/);
    await press(/Đọc vào/);
    expect(importBundle).toHaveBeenCalledExactlyOnceWith("/usb/a.dhb");
    await within(dialog()).findByText("Nhận 12 mục mới.");
    expect(said()).toContain("29 mục đã có ở đây từ trước.");
    expect(said()).toContain("phần số 4");
    expect(said()).toContain("Máy ghi tệp: Máy 3");
    expect(said()).toContain("chưa phải đã đến nơi");
  });

  test("is refused when it is another commune's, and nothing was taken in", async () => {
    await open("Đọc từ USB", { answers: { importBundle: () => refused("other-communes-bundle") } });
    await press(/Đọc vào/);
    expect(said()).toContain("Chọn tệp hoặc nơi lưu trước");
    await userEvent.type(field(/Tệp chuyển/), "/usb/a.dhb{Enter}");
    expect(await within(dialog()).findByText(/Tệp chuyển này của xã khác/)).toBeTruthy();
  });

  test("is told in English too", async () => {
    language.choose("en");
    await open("Read from USB");
    await userEvent.type(field(/Transfer file/), "/usb/a.dhb{Enter}");
    await within(dialog()).findByText("12 new entries taken in.");
    expect(said()).toContain("Damaged parts of the file: 1 (number 4)");
  });
});

describe.each(LOOKS)("axe finds nothing, %s, %s", { timeout: AXE_MS }, (lang, colours) => {
  beforeEach(() => wear(lang, colours));

  test("onto a stick, before and after", async () => {
    await open(t("usb-write"), { answers: { exportBundle: writes() } });
    await vi.waitFor(() => expect(screen.getByLabelText(t("usb-path"))).toHaveProperty("value", SUGGESTED));
    expect(await objections()).toEqual([]);
    await press(new RegExp(t("usb-do-write")));
    await within(dialog()).findByText(t("usb-written-next"));
    expect(await objections()).toEqual([]);
  });

  test("from a stick, before and after", async () => {
    await open(t("usb-read"));
    expect(await objections()).toEqual([]);
    await userEvent.type(screen.getByLabelText(t("usb-file")), "/usb/a.dhb{Enter}");
    await within(dialog()).findByText(t("usb-read-next"));
    expect(await objections()).toEqual([]);
  });
});
