// A laptop comes back from a backup, as people see it.
import { cleanup, screen } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { StatusView } from "$api";
import { language } from "$i18n";
import { theme } from "$shared/theme.svelte";
import { refused, STATUS } from "./gallery/core";
import { objections, openWindow } from "./testing";

beforeEach(() => {
  window.location.hash = "";
  language.choose("vi");
});
afterEach(cleanup);

const title = () => screen.getByRole("heading", { level: 1 }).textContent;
const field = (name: RegExp | string) => screen.getByLabelText<HTMLInputElement>(name);
const press = (name: RegExp | string) => userEvent.click(screen.getByRole("button", { name }));

describe("coming back from a backup", () => {
  const words = [{ key: "restored-identity", params: {} }];
  const path = "/media/usb/donghanh-sao-luu.dhs";

  test("asks for file and passphrase, says what came back, and leads to unlocking", async () => {
    const status: StatusView = { ...STATUS, phase: "locked", profile: "commune" };
    const restore = vi.fn(() => Promise.resolve({ words, entries: 3, people: 2, status }));
    await openWindow({ phase: "first-run", answers: { restore } });
    await userEvent.keyboard("4");
    await screen.findByLabelText("Tệp sao lưu");
    expect(title()).toBe("Khôi phục từ bản sao lưu");
    await press(/^Khôi phục/);
    expect(restore).not.toHaveBeenCalled();
    await userEvent.type(field("Tệp sao lưu"), path);
    await userEvent.type(field(/Cụm mật khẩu của bản sao lưu/), "mưa dầm thấm lâu{Enter}");
    expect(restore).toHaveBeenCalledWith({ path, secret: "mưa dầm thấm lâu", aside: false });
    expect(await screen.findByText(/danh tính mới/)).toBeTruthy();
    await press(/Tiếp tục/);
    await vi.waitFor(() => expect(title()).toBe("Mở khóa"));
  });

  test("says so when the passphrase is wrong", async () => {
    await openWindow({ phase: "first-run", answers: { restore: () => refused("wrong-backup-secret") } });
    await userEvent.keyboard("4");
    await userEvent.type(await screen.findByLabelText("Tệp sao lưu"), path);
    await userEvent.type(field(/Cụm mật khẩu của bản sao lưu/), "không phải cụm này{Enter}");
    expect(await screen.findByText(/^Cụm mật khẩu hoặc mã khôi phục này/)).toBeTruthy();
  });

  test.each(["light", "dark"] as const)("reads well for everybody, %s", async (colours) => {
    theme.choose(colours);
    await openWindow({ phase: "first-run" });
    await userEvent.keyboard("4");
    await screen.findByLabelText("Tệp sao lưu");
    expect(await objections()).toEqual([]);
  });
});
