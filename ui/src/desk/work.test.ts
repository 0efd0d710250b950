// What is written down about a person: service, outcome, difficulties, the day to come back.
import { screen } from "@testing-library/svelte";
import { describe, expect, test, vi } from "vitest";
import type { Api } from "$api";
import { CARD } from "../gallery/desk/samples";
import {
  alerts,
  box,
  chosen,
  combine,
  difficulties,
  eachTestSitsDown,
  hand,
  said,
  scan,
  seat,
  sitDown,
  type,
} from "./seat";

eachTestSitsDown();

describe("the outcome", () => {
  test("come back without a reason is refused in words, then saved with a difficulty", async () => {
    await sitDown();
    await scan();
    await type("3{Enter}");
    expect(alerts()).toContain("“Hẹn lại” cần ít nhất một khó khăn hoặc một ngày hẹn.");
    expect(document.activeElement).toBe(difficulties());
    await type("otp{Enter}");
    expect(screen.getByRole("heading", { name: "Đọc cho bà con nghe" })).toBeTruthy();
    await type("5{Enter}");
    expect(seat.evening.saved[0]).toMatchObject({
      outcome: "come-back",
      difficulties: ["OTP-01"],
      return_day: "2026-11-22",
    });
  });

  test("come back without a day is asked about once: a digit chooses one", async () => {
    await sitDown();
    await scan();
    await type("3otp{Enter}{Enter}");
    expect(seat.evening.saved, "nothing is saved before the day was asked for").toEqual([]);
    expect(said()).toContain("Chưa có ngày hẹn. Bấm 5–8 chọn ngày");
    expect(document.activeElement).toBe(screen.getByRole("group", { name: "Ngày hẹn chọn nhanh" }));
    await type("6");
    expect(screen.getByRole("button", { name: /Trước hạn/, pressed: true })).toBeTruthy();
    await type("{Enter}");
    expect(seat.evening.saved[0]).toMatchObject({ outcome: "come-back", return_day: "2026-11-24" });
  });

  test("come back is saved without a day by whoever presses Enter again", async () => {
    await sitDown();
    await scan();
    await type("3otp{Enter}{Enter}{Enter}");
    expect(seat.evening.saved[0]).toMatchObject({ outcome: "come-back", return_day: null });
  });

  test("8 goes to where any day can be typed", async () => {
    await sitDown();
    await scan();
    await type("38");
    expect(document.activeElement).toBe(screen.getByLabelText("Ngày hẹn lại"));
    await type("5/12{Enter}");
    expect(seat.evening.saved[0]).toMatchObject({ outcome: "come-back", return_day: "2026-12-05" });
  });

  test("come back is saved with a day as people write it", async () => {
    await sitDown();
    await scan();
    await type("3");
    const day = screen.getByLabelText("Ngày hẹn lại");
    day.focus();
    await type("24/11{Enter}");
    expect(seat.evening.saved[0]).toMatchObject({ outcome: "come-back", return_day: "2026-11-24" });
  });

  test("whoever comes back is asked for a phone to be called on", async () => {
    await sitDown();
    await scan();
    expect(screen.queryByLabelText("Điện thoại để gọi lại")).toBeNull();
    await type("3otp{Enter}");
    screen.getByLabelText("Điện thoại để gọi lại").focus();
    await type("0505000417{Enter}{Enter}");
    expect(seat.evening.saved[0]).toMatchObject({ outcome: "come-back", person: { phone: "0505000417" } });
  });

  test("a day that is none is not lost by Enter", async () => {
    await sitDown();
    await scan();
    await type("3");
    screen.getByLabelText("Ngày hẹn lại").focus();
    await type("31/02{Enter}");
    expect(seat.evening.saved).toEqual([]);
    expect(said()).toContain("Có một ô chưa đọc được");
    expect(document.activeElement).toHaveProperty("value", "31/02");
  });

  test("the day before the deadline is one click away", async () => {
    await sitDown();
    await scan();
    await type("3");
    await hand.click(screen.getByRole("button", { name: /Trước hạn/ }));
    await type("{Enter}");
    expect(seat.evening.saved[0]?.return_day).toBe("2026-11-24");
  });

  test("a digit in a note is part of the note", async () => {
    await sitDown();
    await scan();
    await type("1");
    screen.getByLabelText("Ghi chú").focus();
    await type("2 tuan{Enter}");
    expect(seat.evening.saved[0]).toMatchObject({ outcome: "done", note: "2 tuan" });
  });

  test("a digit in a search is part of the search", async () => {
    await sitDown();
    await scan();
    await type("a1");
    expect(box()).toHaveProperty("value", "a1");
  });

  test("Enter after a click on an outcome saves", async () => {
    await sitDown();
    await scan();
    await hand.click(screen.getByRole("radio", { name: /Từ chối/ }));
    await type("{Enter}");
    expect(seat.evening.saved[0]?.outcome).toBe("refused");
  });

  test("a typed number that says another birth year is warned of like a card's, and saved all the same", async () => {
    const contradictions = [{ key: "card-warning-birth-year-differs", params: {} }];
    const triage: Api["triage"] = ({ birth }) =>
      Promise.resolve({ ...CARD.triage, contradictions: birth === "1990" ? contradictions : [] });
    await sitDown({ triage });
    await type("lo thi mai");
    await combine("Control", "n");
    await type("005185000003{Tab}1990{Tab}");
    expect(said()).toContain("Năm sinh khác với năm trong số định danh");
    await type("{Tab}{Escape}");
    await combine("Alt", "1");
    expect(said()).toContain("Năm sinh khác với năm trong số định danh");
    await type("1{Enter}");
    expect(seat.evening.saved).toHaveLength(1);
  });

  test("a refused field is named, and what was filled in stays", async () => {
    await sitDown();
    await type("lo thi mai");
    await combine("Control", "n");
    await type("12345{Enter}1{Enter}");
    expect(alerts()).toContain("Số định danh phải có đúng 12 chữ số.");
    expect(document.activeElement).toHaveProperty("value", "12345");
    expect(chosen("Kết quả")).toContain("Xong");
  });
});

