import { beforeEach, describe, expect, test } from "vitest";
import type { CatalogueView } from "$api";
import { language } from "$i18n";
import { entriesOf, found } from "./entries";
import { PAGES } from "./guide";

const CATALOGUE: CatalogueView = {
  difficulties: [
    {
      code: "OTP-01",
      vi: "Không nhận SMS, OTP",
      en: "No SMS, no OTP",
      short_vi: "Không nhận OTP",
      short_en: "No OTP",
      messages: ["Mã xác thực đã hết hạn"],
      remedy_vi: ["Máy có sóng không?", "Bấm gửi lại mã."],
      remedy_en: ["Is there a signal?", "Have the code sent again."],
      services: ["level-2-activation"],
      in_use: true,
      own: false,
      added: false,
    },
  ],
  utilities: [
    {
      number: 14,
      level: 2,
      vi: "Thẻ bảo hiểm y tế",
      en: "Health-insurance card",
      short_vi: "Bảo hiểm y tế",
      short_en: "Health insurance",
      try_vi: "Đi khám thì mở thẻ này.",
      try_en: "Open it at the clinic.",
    },
  ],
};

const ids = (query: string) => found(entriesOf(CATALOGUE, language.current), query).map(({ id }) => id);

beforeEach(() => language.choose("vi"));

describe("the guide", () => {
  test.each([
    ["khong nhan sms", "OTP-01"],
    ["OTP-01", "OTP-01"],
    ["gui lai ma", "OTP-01"],
    ["bao hiem", "utility-14"],
    ["mất máy", "help-lost-laptop"],
    ["unikey", "help-scan-marks"],
  ])("finds “%s”", (query, id) => expect(ids(query)).toContain(id));

  test("shows first what says it in the title", () => {
    const shown = ids("otp");
    expect(shown).toContain("help-never-kept");
    expect(shown.indexOf("OTP-01")).toBeLessThan(shown.indexOf("help-never-kept"));
    expect(shown.slice(0, 3).toSorted()).toEqual(["OTP-01", "help-c-otp", "help-l2-otp"]);
  });

  test("finds nothing where one word is nowhere", () => expect(ids("bao hiem xyz")).toEqual([]));

  test("shows everything for an empty search", () => {
    const own = Object.values(PAGES).flat().length;
    expect(ids("  ")).toHaveLength(own + 2);
  });

  test("speaks the language of the window, catalogues too", () => {
    language.choose("en");
    expect(ids("signal sent again")).toEqual(["OTP-01"]);
    expect(ids("bao hiem")).toEqual([]);
  });

  test("has no page twice", () => {
    const titles = Object.values(PAGES).flatMap((pages) => pages.map(({ title }) => title));
    expect(new Set(titles).size).toBe(titles.length);
  });
});
