// Made-up people to be met again, without a core behind them; calls that settle it take them off.
import type { Api, CallResult, FollowUpRow, FollowUpsView } from "$api";
import { refused } from "./start";

const SETTLES: readonly CallResult[] = ["moved-away", "done-elsewhere", "not-wanted"];
const PHONE = "0505000417";

const row = (citizen: string, name: string, more: Partial<FollowUpRow>): FollowUpRow => ({
  citizen,
  name,
  birth_year: 1985,
  place: "Gồm",
  phone_masked: "*******417",
  service: "level-2-activation",
  met_on: "2026-11-21",
  difficulties: ["OTP-01"],
  reason: "come-back",
  due: "2026-11-24",
  when: "week",
  days: 2,
  calls: 0,
  last: null,
  ...more,
});

export const FOLLOW_UP_ROWS: readonly FollowUpRow[] = [
  row("c-hanh", "Trần Thị Hạnh", {
    due: "2026-11-19",
    when: "overdue",
    days: -3,
    calls: 2,
    last: "no-answer",
  }),
  row("c-an", "Nguyễn Văn An", { due: "2026-11-22", when: "today", days: 0, birth_year: 1990 }),
  row("c-lan", "Ksor H'Lan", {
    place: "Làng O",
    reason: "activation",
    due: "2026-11-25",
    days: 3,
    difficulties: [],
    birth_year: 2001,
  }),
  row("c-mui", "Lê Thị Mùi", { reason: "approval", service: "level-2-enrolment", difficulties: [] }),
  row("c-quyen", "Đỗ Hữu Quyền", { due: "2026-12-20", when: "later", days: 28, calls: 1, last: "will-come" }),
  row("c-tho", "Nguyễn Đức Thọ", {
    due: null,
    when: "no-day",
    days: null,
    phone_masked: null,
    birth_year: null,
    difficulties: ["SIM-03", "DEV-03"],
  }),
];

/** The list as it is until somebody is called. */
export function followUpAnswers(): Partial<Api> {
  let rows = [...FOLLOW_UP_ROWS];
  const counted = (of: readonly FollowUpRow[]) => ({
    all: of.length,
    overdue: of.filter(({ when }) => when === "overdue").length,
    today: of.filter(({ when }) => when === "today").length,
    week: of.filter(({ when }) => when === "week").length,
  });
  const places = () =>
    ["Gồm", "Làng O"].map((name, at) => ({
      place: { kind: "village" as const, id: `v${at}` },
      name,
      ...counted(rows.filter(({ place }) => place === name)),
    }));
  const view = (name: string | null): FollowUpsView => ({
    today: "2026-11-22",
    places: places(),
    all: rows.length,
    rows: name === null ? rows : rows.filter(({ place }) => place === name),
    beyond: 0,
  });
  return {
    followUps: (place) =>
      Promise.resolve(
        view(
          place.kind === "village" ? (places().find((one) => one.place.id === place.id)?.name ?? "") : null,
        ),
      ),
    phoneOf: () => Promise.resolve(PHONE),
    logCall: ({ citizen, result, again }) => {
      if (again === "2020-01-01") return Promise.reject(refused("return-day-past"));
      rows = rows
        .filter((one) => one.citizen !== citizen || !SETTLES.includes(result))
        .map((one) =>
          one.citizen === citizen
            ? { ...one, calls: one.calls + 1, last: result, due: again ?? one.due }
            : one,
        );
      return Promise.resolve(null);
    },
    callSheetName: (_, format) => Promise.resolve(`danh-sach-goi_2026-11-22.${format}`),
    exportCallSheet: ({ path }) => Promise.resolve({ path, rows: rows.length, bytes: 9000 }),
  };
}
