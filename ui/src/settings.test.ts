// The settings as a person meets them: the lists, the other profile, one's own PIN, the check of the file.
import { cleanup, screen, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { CommuneView, HandOverForm, PinForm, StatusView } from "$api";
import { language } from "$i18n";
import { theme } from "$shared/theme.svelte";
import {
  BACKUPS,
  COMMUNE,
  DRILLED,
  MEMBERS,
  NO_BACKUPS,
  PIN,
  refused,
  type Situation,
  STATUS,
  VERIFIED,
} from "./gallery/core";
import { router } from "./routes/router.svelte";
import { openWindow } from "./testing";

beforeEach(() => {
  language.choose("vi");
  router.go("settings");
});
afterEach(cleanup);

const press = (name: RegExp | string) => userEvent.click(screen.getByRole("button", { name }));
const cells = (row: Element | null | undefined) =>
  [...(row?.children ?? [])].map((cell) => cell.textContent.trim());
const real = { profile: "commune" } as const;

async function openSettings(situation: Situation = {}): Promise<void> {
  await openWindow(situation);
  await screen.findByRole("table", { name: "Đơn vị" });
}

describe("the settings", () => {
  test("change the language and the colours at once, and remember them", async () => {
    await openSettings();
    await userEvent.click(screen.getByRole("radio", { name: "Tối" }));
    expect(document.documentElement.dataset["theme"]).toBe("dark");
    expect(localStorage.getItem("theme")).toBe("dark");
    await userEvent.click(screen.getByRole("radio", { name: "English" }));
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Settings");
    theme.choose("auto");
  });

  test("turn the sounds off, which is remembered", async () => {
    await openSettings();
    const off = within(screen.getByRole("radiogroup", { name: "Âm thanh ở bàn hỗ trợ" }));
    await userEvent.click(off.getByRole("radio", { name: "Tắt" }));
    expect(localStorage.getItem("sound")).toBe("off");
    await userEvent.click(off.getByRole("radio", { name: "Bật" }));
    expect(localStorage.getItem("sound")).toBe("on");
  });

  test("list the villages and the units", async () => {
    await openSettings();
    expect(screen.getByRole("heading", { name: "Thôn · 6" })).toBeTruthy();
    const units = within(screen.getByRole("table", { name: "Đơn vị" }));
    expect(cells(units.getByText("Trường THCS Quảng Nghiệp").closest("tr"))[1]).toBe("Trường học");
  });

  test("turn from practice to the commune, which asks for its PIN", async () => {
    await openSettings();
    await press(/Về xã của chúng tôi/);
    expect((await screen.findByRole("heading", { level: 1 })).textContent).toBe("Mở khóa");
  });

  test("turn from practice to the first run where there is no commune yet", async () => {
    await openSettings({ status: { has_commune: false } });
    await press(/Lập xã, hoặc vào xã đã lập/);
    await vi.waitFor(() =>
      expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Hôm nay máy này để làm gì?"),
    );
  });

  test("turn from the commune to the desk of the practice commune", async () => {
    await openSettings({ status: real });
    await press(/Mở xã thực hành/);
    expect(await screen.findByText(/người không có thật, số liệu/)).toBeTruthy();
    expect(router.place.screen).toBe("desk");
  });
});

describe("what opens this laptop", () => {
  const dialog = (name: string) => within(screen.getByRole("dialog", { name }));
  const type = (within_: ReturnType<typeof dialog>, label: string, text: string) =>
    userEvent.type(within_.getByLabelText(label), text);

  test("is changed with the old PIN, and the new one twice", async () => {
    const changePin = vi.fn<(form: PinForm) => Promise<StatusView>>(() =>
      Promise.resolve({ ...STATUS, ...real }),
    );
    await openSettings({ status: real, answers: { changePin } });
    await press(/Đổi mã PIN/);
    const form = dialog("Đổi mã PIN");
    await userEvent.click(form.getByRole("button", { name: /Đổi mã PIN/ }));
    expect(form.getByText("Gõ mã đang dùng.")).toBeTruthy();
    await type(form, "Mã PIN đang dùng", PIN);
    await type(form, "Mã PIN mới", "824613");
    await type(form, "Gõ lại mã PIN", "824614{Enter}");
    expect(form.getByText("Hai lần gõ không giống nhau.")).toBeTruthy();
    expect(changePin).not.toHaveBeenCalled();
    await userEvent.clear(form.getByLabelText("Gõ lại mã PIN"));
    await type(form, "Gõ lại mã PIN", "824613{Enter}");
    await screen.findByText(/^Đã đổi/, { selector: "li span" });
    expect(changePin).toHaveBeenCalledExactlyOnceWith({ old: PIN, new: "824613" });
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("stays when the old PIN is wrong, which is forgotten at once", async () => {
    await openSettings({ status: real });
    await press(/Đổi mã PIN/);
    const form = dialog("Đổi mã PIN");
    await type(form, "Mã PIN đang dùng", "111222");
    await type(form, "Mã PIN mới", "824613");
    await type(form, "Gõ lại mã PIN", "824613{Enter}");
    expect(await form.findByText(/không đúng/)).toBeTruthy();
    expect(form.getByLabelText<HTMLInputElement>("Mã PIN đang dùng").value).toBe("");
  });

  test("says so when it is weaker than the laptop needs", async () => {
    await openSettings({ status: { ...real, secret_kind: "passphrase", secret_weak: true } });
    expect(screen.getByText(/ngắn hơn mức máy này cần/)).toBeTruthy();
    expect(screen.getByRole("button", { name: /Đổi cụm mật khẩu/ })).toBeTruthy();
  });

  test("is locked after the time that was chosen", async () => {
    const setAutoLock = vi.fn((minutes: number) =>
      Promise.resolve({ ...STATUS, ...real, auto_lock_minutes: minutes }),
    );
    await openSettings({ status: real, answers: { setAutoLock } });
    const times = within(screen.getByRole("radiogroup", { name: "Tự khóa khi không ai dùng" }));
    const chosen = () => times.getByRole("radio", { checked: true }).textContent.trim();
    expect(chosen()).toBe("10 phút");
    await userEvent.click(times.getByRole("radio", { name: "2 phút" }));
    expect(setAutoLock).toHaveBeenCalledExactlyOnceWith(2);
    await vi.waitFor(() => expect(chosen()).toBe("2 phút"));
  });

  test("opens for somebody else when the leader says so with their PIN", async () => {
    const handOver = vi.fn<(form: HandOverForm) => Promise<CommuneView>>(() =>
      Promise.resolve({ ...COMMUNE, here: ["m1", "m2", "m3"] }),
    );
    await openSettings({ status: real, answers: { handOver } });
    const table = within(screen.getByRole("table", { name: "Người mở được máy này" }));
    expect(table.queryByText("Đỗ Minh Đức")).toBeNull();
    await press(/Thêm người mở máy này/);
    const form = dialog("Thêm người mở máy này");
    expect(form.queryByRole("option", { name: /Phạm Thu Thủy/ })).toBeNull();
    await userEvent.click(form.getByRole("button", { name: /Cho mở máy này/ }));
    expect(form.getByText("Chọn người trước.")).toBeTruthy();
    await userEvent.selectOptions(form.getByLabelText("Ai sẽ dùng chung máy này"), "Đỗ Minh Đức, Ghi chép");
    await type(form, "Người đó tự đặt mã PIN", "824613");
    await type(form, "Gõ lại mã PIN", "824613");
    await type(form, "Mã PIN của bạn", `${PIN}{Enter}`);
    await screen.findByText("Từ bây giờ Đỗ Minh Đức mở được máy này.", { selector: "li span" });
    expect(handOver).toHaveBeenCalledExactlyOnceWith({ member: "m3", pin: "824613", leader_pin: PIN });
    expect(table.getByText("Đỗ Minh Đức")).toBeTruthy();
  });

  test("opens no more for whoever was removed, after a question; nobody removes themselves", async () => {
    await openSettings({ status: real });
    const table = within(screen.getByRole("table", { name: "Người mở được máy này" }));
    expect(table.queryByRole("button", { name: /Trần Minh Khoa/ })).toBeNull();
    await userEvent.click(table.getByRole("button", { name: "Bỏ Vũ Thị Lan khỏi máy này" }));
    const question = dialog("Bỏ Vũ Thị Lan khỏi máy này");
    await userEvent.click(question.getByRole("button", { name: "Bỏ" }));
    await screen.findByText("Vũ Thị Lan không mở được máy này nữa.", { selector: "li span" });
    expect(table.queryByText("Vũ Thị Lan")).toBeNull();
  });

  test("is a leader's to hand over, and nobody's in the practice commune", async () => {
    await openSettings({ status: { ...real, member: MEMBERS[1] ?? null } });
    expect(screen.queryByRole("button", { name: /Thêm người mở máy này/ })).toBeNull();
    expect(screen.queryByRole("button", { name: /^Bỏ .* khỏi máy này/ })).toBeNull();
    cleanup();
    await openSettings();
    expect(screen.queryByRole("table", { name: "Người mở được máy này" })).toBeNull();
    expect(screen.queryByRole("button", { name: /Đổi mã PIN/ })).toBeNull();
  });
});

describe("the check of the journal", () => {
  test("says in words that everything fits", async () => {
    await openSettings();
    await press(/Kiểm tra ngay/);
    expect(await screen.findByText(/Sổ trên máy này nguyên vẹn/)).toBeTruthy();
    const table = within(screen.getByRole("table", { name: "Kiểm tra sổ" }));
    expect(cells(table.getByText(/Sổ liền mạch/).closest("tr"))).toEqual([
      "Sổ liền mạch, chữ ký khớp",
      "3.742",
      "Khớp",
    ]);
  });

  test("says what does not fit, and what to do", async () => {
    const checks = VERIFIED.checks.map((check) => ({ ...check, holds: check.key !== "views" }));
    await openSettings({ answers: { verify: () => Promise.resolve({ ...VERIFIED, holds: false, checks }) } });
    await press(/Kiểm tra ngay/);
    expect(await screen.findByText(/Đừng xóa hay cài lại gì/)).toBeTruthy();
    const table = within(screen.getByRole("table", { name: "Kiểm tra sổ" }));
    expect(cells(table.getByText(/dựng lại/).closest("tr"))[2]).toBe("Không khớp");
  });

  test("says why it could not be made", async () => {
    await openSettings({ answers: { verify: () => refused("disk-failed") } });
    await press(/Kiểm tra ngay/);
    expect(await screen.findByText(/không đọc hoặc không ghi được/)).toBeTruthy();
  });
});

describe("backups", () => {
  const openBackups = async (situation: Situation): Promise<void> => {
    await openWindow({ status: real, ...situation });
    await screen.findByText(/^Nơi chép:/);
  };

  test("say how they stand, are copied, and tried out", async () => {
    const copyNow = vi.fn(() => Promise.resolve({ path: DRILLED.path, entries: 1248, bytes: 1 }));
    await openBackups({ answers: { copyNow } });
    expect(screen.getByText(/^Bản sao thứ hai mới nhất: 21:40 ngày 20\/11\/2026/)).toBeTruthy();
    await press("Sao chép ngay");
    expect(copyNow).toHaveBeenCalledOnce();
    expect(await screen.findByText("Đã ghi, đọc lại và kiểm tra: 1.248 mục.")).toBeTruthy();
    await press("Thử khôi phục");
    expect(await screen.findByText(/^Khôi phục được: .*611 người, đến 21:38/)).toBeTruthy();
  });

  test("ask for a passphrase before anything can be backed up", async () => {
    const setBackupPassphrase = vi.fn(() => Promise.resolve(BACKUPS));
    await openBackups({ answers: { setBackupPassphrase, backupState: () => Promise.resolve(NO_BACKUPS) } });
    expect(screen.getByText(/^Chưa sao lưu được/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Sao chép ngay" })).toHaveProperty("disabled", true);
    await press("Cụm mật khẩu sao lưu");
    const dialog = within(screen.getByRole("dialog", { name: "Cụm mật khẩu sao lưu" }));
    await userEvent.type(dialog.getByLabelText("Cụm mật khẩu cho bản sao lưu"), "mưa dầm thấm lâu");
    await userEvent.type(dialog.getByLabelText("Gõ lại cụm mật khẩu"), "mưa dầm thấm");
    await userEvent.click(dialog.getByRole("button", { name: /Đặt cụm mật khẩu/ }));
    expect(setBackupPassphrase).not.toHaveBeenCalled();
    await userEvent.type(dialog.getByLabelText("Gõ lại cụm mật khẩu"), " lâu");
    await userEvent.click(dialog.getByRole("button", { name: /Đặt cụm mật khẩu/ }));
    expect(setBackupPassphrase).toHaveBeenCalledWith("mưa dầm thấm lâu");
  });
});
