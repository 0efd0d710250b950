// The small rules of the desk, each a table.
import { describe, expect, test } from "vitest";
import type { DifficultyView } from "$api";
import { decreeOf } from "./choices";
import { addDays, daysBetween, returnOffers } from "./days";
import { meant, usual } from "./difficulties";
import { isCardText, wholeCard } from "./finder.svelte";
import { fold } from "$shared/fold";
import { noteWarning } from "./note";

function difficulty(
  code: string,
  vi: string,
  services: DifficultyView["services"] = [],
  messages: string[] = [],
): DifficultyView {
  const names = { vi, en: "", short_vi: "", short_en: "" };
  const state = { in_use: true, own: false, added: false };
  return { code, ...names, messages, remedy_vi: [], remedy_en: [], services, ...state };
}

const ALL = [
  difficulty("SIM-01", "SIM không chính chủ", ["level-1-install", "level-2-activation"]),
  difficulty("OTP-01", "Không nhận SMS/OTP, OTP hết hạn", ["level-1-install", "level-2-activation"]),
  difficulty("ACC-03", "Quá 7 ngày", ["level-2-activation"]),
  difficulty("PWD-01", "Quên mật khẩu", ["account-recovery"]),
  difficulty(
    "DEV-04",
    "Máy gắn tài khoản khác",
    [],
    ["Thiết bị bạn đang sử dụng đã được kích hoạt cho tài khoản"],
  ),
];
const codes = (found: readonly DifficultyView[]) => found.map(({ code }) => code);

test.each([
  ["Đỗ Hữu Quyền", "do huu quyen"],
  ["H’Lan Niê", "h’lan nie"],
  ["Ksor Bơk", "ksor bok"],
])("%s is typed in a hurry as %s", (text, folded) => expect(fold(text)).toBe(folded));

describe("a difficulty", () => {
  test.each([
    ["otp", ["OTP-01"]],
    ["otp1", ["OTP-01"]],
    ["OTP-01", ["OTP-01"]],
    ["sms", ["OTP-01"]],
    ["khong", ["SIM-01", "OTP-01"]],
    ["chính chủ", ["SIM-01"]],
    ["mat khau", ["PWD-01"]],
    ["thiet bi ban dang su dung", ["DEV-04"]],
    ["kich hoat cho tai khoan", ["DEV-04"]],
    ["zzz", []],
    ["-", []],
  ])("is meant by %s", (typed, found) => expect(codes(meant(ALL, typed, []))).toEqual(found));

  test("that was put away is offered no more", () => {
    const away = ALL.map((one) => (one.code === "OTP-01" ? { ...one, in_use: false } : one));
    expect(codes(meant(away, "otp", []))).toEqual([]);
    expect(codes(usual(away, "level-2-activation", []))).toEqual(["ACC-03", "SIM-01"]);
  });

  test("is not offered again once it is chosen", () => {
    expect(codes(meant(ALL, "khong", ["SIM-01"]))).toEqual(["OTP-01"]);
    expect(codes(usual(ALL, "level-2-activation", ["OTP-01"]))).toEqual(["ACC-03", "SIM-01"]);
  });

  test("is offered for its service, the usual one first", () => {
    expect(codes(usual(ALL, "level-2-activation", []))).toEqual(["OTP-01", "ACC-03", "SIM-01"]);
    expect(codes(usual(ALL, "chip-card-advice", []))).toEqual([]);
  });
});

describe("a day to come back on", () => {
  test("is tomorrow, the day before the deadline, or in a week", () => {
    expect(returnOffers("2026-11-21", "2026-11-25").map(({ day }) => day)).toEqual([
      "2026-11-22",
      "2026-11-24",
      "2026-11-28",
    ]);
  });

  test.each([
    ["no deadline", null],
    ["a deadline that has passed", "2026-11-20"],
    ["a deadline so near that tomorrow is the day before it", "2026-11-23"],
  ])("is not offered before %s", (_, deadline) => {
    expect(returnOffers("2026-11-21", deadline).map(({ day }) => day)).toEqual(["2026-11-22", "2026-11-28"]);
  });

  test("counts over the end of months and years", () => {
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
    expect(daysBetween("2028-02-28", "2028-03-01")).toBe(2);
    expect(daysBetween("2026-11-25", "2026-11-23")).toBe(-2);
  });
});

test.each([
  ["máy hết pin, mai quay lại", null],
  ["mã OTP 123456", "note-warning-secret"],
  ["mật khẩu là Abc@12345", "note-warning-secret"],
  ["passcode: 246810", "note-warning-secret"],
  ["pin còn 20 %", null],
  ["số 005 185 000 002 của mẹ", "note-warning-citizen-number"],
  ["gọi 0912 345 678", null],
])("a note “%s” is warned of: %s", (note, key) => expect(noteWarning(note)?.key ?? null).toBe(key));

test.each([
  ["Nghị định 69/2024/NĐ-CP, Điều 7, 10, 14", "69/2024"],
  ["Nghị định 320/2026/NĐ-CP sửa đổi Nghị định 69/2024/NĐ-CP", "320/2026"],
  ["Luật Căn cước", null],
])("%s is called by its number", (citation, number) => expect(decreeOf(citation)).toBe(number));

describe("a card's text", () => {
  test("is told from a name by its bars", () => {
    expect(isCardText("005185000002||Trần Thị Hạnh|09111985|Nữ|Gồm|22062022")).toBe(true);
    expect(isCardText("005185000002||Trần Thị")).toBe(true);
    expect(isCardText("tran thi hanh | 1985")).toBe(false);
    expect(isCardText("185000002")).toBe(false);
  });

  test("is put together again when its first keys were taken for typing", () => {
    expect(wholeCard("0", "05185000002||Trần")).toBe("005185000002||Trần");
    expect(wholeCard("005185000002||Trần Thị ", "Hạnh|09111985")).toBe(
      "005185000002||Trần Thị Hạnh|09111985",
    );
    // Short of a digit; its sentence should say so.
    expect(wholeCard("00518", "500000||Trần")).toBe("00518500000||Trần");
  });

  test("is left alone when it is whole, or when nothing fits", () => {
    expect(wholeCard("ng v an", "005185000002||Trần")).toBe("005185000002||Trần");
    expect(wholeCard("ng v an", "5185000002||Trần")).toBe("5185000002||Trần");
  });
});

test("difficulties met often these weeks are offered before those that usually stand in the way", () => {
  expect(codes(usual(ALL, "level-2-activation", []))[0]).toBe("OTP-01");
  expect(codes(usual(ALL, "level-2-activation", [], ["ACC-03", "SIM-01"])).slice(0, 2)).toEqual([
    "ACC-03",
    "SIM-01",
  ]);
});
