import { describe, expect, test } from "vitest";
import {
  dayOf,
  formatDay,
  formatDayShort,
  formatNumber,
  formatPercent,
  formatTime,
  formatWeekday,
  parseDay,
} from "./format";

describe("numbers", () => {
  test.each([
    [115162, "115.162", "115,162"],
    [1289, "1.289", "1,289"],
    [0, "0", "0"],
    [999, "999", "999"],
    [1000, "1.000", "1,000"],
    [-1234567, "-1.234.567", "-1,234,567"],
  ])("%i is written the way of each language", (value, vi, en) => {
    expect(formatNumber("vi", value)).toBe(vi);
    expect(formatNumber("en", value)).toBe(en);
  });

  test.each([
    [115162, 145340, "79,2\u00a0%", "79.2%"],
    [5, 5, "100,0\u00a0%", "100.0%"],
    [0, 5, "0,0\u00a0%", "0.0%"],
    [9999, 10000, "99,9\u00a0%", "99.9%"],
  ])("%i of %i is %s", (part, whole, vi, en) => {
    expect(formatPercent("vi", part, whole)).toBe(vi);
    expect(formatPercent("en", part, whole)).toBe(en);
  });

  test.each([
    [1234.5, 1, "1.234,5", "1,234.5"],
    [1234.04, 1, "1.234", "1,234"],
    [2.5, 0, "3", "3"],
  ])("%d with at most %i decimals is %s", (value, digits, vi, en) => {
    expect(formatNumber("vi", value, digits)).toBe(vi);
    expect(formatNumber("en", value, digits)).toBe(en);
  });

  test("of nothing there is no share", () => expect(formatPercent("vi", 1, 0)).toBeNull());
});

describe("days and times", () => {
  test("a day is written day, month, year", () => {
    expect(formatDay("2026-11-21")).toBe("21/11/2026");
    expect(formatDayShort("2026-11-21")).toBe("21/11");
  });

  test.each([
    ["2026-11-24", "Thứ Ba", "Tuesday"],
    ["2026-11-22", "Chủ Nhật", "Sunday"],
  ])("the weekday of %s has its name", (day, vi, en) => {
    expect(formatWeekday("vi", day)).toBe(vi);
    expect(formatWeekday("en", day)).toBe(en);
  });

  test("an instant shows the time and the day it carries", () => {
    expect(formatTime("2026-11-21T21:22:05.120+07:00")).toBe("21:22");
    expect(dayOf("2026-11-21T21:22:05+07:00")).toBe("2026-11-21");
  });

  test.each([
    ["24/11/2026", "2026-11-24"],
    ["24-11-2026", "2026-11-24"],
    ["24.11.26", "2026-11-24"],
    ["24112026", "2026-11-24"],
    [" 4/1 ", "2026-01-04"],
    ["24 11", "2026-11-24"],
    ["31/02/2026", null],
    ["29/02/2028", "2028-02-29"],
    ["2026-11-24", null],
    ["mai", null],
    ["", null],
  ])("“%s” typed for a day is %s", (typed, day) => expect(parseDay(typed, "2026-11-21")).toBe(day));
});
