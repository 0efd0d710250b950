// Nothing that was typed is lost, nothing that was saved is gone.
import { cleanup, screen, within } from "@testing-library/svelte";
import { describe, expect, test, vi } from "vitest";
import { type Api, AppError } from "$api";
import { KEEP_AFTER_MS } from "$features/desk/shelf";
import { assistRow, CARD_TEXT, DESK } from "../gallery/desk/samples";
import {
  alerts,
  box,
  chosen,
  combine,
  eachTestSitsDown,
  evening,
  hand,
  heading,
  later,
  said,
  scan,
  seat,
  settled,
  sitDown,
  sitDownAgain,
  type,
} from "./seat";

eachTestSitsDown();

describe("nothing is lost", () => {
  test("Esc keeps what was begun, Alt+1 brings it back", async () => {
    await sitDown();
    await scan();
    await type("3otp{Enter}{Escape}");
    expect(heading()).toBe("Mời người tiếp theo");
    expect(said()).toContain("Đã giữ lại Trần Thị Hạnh, chưa lưu");
    await combine("Alt", "1");
    expect(heading()).toBe("Trần Thị Hạnh");
    expect(chosen("Kết quả")).toContain("Hẹn lại");
    expect(screen.getByRole("button", { name: /^OTP-01/ })).toBeTruthy();
  });

  test("the same card brings back what was begun for it", async () => {
    await sitDown();
    await scan();
    await type("3{Escape}");
    await scan();
    expect(chosen("Kết quả")).toContain("Hẹn lại");
    expect(screen.queryByRole("region", { name: "Đang dở" })).toBeNull();
  });

  test.each(["Ghi chú", "Ngày hẹn lại", "Phiếu số"])(
    "a card that comes as slowly as a hand into “%s” saves nobody, and opens its own person",
    async (label) => {
      await sitDown();
      await type("651{ArrowDown}{Enter}3");
      screen.getByLabelText(label).focus();
      await type(`${CARD_TEXT}{Enter}`);
      expect(seat.evening.saved).toEqual([]);
      expect(heading()).toBe("Trần Thị Hạnh");
      expect(screen.getByRole("region", { name: "Đang dở" }).textContent).toContain("Nguyễn Viết An");
      await combine("Alt", "1");
      expect(heading()).toBe("Nguyễn Viết An");
      expect(document.body.textContent).not.toContain("005185000002");
      for (const field of document.querySelectorAll("input")) expect(field.value).not.toMatch(/0051850|\|/);
    },
  );

  test("a person nobody wrote anything about is put away without a trace", async () => {
    await sitDown();
    await scan();
    await type("{Escape}");
    expect(heading()).toBe("Mời người tiếp theo");
    expect(screen.queryByRole("region", { name: "Đang dở" })).toBeNull();
  });

  test("a window that died comes back with everybody half done, and with what the box held", async () => {
    await sitDown();
    await scan();
    await type("3otp{Enter}");
    await type("{Escape}lo");
    await later(KEEP_AFTER_MS);
    cleanup();
    await sitDownAgain();
    expect(box()).toHaveProperty("value", "lo");
    await type("{Escape}");
    await combine("Alt", "1");
    expect(heading()).toBe("Trần Thị Hạnh");
    expect(chosen("Kết quả")).toContain("Hẹn lại");
    expect(screen.getByRole("button", { name: /^OTP-01/ })).toBeTruthy();
    await type("5{Enter}");
    expect(seat.evening.saved).toHaveLength(1);
    await later(KEEP_AFTER_MS);
    expect(seat.evening.drafts.drafts).toEqual([]);
  });

  test("whoever was open is open again, with a note and a ticket half typed", async () => {
    await sitDown();
    await scan();
    await type("2");
    await hand.type(screen.getByRole("textbox", { name: "Ghi chú" }), "quay l");
    await later(KEEP_AFTER_MS);
    cleanup();
    await sitDownAgain();
    expect(heading()).toBe("Trần Thị Hạnh");
    expect(chosen("Kết quả")).toContain("Có từ trước");
    expect(screen.getByRole("textbox", { name: "Ghi chú" })).toHaveProperty("value", "quay l");
  });

  test("whoever sits down while it is still being read stays open, and nobody is lost", async () => {
    await sitDown();
    await scan();
    await type("3{Escape}");
    await later(KEEP_AFTER_MS);
    cleanup();
    let answer = (): void => undefined;
    const before = seat.evening.api().drafts;
    const drafts: Api["drafts"] = () =>
      new Promise((resolve) => (answer = () => void before().then(resolve)));
    await sitDownAgain({ drafts });
    await type("651{ArrowDown}{Enter}");
    expect(heading()).toBe("Nguyễn Viết An");
    answer();
    await settled();
    expect(heading()).toBe("Nguyễn Viết An");
    await type("1{Enter}");
    await combine("Alt", "1");
    expect(heading()).toBe("Trần Thị Hạnh");
  });

  test("a card's text is never kept", async () => {
    await sitDown();
    await type("005185000002||Tran");
    await later(KEEP_AFTER_MS);
    expect(JSON.stringify(seat.evening.drafts)).not.toContain("005185000002");
  });

  test("when it cannot be kept this is said for as long as it is so, and the desk goes on", async () => {
    let full = true;
    const keepDrafts: Api["keepDrafts"] = () =>
      full
        ? Promise.reject(new AppError({ code: "disk-full", params: {}, retry: true }))
        : Promise.resolve(null);
    await sitDown({ keepDrafts });
    await scan();
    await later(KEEP_AFTER_MS);
    expect(said()).toContain("Không giữ được bản nháp");
    full = false;
    await type("1");
    await later(KEEP_AFTER_MS);
    expect(said()).not.toContain("Không giữ được bản nháp");
    expect(screen.getByText("Chưa lưu · bản nháp đã giữ trên máy này")).toBeTruthy();
  });

  test("another screen and back leaves the person open", async () => {
    const page = await sitDown();
    await scan();
    await type("2");
    await page.rerender({ shown: false });
    expect(screen.queryByRole("heading", { level: 1 })).toBeNull();
    await page.rerender({ shown: true });
    await settled();
    expect(heading()).toBe("Trần Thị Hạnh");
    expect(chosen("Kết quả")).toContain("Có từ trước");
  });

  test("a save that fails keeps the person, and Enter tries again", async () => {
    let full = true;
    const logAssist: Api["logAssist"] = () =>
      full
        ? Promise.reject(new AppError({ code: "disk-full", params: {}, retry: true }))
        : Promise.resolve({
            row: assistRow({ number: 38 }),
            counts: DESK.session.counts,
            saved_here: 38,
            notices: [],
          });
    await sitDown({ logAssist });
    await scan();
    await type("1{Enter}");
    expect(alerts()).toContain("Ổ đĩa đã đầy.");
    full = false;
    await type("{Enter}");
    expect(said()).toContain("Đã lưu trên máy này · 38");
  });

  test("Enter twice saves once", async () => {
    let finish = (): void => undefined;
    const logAssist = vi.fn<Api["logAssist"]>(
      () =>
        new Promise((resolve) => {
          finish = () =>
            resolve({ row: assistRow({}), counts: DESK.session.counts, saved_here: 38, notices: [] });
        }),
    );
    await sitDown({ logAssist });
    await scan();
    await type("1{Enter}{Enter}");
    finish();
    await type("{Enter}");
    expect(logAssist).toHaveBeenCalledOnce();
  });

  test("Ctrl+Z voids the last: the line says so, the row stays struck through", async () => {
    await sitDown();
    await scan();
    await type("1{Enter}");
    await combine("Control", "z");
    expect(said()).toContain("Đã hủy lượt 38 · Trần Thị Hạnh");
    const row = within(evening()).getByRole("button", { name: /Trần Thị Hạnh/ });
    expect(row.textContent).toContain("Đã hủy");
    await type("lo");
    await combine("Control", "z");
    expect(
      within(evening()).getAllByRole("button", { name: /Đã hủy/ }),
      "in a text it undoes typing",
    ).toHaveLength(1);
  });

  test("what the core noticed at the save stays in sight while the next person sits down", async () => {
    const notices = [{ key: "notice-same-number", params: {} }];
    const saved = { row: assistRow({ number: 38 }), counts: DESK.session.counts, saved_here: 38, notices };
    await sitDown({ logAssist: () => Promise.resolve(saved) });
    await scan();
    await type("1{Enter}");
    await type("an");
    expect(screen.getByText(/Số này đã có trong hồ sơ/, { selector: "li span" })).toBeTruthy();
  });
});
