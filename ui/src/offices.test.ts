// The offices as a leader writes them down, as others read them, and as the desk says them.
import { cleanup, screen, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { language, t } from "$i18n";
import { OFFICES, refused, type Situation } from "./gallery/core";
import { officeAnswers } from "./gallery/core/offices";
import { router } from "./routes/router.svelte";
import { AXE_MS, LOOKS, objections, openWindow, wear } from "./testing";

beforeEach(() => {
  language.choose("vi");
  router.go("settings");
});
afterEach(cleanup);

const press = (name: RegExp | string) => userEvent.click(screen.getByRole("button", { name }));
const dialog = () => within(screen.getByRole("dialog"));
const table = () => within(screen.getByRole("table", { name: t("settings-offices-caption") }));

async function openOffices(situation: Situation = {}): Promise<void> {
  await openWindow({ status: { profile: "commune" }, ...situation });
  await screen.findByRole("table", { name: t("settings-offices-caption") });
}

describe("the offices", () => {
  test("stand there with what is done, and their week in words", async () => {
    await openOffices();
    expect(screen.getByRole("heading", { name: "Nơi làm thủ tục · 2" })).toBeTruthy();
    const row = table().getByText("Bộ phận Một cửa, Công an xã").closest("tr");
    expect(row?.textContent).toMatch(/Thứ Hai–Thứ Sáu 7:30–11:30, 13:30–17:00; Thứ Bảy 8:00–11:00/);
    expect(row?.textContent).toMatch(/Thu nhận định danh mức 2, Giúp cài, kích hoạt, mở lại VNeID/);
  });

  test("are added by keys alone, Monday's hours copied up to Friday", async () => {
    const saveOffice = vi.fn(officeAnswers().saveOffice);
    await openOffices({ answers: { saveOffice } });
    screen.getByRole("button", { name: "Thêm nơi" }).focus();
    await userEvent.keyboard("{Enter}Công an huyện");
    await userEvent.tab();
    await userEvent.keyboard(" ");
    dialog().getByLabelText("Thứ Hai").focus();
    await userEvent.keyboard("7h30-11h30");
    dialog().getByRole("button", { name: "Chép giờ Thứ Hai cho đến Thứ Sáu" }).focus();
    await userEvent.keyboard(" ");
    dialog().getByLabelText("Thứ Bảy").focus();
    await userEvent.keyboard("8-11{Enter}");
    await screen.findByText("Đã lưu: Công an huyện.", { selector: "li span" });
    expect(saveOffice).toHaveBeenCalledExactlyOnceWith({
      office: null,
      name: "Công an huyện",
      address: "",
      tasks: ["card"],
      hours: [...Array<string>(5).fill("7h30-11h30"), "8-11", ""],
      phone: "",
      note: "",
    });
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(table().getByText("Công an huyện")).toBeTruthy();
  });

  test("keep what was typed when the core does not understand the hours", async () => {
    const saveOffice = () => refused("bad-field", { field: "office-hours" });
    await openOffices({ answers: { saveOffice } });
    await press("Sửa Điểm làm thẻ căn cước");
    await userEvent.type(dialog().getByLabelText("Thứ Ba"), "sáng{Enter}");
    expect(await dialog().findByText(/Giờ mở cửa gõ như/)).toBeTruthy();
    expect(dialog().getByLabelText<HTMLInputElement>("Thứ Ba").value).toBe("sáng");
    await userEvent.keyboard("{Escape}");
    await press("Thêm nơi");
    expect(dialog().queryByText(/Giờ mở cửa gõ như/)).toBeNull();
  });

  test("are changed from what is known, and taken off after plain words", async () => {
    await openOffices();
    await press("Sửa Bộ phận Một cửa, Công an xã");
    expect(dialog().getByLabelText<HTMLInputElement>("Thứ Hai").value).toBe("7:30–11:30, 13:30–17:00");
    expect(dialog().getByLabelText<HTMLInputElement>("Thu nhận định danh mức 2").checked).toBe(true);
    await userEvent.type(dialog().getByLabelText("Tên nơi làm thủ tục"), " Quảng Nghiệp{Enter}");
    await screen.findByText(/^Đã lưu: .*Quảng Nghiệp\./, { selector: "li span" });
    await press("Bỏ Điểm làm thẻ căn cước khỏi danh sách");
    expect(dialog().getByText(/không chỉ bà con đến đây nữa/)).toBeTruthy();
    await userEvent.click(dialog().getByRole("button", { name: "Bỏ" }));
    await screen.findByText(/^Đã bỏ Điểm làm thẻ/, { selector: "li span" });
    expect(table().queryByText("Điểm làm thẻ căn cước")).toBeNull();
  });

  test("are read by everybody and changed by leaders alone; a full list says so", async () => {
    await openOffices({ answers: officeAnswers({ may_change: false }) });
    expect(table().getByText("Điểm làm thẻ căn cước")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /Thêm nơi|^Sửa |khỏi danh sách/ })).toBeNull();
    cleanup();
    await openOffices({ answers: officeAnswers({ full: true }) });
    expect(screen.queryByRole("button", { name: "Thêm nơi" })).toBeNull();
    expect(screen.getByText(/Đã có 50 nơi/)).toBeTruthy();
  });
});

describe.each(LOOKS)("axe finds nothing, %s, %s", { timeout: AXE_MS }, (lang, colours) => {
  beforeEach(() => wear(lang, colours));

  test("with none, and with some", async () => {
    await openOffices({ answers: officeAnswers({ offices: [] }) });
    expect(screen.getByText(t("settings-offices-none"))).toBeTruthy();
    expect(await objections()).toEqual([]);
    cleanup();
    await openOffices();
    expect(await objections()).toEqual([]);
  });

  test("while one is written down, and something is missing", async () => {
    await openOffices();
    await press(t("settings-office-add"));
    expect(await objections()).toEqual([]);
    await userEvent.keyboard("{Enter}");
    await dialog().findByRole("alert");
    expect(await objections()).toEqual([]);
  });

  test("before one is taken off", async () => {
    await openOffices();
    await press(t("settings-office-remove", { name: OFFICES[0]?.name ?? "" }));
    expect(await objections()).toEqual([]);
  });
});
