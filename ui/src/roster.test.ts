// Taking in the police's list in the window: read on trial, places and columns chosen, taken in, refused rows saved.
import { cleanup, screen, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Api, RosterImportedView } from "$api";
import { language, t } from "$i18n";
import { refused, TAKEN, TRIAL } from "./gallery/core";
import { router } from "./routes/router.svelte";
import { AXE_MS, LOOKS, objections, openWindow, wear } from "./testing";

beforeEach(() => {
  window.location.hash = "";
  language.choose("vi");
});
afterEach(cleanup);

const at = async (answers: Partial<Api> = {}) => {
  router.go("roster");
  await openWindow({ answers });
};
const button = (name: RegExp | string) => screen.getByRole("button", { name });
const press = (name: RegExp | string) => userEvent.click(button(name));
const checked = () => vi.fn<Api["rosterCheck"]>(() => Promise.resolve(TRIAL));

async function onTrial(answers: Partial<Api> = {}): Promise<void> {
  await at(answers);
  await userEvent.type(screen.getByLabelText("Tệp danh sách"), "/usb/danh-sach.xlsx{Enter}");
  await screen.findByRole("group", { name: "Nếu nhập" });
}

describe("taking in a list", () => {
  test("is reached from People by a leader, and Esc leads back", async () => {
    router.go("people");
    await openWindow();
    await press("Nhập danh sách");
    expect(window.location.hash).toBe("#/roster");
    await screen.findByRole("heading", { level: 1, name: "Nhập danh sách" });
    await userEvent.keyboard("{Escape}");
    expect(window.location.hash).toBe("#/people");
  });

  test("asks for a file before it reads, and reads with Enter", async () => {
    const check = checked();
    await at({ rosterCheck: check });
    await press("Đọc thử");
    expect(screen.getByText("Chọn hoặc gõ tên tệp.")).toBeTruthy();
    expect(check).not.toHaveBeenCalled();
    await userEvent.type(screen.getByLabelText("Tệp danh sách"), " /usb/danh-sach.xlsx {Enter}");
    expect(check.mock.calls[0]?.[0]).toMatchObject({
      path: "/usb/danh-sach.xlsx",
      pasted: "",
      whole: false,
      seen: "",
    });
  });

  test("takes pasted cells", async () => {
    const check = checked();
    await at({ rosterCheck: check });
    await userEvent.click(screen.getByRole("radio", { name: "Dán từ Excel" }));
    await userEvent.click(screen.getByLabelText("Các ô đã sao chép"));
    await userEvent.paste("Họ tên\tSố CCCD\nLan\t");
    await press("Đọc thử");
    expect(check.mock.calls[0]?.[0]).toMatchObject({ path: "", pasted: "Họ tên\tSố CCCD\nLan\t" });
  });

  test("shows counts, reasons row by row, and what changes", async () => {
    await onTrial();
    const group = screen.getByRole("group", { name: "Nếu nhập" });
    expect(document.activeElement).toBe(group);
    expect(group.textContent).toMatch(/Thêm mới\s*380/);
    expect(screen.getByRole("row", { name: /9 Nguyễn Văn Thử .*Excel đã bỏ số 0/ })).toBeTruthy();
    expect(screen.getByRole("row", { name: /trùng với dòng 12/ })).toBeTruthy();
    await userEvent.click(screen.getByRole("radio", { name: /Thay đổi · 12/ }));
    expect(
      screen.getByRole("row", { name: /8 Trần Thị Hạnh Trạng thái tài khoản, Điện thoại/ }),
    ).toBeTruthy();
    expect(screen.getByText(/Chỉ hiện 1 dòng đầu/)).toBeTruthy();
  });

  test("places and columns are chosen, and the list read anew", async () => {
    const check = checked();
    await onTrial({ rosterCheck: check });
    await userEvent.selectOptions(await screen.findByLabelText("Thôn Chưa Có"), "add");
    expect(check.mock.lastCall?.[0].places).toEqual([
      { text: "Thôn Chưa Có", add: true, village: null, unit: null },
    ]);
    await userEvent.selectOptions(screen.getByLabelText("Mã hồ sơ"), "phone");
    expect(check.mock.lastCall?.[0].columns).toEqual([{ sheet: 0, column: 5, field: "phone" }]);
    expect(check.mock.lastCall?.[0].places).toHaveLength(1);
  });

  test("takes nothing in while what was chosen last could not be read", async () => {
    const check = checked();
    await onTrial({ rosterCheck: check });
    check.mockImplementationOnce(() => refused("roster-nothing"));
    await userEvent.selectOptions(screen.getByLabelText("Mã hồ sơ"), "phone");
    expect((await screen.findByRole("button", { name: "Nhập" })).hasAttribute("disabled")).toBe(true);
    await userEvent.selectOptions(screen.getByLabelText("Mã hồ sơ"), "address");
    expect(screen.getByRole("button", { name: "Nhập" }).hasAttribute("disabled")).toBe(false);
  });

  test("takes in what was read, and says what came of it", async () => {
    const take = vi.fn<Api["rosterImport"]>(() => Promise.resolve(TAKEN));
    await onTrial({ rosterImport: take });
    await press("Nhập");
    expect(await screen.findByText("Đã nhập danh sách")).toBeTruthy();
    expect(take.mock.calls[0]?.[0].seen).toBe("5eed");
    expect(screen.getByText(/Thêm 380, thay đổi 12/)).toBeTruthy();
  });

  test("shows how far it is, and is stopped", async () => {
    let stop: (error: unknown) => void = () => undefined;
    const cancel = vi.fn(() => refused("cancelled").catch((error: unknown) => (stop(error), null)));
    const running = new Promise<RosterImportedView>((_, reject) => (stop = reject));
    await onTrial({ rosterImport: () => running, rosterCancel: cancel });
    await press("Nhập");
    const bar = await screen.findByRole("progressbar", { name: "Đang so với danh sách hiện có…" });
    expect(bar.getAttribute("aria-valuenow")).toBe("120");
    await press("Dừng");
    expect(await screen.findByRole("group", { name: "Nếu nhập" })).toBeTruthy();
    expect(cancel).toHaveBeenCalled();
  });

  test("says what went wrong and keeps what was chosen", async () => {
    await onTrial({ rosterImport: () => refused("roster-file-changed") });
    await press("Nhập");
    expect(await screen.findByText(/Tệp đã đổi từ sau khi đọc thử/)).toBeTruthy();
  });

  test("saves refused rows with a warning", async () => {
    const save = vi.fn<Api["rosterRefused"]>(({ path }) => Promise.resolve({ path, rows: 10, bytes: 1 }));
    await onTrial({ rosterRefused: save });
    await press("Xuất dòng bị từ chối");
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText(/dữ liệu cá nhân đầy đủ/)).toBeTruthy();
    await vi.waitFor(() => expect(dialog.getByLabelText<HTMLInputElement>("Nơi lưu").value).not.toBe(""));
    await userEvent.click(dialog.getByRole("button", { name: /^Ghi tệp/ }));
    expect(await dialog.findByText(/Đã ghi 10 dòng/)).toBeTruthy();
    expect(save.mock.calls[0]?.[0]).toMatchObject({ language: "vi", list: { path: "/usb/danh-sach.xlsx" } });
  });

  test("is not offered to a volunteer", async () => {
    router.go("people");
    await openWindow({ status: { member: { ...(await volunteer()) } } });
    expect(screen.queryByRole("button", { name: "Nhập danh sách" })).toBeNull();
  });
});

