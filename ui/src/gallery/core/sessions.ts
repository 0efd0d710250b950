// A made-up session with its log: opened, talked at, closed and exported, without a core behind it.
import type { Api, AssistRow, CountsView, Outcome, Service, SessionRow, SessionView } from "$api";
import { COMMUNE, MEMBERS, refused } from "./start";

const DAY = "2026-11-21";
type Sample = [name: string | null, time: string, Service, Outcome, Partial<AssistRow>?];

const SAMPLES: readonly Sample[] = [
  ["Phạm Văn Thuận", "21:18", "level-2-activation", "done"],
  ["Lê Thị Mơ", "21:15", "level-2-activation", "done", { citizen: "c-mo" }],
  ["Đỗ Hữu Quyền", "21:11", "level-1-install", "done", { corrected: true }],
  ["Nguyễn Thị Hằng Nga", "21:07", "level-2-activation", "come-back", { difficulties: ["OTP-01", "SIM-03"] }],
  ["Vũ Đình Chuẩn", "21:03", "level-2-activation", "already-active"],
  [
    "Bùi Thị Thơm",
    "20:58",
    "level-2-enrolment",
    "come-back",
    { difficulties: ["DEV-01"], return_day: "2026-11-24" },
  ],
  ["Trần Quốc Vượng", "20:55", "level-2-activation", "done", { voided: true }],
  ["H’Lan Niê", "20:51", "utilities-shown", "done"],
  [null, "20:49", "level-2-activation", "done", { ticket: 12, citizen: null }],
  ["Nguyễn Đức Thọ", "20:46", "level-1-install", "refused", { mine: false, arrived: true }],
  ["Lê Thị Mơ", "20:42", "level-1-install", "done", { citizen: "c-mo", mine: false, arrived: true }],
  ["Nguyễn Văn An", "20:38", "level-2-activation", "done", { arrived: true }],
  [
    "Nguyễn Văn An",
    "20:31",
    "level-2-activation",
    "done",
    { arrived: true, corrected: true, conflict: true },
  ],
];

export const LOG: readonly AssistRow[] = SAMPLES.map(([name, time, service, outcome, more], place) => ({
  id: `a${SAMPLES.length - place}`,
  number: SAMPLES.length - place,
  citizen: `c${place}`,
  name,
  at: `${DAY}T${time}:00+07:00`,
  service,
  outcome,
  difficulties: [],
  return_day: null,
  ticket: null,
  voided: false,
  corrected: false,
  review: false,
  conflict: false,
  mine: true,
  arrived: false,
  ...more,
}));

const COUNTS: CountsView = {
  assists: 12,
  citizens: 10,
  done: 8,
  already_active: 1,
  come_back: 2,
  refused: 1,
  outreach_heads: 62,
  voided: 1,
};

const ROW: SessionRow = {
  id: "s1",
  where_name: "Gồm",
  place: "Nhà văn hóa thôn Gồm",
  day: DAY,
  closed: false,
  counts: COUNTS,
};

const OLDER: readonly SessionRow[] = [
  ["s2", "Trại Nứa", "Nhà văn hóa thôn Trại Nứa", "2026-11-18", 58, 41, 9],
  ["s3", "Trường THCS Quảng Nghiệp", "Phòng hội đồng", "2026-11-15", 34, 30, 2],
  ["s4", "Gồm", "Nhà bà Thỉnh, đầu thôn", "2026-11-11", 21, 11, 7],
].map(([id, where_name, place, day, citizens, done, come_back]) => ({
  ...({ id, where_name, place, day, closed: true } as Omit<SessionRow, "counts">),
  counts: { ...COUNTS, citizens, done, come_back, assists: citizens } as CountsView,
}));

export const SESSION: SessionView = {
  row: ROW,
  opened_at: `${DAY}T19:00:00+07:00`,
  closed_at: null,
  heads: null,
  members: MEMBERS.slice(0, 3).map(({ name }) => name),
  outreach: [
    { id: "o1", day: DAY, kind: "talk", heads: 42, topic: "Lợi ích mức 2, phòng lừa đảo qua điện thoại" },
    { id: "o2", day: DAY, kind: "leaflet", heads: 20, topic: null },
  ],
  assists: [...LOG],
  difficulties: [
    { code: "DEV-01", count: 1 },
    { code: "OTP-01", count: 1 },
    { code: "SIM-03", count: 1 },
  ],
  half_done: 0,
  devices: [
    { label: "Máy 1", count: 10 },
    { label: "Máy 2", count: 2 },
  ],
};

/** Sessions that stay as they were left until the page is; `none` before the first. */
export function sessionAnswers(none = false): Partial<Api> {
  let rows: readonly SessionRow[] = none ? [] : [ROW, ...OLDER];
  let view = SESSION;
  return {
    sessions: () => Promise.resolve([...rows]),
    session: (id) => (id === "s1" ? Promise.resolve(view) : refused("not-found")),
    openSession: (form) => {
      const where = [...COMMUNE.villages, ...COMMUNE.units].find(
        ({ id }) => id === (form.village ?? form.unit),
      );
      const row = { ...ROW, id: "s0", where_name: where?.name ?? "", place: form.place, day: form.day };
      rows = [row, ...rows];
      return Promise.resolve(row);
    },
    logOutreach: ({ kind, heads, topic, day }) => {
      const talk = { id: `o${view.outreach.length + 1}`, kind, heads, topic, day };
      view = { ...view, outreach: [...view.outreach, talk] };
      return Promise.resolve(talk);
    },
    closeSession: (_id, heads) => {
      view = { ...view, row: { ...view.row, closed: true }, closed_at: `${DAY}T21:40:00+07:00`, heads };
      return Promise.resolve(view);
    },
    exportName: (_id, format) => Promise.resolve(`nhat-ky-ho-tro_${DAY}_gom.${format}`),
    exportSession: ({ path }) =>
      path.startsWith("/khoa/")
        ? refused("cannot-write", { path: "/khoa" })
        : Promise.resolve({ path, rows: 13, bytes: 18_642 }),
  };
}
