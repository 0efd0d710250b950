// The timed drill in the window: from the band of the practice commune, at the real desk, to its result.
import { cleanup, screen, within } from "@testing-library/svelte";
import { userEvent } from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Api } from "$api";
import { language } from "$i18n";
import { DRILL_DONE, GUEST, NO_DRILL } from "./gallery/core";
import { SampleEvening } from "./gallery/desk/evening";
import { CARD_TEXT } from "./gallery/desk/samples";
import { AXE_MS, LOOKS, objections, openWindow, wear } from "./testing";

beforeEach(() => {
  window.location.hash = "";
  language.choose("vi");
});
afterEach(cleanup);

const keys = (text: string) => userEvent.keyboard(text);
const practise = async (answers: Partial<Api> = {}) => {
  const evening = new SampleEvening().answers(answers);
  await openWindow({ status: { profile: "practice" }, answers: evening });
};
const offered = () => screen.findByRole("dialog", { name: "Luyện tính giờ" });
const guest = () => screen.findByRole("region", { name: "Người 4/10" });

describe("the timed drill", () => {
  test("is begun from the band on every screen, with the keyboard alone", async () => {
    await practise();
    const link = await screen.findByRole("link", { name: "Luyện tính giờ" });
    link.focus();
    await keys("{Enter}");
    expect(link.getAttribute("href")).toBe("#/desk/drill");
    window.location.hash = "#/desk/drill";
    await offered();
    expect(screen.getByText(/Lần trước: một nửa số người xong trong 9 giây, sai 1, sửa 2/)).toBeTruthy();
    await keys("{Enter}");
    expect(within(await guest()).getByText(/chờ mãi không thấy mã OTP/)).toBeTruthy();
    await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(window.location.hash).toBe("#/desk");
    await vi.waitFor(() => expect(document.activeElement?.getAttribute("role")).toBe("combobox"));
  });

  test("is offered with F6 at the desk, and F6 then scans the card of whoever sits there", async () => {
    const scan = vi.fn<Api["scan"]>(() => new Promise(() => undefined));
    await practise({ scan });
    await vi.waitFor(async () => {
      await keys("{F6}");
      await offered();
    });
    await keys("{Enter}");
    const region = await guest();
    for (const said of ["Trần Thị Hạnh", "1985 · Gồm · 005******002", "Kích hoạt mức 2", "Hẹn lại", /OTP-01/])
      expect(within(region).getByText(said)).toBeTruthy();
    await keys("{F6}");
    await vi.waitFor(() => expect(scan).toHaveBeenCalledWith(CARD_TEXT, "read"));
  });

  test("asks how it stands after each save and each undo", async () => {
    const training = vi.fn<Api["training"]>(() => Promise.resolve({ ...NO_DRILL, guest: GUEST }));
    await practise({ training });
    await guest();
    await keys("{F6}");
    await screen.findByRole("heading", { level: 1, name: "Trần Thị Hạnh" });
    const asked = training.mock.calls.length;
    await keys("1{Enter}");
    await vi.waitFor(() => expect(training.mock.calls.length).toBeGreaterThan(asked));
    const saved = training.mock.calls.length;
    await keys("{Control>}z{/Control}");
    await vi.waitFor(() => expect(training.mock.calls.length).toBeGreaterThan(saved));
  });

  test("says who has no card, and that another person was saved", async () => {
    const view = { ...NO_DRILL, guest: { ...GUEST, card: null }, last_of_another: true };
    const scan = vi.fn<Api["scan"]>();
    await practise({ training: () => Promise.resolve(view), scan });
    const region = await guest();
    expect(within(region).getByText(/Không mang thẻ: gõ tên vào ô tìm/)).toBeTruthy();
    expect(within(region).getByText(/không phải của người này/)).toBeTruthy();
    await keys("{F6}");
    expect(scan).not.toHaveBeenCalled();
  });

  test("is stopped at any time", async () => {
    await practise();
    await vi.waitFor(async () => {
      await keys("{F6}");
      await offered();
    });
    await keys("{Enter}");
    await userEvent.click(within(await guest()).getByRole("button", { name: "Dừng" }));
    await vi.waitFor(() => expect(screen.queryByRole("region", { name: "Người 4/10" })).toBeNull());
  });

  test("ends with the figures beside the last ones, and what was logged otherwise than asked", async () => {
    const endTraining = vi.fn<Api["endTraining"]>(() => Promise.resolve(NO_DRILL));
    await practise({ training: () => Promise.resolve(DRILL_DONE), endTraining });
    const dialog = await screen.findByRole("dialog", { name: "Xong bài luyện" });
    expect(within(dialog).getByText("8 giây", { selector: "dd" })).toBeTruthy();
    expect(within(dialog).getByText("Nhanh hơn lần trước 1 giây mỗi người (lần trước 9 giây).")).toBeTruthy();
    expect(within(dialog).getByText("Kết quả: cần Hẹn lại, đã ghi Xong")).toBeTruthy();
    expect(await within(dialog).findByText(/Khó khăn: cần OTP-01 .*, đã ghi Không có/)).toBeTruthy();
    expect(within(dialog).getAllByText("Đúng")).toHaveLength(8);
    await keys("{Escape}");
    await vi.waitFor(() => expect(endTraining).toHaveBeenCalled());
    await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  test("is nowhere in the real commune", async () => {
    const training = vi.fn<Api["training"]>();
    const evening = new SampleEvening().answers({ training });
    await openWindow({ answers: evening, status: { profile: "commune" } });
    await keys("{F6}");
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.queryByRole("link", { name: "Luyện tính giờ" })).toBeNull();
    expect(training).not.toHaveBeenCalled();
  });
});

describe.each(LOOKS)("axe finds nothing (%s, %s)", (lang, colours) => {
  test(
    "before the drill, in it, and after it",
    async () => {
      await practise();
      wear(lang, colours);
      await vi.waitFor(async () => {
        await keys("{F6}");
        await screen.findByRole("dialog");
      });
      expect(await objections()).toEqual([]);
      await keys("{Enter}");
      await screen.findByRole("region", { name: /4.*10/ });
      expect(await objections()).toEqual([]);
      cleanup();
      await practise({ training: () => Promise.resolve(DRILL_DONE) });
      await screen.findByRole("dialog");
      expect(await objections()).toEqual([]);
    },
    AXE_MS,
  );
});