describe("the service", () => {
  test("is preselected by the triage and changed with the arrows", async () => {
    await sitDown();
    await scan();
    expect(chosen("Việc")).toBe("Kích hoạt mức 2");
    await type("{ArrowLeft}{ArrowLeft}");
    expect(chosen("Việc")).toBe("Cài mức 1");
  });

  test("follows the account that is told, unless it was chosen by hand", async () => {
    const triage = vi.fn<Api["triage"]>((_, state) =>
      Promise.resolve({ ...CARD.triage, state, service: "account-recovery" }),
    );
    await sitDown({ triage });
    await scan();
    const account = screen.getByLabelText("Tài khoản đang ở bước nào");
    await hand.selectOptions(account, "level-2-received");
    expect(triage).toHaveBeenLastCalledWith(CARD.person, "level-2-received", "2026-11-18");
    expect(chosen("Việc")).toContain("Khôi phục");
    await hand.click(screen.getByRole("radio", { name: "Cài mức 1" }));
    await hand.selectOptions(account, "level-2-approved");
    expect(chosen("Việc")).toBe("Cài mức 1");
  });

  test("asks for the message's day when nobody knows it, and judges by it", async () => {
    const card = { ...CARD, roster: null, triage: { ...CARD.triage, deadline: null, days_left: null } };
    const triage = vi.fn<Api["triage"]>(() => Promise.resolve(CARD.triage));
    await sitDown({ scan: () => Promise.resolve({ kind: "card", value: card }), triage });
    await scan();
    screen.getByLabelText("Ngày nhận tin nhắn của Bộ").focus();
    await type("18/11{Tab}");
    expect(triage).toHaveBeenLastCalledWith(CARD.person, "level-2-approved", "2026-11-18");
    expect(screen.getByRole("img", { name: "Đã qua 3 ngày, còn 4 ngày" })).toBeTruthy();
    await hand.click(screen.getByRole("button", { name: "Sửa ngày nhận tin nhắn" }));
    expect(triage, "a day told wrongly can be taken back").toHaveBeenLastCalledWith(
      CARD.person,
      "level-2-approved",
      null,
    );
  });

  test("carries the utilities shown", async () => {
    await sitDown();
    await scan();
    await type("{ArrowRight}1");
    await hand.click(screen.getByRole("button", { name: /Dịch vụ công/ }));
    await hand.click(screen.getByRole("button", { name: /Bảo hiểm y tế/ }));
    await type("{Enter}");
    expect(seat.evening.saved[0]).toMatchObject({ service: "utilities-shown", utilities: [2, 14] });
  });
});
