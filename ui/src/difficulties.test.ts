// The difficulties as a leader edits them, as others read them, and as the desk offers them.
import { cleanup, screen, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { language, t } from "$i18n";
import { MEMBERS, type Situation } from "./gallery/core";
import { difficultyAnswers } from "./gallery/core/catalogue";
import { router } from "./routes/router.svelte";
import { AXE_MS, LOOKS, objections, openWindow, wear } from "./testing";

beforeEach(() => {
  language.choose("vi");
  router.go("difficulties");
});
afterEach(cleanup);

const press = (name: RegExp | string) => userEvent.click(screen.getByRole("button", { name }));
const dialog = () => within(screen.getByRole("dialog"));
const table = () => within(screen.getByRole("table", { name: t("settings-difficulties-caption") }));
const rowOf = (code: string) => table().getByText(code).closest("tr");

async function openList(situation: Situation = {}): Promise<void> {
  await openWindow({ status: { profile: "commune" }, ...situation });
  await screen.findByText("OTP-01");
}

describe("the difficulties", () => {
  test("are reached from the settings, and left by Esc", async () => {
    router.go("settings");
    await openWindow({ status: { profile: "commune" } });
    await press("Mở danh mục");
    expect((await screen.findByRole("heading", { level: 1 })).textContent).toBe("Khó khăn và lời đọc");
    await userEvent.keyboard("{Escape}");
    expect(router.place.screen).toBe("settings");
  });

  test("stand there with what is read aloud and how often they were met", async () => {
    const difficultyUses = () => Promise.resolve([{ code: "OTP-01", tonight: 2, month: 14 }]);
    await openList({ answers: { difficultyUses } });
    expect(rowOf("OTP-01")?.textContent).toMatch(/Không nhận SMS\/OTP.*14/s);
    expect(rowOf("SIM-01")?.textContent).toMatch(/Số này đăng ký tên ai\?/);
  });

  test("get one more by keys alone", async () => {
    const saveDifficulty = vi.fn(difficultyAnswers().saveDifficulty);
    await openList({ answers: { saveDifficulty } });
    screen.getByRole("button", { name: "Thêm khó khăn" }).focus();
    await userEvent.keyboard("{Enter}Máy đầy bộ nhớ");
    await userEvent.tab();
    await userEvent.keyboard("Còn bao nhiêu bộ nhớ?{Enter}Xóa bớt ảnh, phim.");
    dialog().getByRole("button", { name: "Lưu lời này" }).focus();
    await userEvent.keyboard("{Enter}");
    await screen.findByText("Đã lưu: Máy đầy bộ nhớ.", { selector: "li span" });
    expect(saveDifficulty).toHaveBeenCalledExactlyOnceWith({
      code: null,
      vi: "Máy đầy bộ nhớ",
      en: "",
      remedy_vi: "Còn bao nhiêu bộ nhớ?\nXóa bớt ảnh, phim.",
      remedy_en: "",
    });
    expect(rowOf("XA-417")?.textContent).toMatch(/Máy đầy bộ nhớ.*Xã thêm/s);
  });

  test("keep the name of a built-in one whose remedy is put in other words", async () => {
    await openList();
    await press("Sửa SIM-01");
    expect(dialog().queryByLabelText("Tên khó khăn")).toBeNull();
    const remedy = dialog().getByLabelText<HTMLTextAreaElement>("Lời đọc cho bà con");
    expect(remedy.value).toMatch(/^Số này đăng ký tên ai\?\n/);
    await userEvent.clear(remedy);
    await press("Lưu lời này");
    expect(await dialog().findByText(/từ 1 đến 4 dòng/)).toBeTruthy();
    await userEvent.type(remedy, "Ra nhà mạng ở chợ.");
    await press("Lưu lời này");
    await screen.findByText("Đã lưu: SIM không chính chủ.", { selector: "li span" });
    expect(rowOf("SIM-01")?.textContent).toMatch(/Ra nhà mạng ở chợ\..*Lời của xã/s);
  });

  test("are put away and brought back", async () => {
    await openList();
    await press("Cất OTP-01");
    await screen.findByText(/^Đã cất OTP-01/, { selector: "li span" });
    expect(rowOf("OTP-01")?.textContent).toMatch(/Đã cất/);
    await press("Dùng lại OTP-01");
    await screen.findByText("Đã dùng lại OTP-01.", { selector: "li span" });
    expect(screen.getByRole("button", { name: "Cất OTP-01" })).toBeTruthy();
  });

  test("are read by everybody and changed by leaders alone", async () => {
    await openList({ status: { profile: "commune", member: MEMBERS[1] ?? null } });
    expect(screen.getByText("Chỉ tổ trưởng sửa được danh mục này.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^(Thêm khó khăn|Sửa|Cất)/ })).toBeNull();
  });
});

describe.each(LOOKS)("axe finds nothing, %s, %s", { timeout: AXE_MS }, (lang, colours) => {
  beforeEach(() => wear(lang, colours));

  test("on the screen, one put away", async () => {
    await openList();
    await press(t("settings-difficulty-put-away", { code: "OTP-01" }));
    await screen.findByRole("button", { name: t("settings-difficulty-bring-back", { code: "OTP-01" }) });
    expect(await objections()).toEqual([]);
  });

  test("while one is written, and something is missing", async () => {
    await openList();
    await press(t("settings-difficulty-add"));
    expect(await objections()).toEqual([]);
    await press(t("settings-difficulty-save"));
    await dialog().findByRole("alert");
    expect(await objections()).toEqual([]);
  });
});