async function volunteer() {
  const { MEMBERS } = await import("./gallery/core");
  const found = MEMBERS.find(({ role }) => role === "volunteer");
  if (!found) throw new Error("the sample has no volunteer");
  return found;
}

describe.each(LOOKS)("axe finds nothing, %s, %s", { timeout: AXE_MS }, (lang, colours) => {
  beforeEach(() => wear(lang, colours));

  async function filled(answers: Partial<Api> = {}): Promise<void> {
    await at(answers);
    await userEvent.type(screen.getByLabelText(t("roster-file")), "/x.xlsx");
  }

  async function tried(answers: Partial<Api> = {}): Promise<void> {
    await filled(answers);
    await userEvent.keyboard("{Enter}");
    await screen.findByRole("button", { name: t("roster-import") });
  }

  test("where a list comes from", async () => {
    await filled();
    expect(await objections()).toEqual([]);
  });

  test("in what would come of it", async () => {
    await tried();
    expect(await objections()).toEqual([]);
  });

  test("in the dialog of refused rows, before and after", async () => {
    await tried({ rosterRefused: ({ path }) => Promise.resolve({ path, rows: 10, bytes: 1 }) });
    await press(t("roster-refused-save"));
    const dialog = within(await screen.findByRole("dialog"));
    await vi.waitFor(() =>
      expect(dialog.getByLabelText<HTMLInputElement>(t("export-path")).value).not.toBe(""),
    );
    expect(await objections()).toEqual([]);
    await userEvent.click(dialog.getByRole("button", { name: new RegExp(`^${t("export-write")}`) }));
    await dialog.findByText(t("roster-refused-written", { count: "10" }));
    expect(await objections()).toEqual([]);
  });

  test("in what came of it", async () => {
    await tried();
    await press(t("roster-import"));
    await screen.findByText(t("roster-done"));
    expect(await objections()).toEqual([]);
  });
});
