import { beforeEach, describe, expect, test } from "vitest";
import type { Line, StatusView, StripView } from "$api";
import { language } from "$i18n";
import { LATE_MINUTES, shownOf } from "./status";

const STATUS: StatusView = {
  phase: "open",
  profile: "commune",
  has_commune: true,
  has_practice: false,
  commune_name: "Quảng Nghiệp",
  unlockers: [],
  member: { id: "m1", name: "Trần Minh Khoa", role: "leader", force: "police" },
  join_code: null,
  secret_kind: "pin",
  secret_weak: false,
  auto_lock_minutes: 10,
  auto_lock_choices: [2, 5, 10, 30],
  version: "0.1.0",
};

const strip = (line: Line, oldest: number | null): StripView => ({
  session: null,
  saved_here: 37,
  arrived: 21,
  oldest_unsent_minutes: oldest,
  line,
  locks_in_seconds: null,
  leader_calls: 0,
  member_name: "Trần Minh Khoa",
  practice: false,
  revision: 1,
});

beforeEach(() => language.choose("vi"));

describe("what every screen says", () => {
  test.each<[Line, number | null, boolean]>([
    ["offline", LATE_MINUTES, true],
    ["offline", LATE_MINUTES - 1, false],
    ["online", null, false],
    ["no-centre", 10 * LATE_MINUTES, false],
  ])("while %s with the oldest %s minutes old, late: %s", (line, oldest, late) => {
    expect(shownOf(STATUS, strip(line, oldest)).late).toBe(late);
  });

  test("names the commune, who is at work, and that no session is open", () => {
    const shown = shownOf(STATUS, strip("online", null));
    expect(shown).toMatchObject({
      commune: "xã Quảng Nghiệp",
      member: "Trần Minh Khoa",
      where: "Chưa mở buổi",
    });
  });

  test("claims nothing as long as the strip has not come", () => {
    expect(shownOf(STATUS, null)).toMatchObject({ known: false, late: false });
  });
});
