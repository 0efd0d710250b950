// A laptop comes back from a backup, as people see it.
import { cleanup, screen } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Api, StatusView } from "$api";
import { language, t } from "$i18n";
import { refused, STATUS } from "./gallery/core";
import { AXE_MS, LOOKS, objections, openWindow, wear } from "./testing";

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
});

describe.each(LOOKS)("axe finds nothing, %s, %s", { timeout: AXE_MS }, (lang, colours) => {
  beforeEach(() => wear(lang, colours));

  async function openRestore(answers: Partial<Api> = {}): Promise<void> {
    await openWindow({ phase: "first-run", answers });
    await userEvent.keyboard("4");
    await screen.findByLabelText(t("first-run-restore-file"));
  }

  test("where a backup comes from", async () => {
    await openRestore();
    expect(await objections()).toEqual([]);
  });

  test("with something missing", async () => {
    await openRestore();
    await userEvent.keyboard("{Enter}");
    expect(await objections()).toEqual([]);
  });

  test("with the wrong passphrase", async () => {
    await openRestore({ restore: () => refused("wrong-backup-secret") });
    await userEvent.type(screen.getByLabelText(t("first-run-restore-file")), "/usb/a.dhs");
    await userEvent.type(screen.getByLabelText(t("first-run-restore-secret")), "không phải cụm này{Enter}");
    await screen.findByText(/^Cụm mật khẩu hoặc mã khôi phục này|^This passphrase or recovery code/);
    expect(await objections()).toEqual([]);
  });
});
