// A made-up evening, as the core would tell it. Every person is synthetic.
import type {
  AssistRow,
  CommuneView,
  CountsView,
  DeskView,
  Outcome,
  PersonCardView,
  PersonForm,
  SearchRow,
  Service,
  TriageView,
} from "$api";
import { OFFICES } from "../core/offices";

export const TODAY = "2026-11-21";
const AT = `${TODAY}T21:22:00+07:00`;
export const CARD_TEXT =
  "005185000002||Trần Thị Hạnh|09111985|Nữ|Thôn Gồm, Quảng Nghiệp, Tứ Kỳ, Hải Dương|22062022";

export const COMMUNE: CommuneView = {
  name: "Quảng Nghiệp",
  practice: true,
  villages: ["Bến", "Gồm", "Thượng", "Trại Nứa"].map((name) => ({ id: `village-${name}`, name })),
  units: [],
  members: [],
  here: [],
};

export const PERSON: PersonForm = {
  citizen: null,
  name: "Trần Thị Hạnh",
  number: "005185000002",
  birth: "1985-11-09",
  sex: "female",
  phone: "",
  address: "Thôn Gồm, Quảng Nghiệp, Tứ Kỳ, Hải Dương",
  village: "village-Gồm",
  unit: null,
};

export const TRIAGE: TriageView = {
  need: { key: "triage-need-activate-level-2", params: {} },
  reason: { key: "triage-reason-activate-before", params: { deadline: "2026-11-25", count: "4" } },
  service: "level-2-activation",
  state: "level-2-approved",
  deadline: "2026-11-25",
  days_left: 4,
  citation: "Nghị định 320/2026/NĐ-CP sửa đổi Nghị định 69/2024/NĐ-CP",
  verified: false,
  valid_from: "2026-09-28",
  clocks: [{ key: "triage-clock-activation", params: { day: "2026-11-18", until: "2026-11-25" } }],
  go: null,
  offices: OFFICES.slice(0, 1).map((office) => ({
    office,
    open: {
      key: "triage-office-shut",
      params: { day: "2026-11-22", next: "2026-11-23", hours: "7:30–11:30, 13:30–17:00" },
    },
  })),
  bring: [
    { vi: "Điện thoại của chính mình, SIM chính chủ", en: "One's own phone, with a SIM in one's own name" },
    { vi: "Tin nhắn của Bộ Công an báo tài khoản mức 2 đã duyệt", en: "The Ministry's message" },
  ],
  warnings: [
    { key: "triage-warning-never-on-helpers-phone", params: {} },
    { key: "triage-warning-own-sim-needed", params: {} },
    { key: "triage-warning-rule-unverified", params: {} },
  ],
  contradictions: [],
};

export const ASK_TRIAGE: TriageView = {
  ...TRIAGE,
  need: { key: "triage-need-ask-account", params: {} },
  reason: { key: "triage-reason-account-unknown", params: {} },
  service: "level-1-install",
  state: "unknown",
  deadline: null,
  days_left: null,
};

export const CARD: PersonCardView = {
  person: PERSON,
  number_masked: "005******002",
  source: "chip-card",
  roster: { day: "2026-11-15", state: "level-2-approved", sms_day: "2026-11-18" },
  earlier: [
    {
      id: "assist-old",
      at: "2026-11-07T20:10:00+07:00",
      device_label: "Máy 2",
      member_name: "Vũ Thị Lan",
      service: "level-1-install",
      outcome: "done",
      voided: false,
      tonight: false,
    },
  ],
  triage: TRIAGE,
  notices: [],
  same_service: [],
  doubts: [],
};

/** The card of Hà Mơ, or Hà Mạ: a scanner typed the low byte of each letter alone, in code page 437. */
export const UNCLEAR_TEXT = "005185000002||Hα Mí|09111985|N∩|Th⌠n G╙m|22062022";

/** What is read from it: a word of the name may be one or the other. */
export const UNCLEAR: PersonCardView = {
  ...CARD,
  person: { ...PERSON, name: "Hà Mơ" },
  notices: [
    { key: "card-warning-mended", params: {} },
    { key: "card-warning-name-unsure", params: {} },
  ],
  doubts: [{ field: "name", pieces: [["Hà "], ["Mơ", "Mạ"]] }],
};

type RowSample = [string, [number, number][], number, "male" | "female", string, string, Partial<SearchRow>];

const FOUND: RowSample[] = [
  [
    "Nguyễn Văn An",
    [
      [0, 2],
      [7, 8],
      [11, 13],
    ],
    1990,
    "male",
    "Gồm",
    "417",
    { look_alike: true },
  ],
  [
    "Nguyễn Văn An",
    [
      [0, 2],
      [7, 8],
      [11, 13],
    ],
    1990,
    "male",
    "Gồm",
    "902",
    { state: "level-2-active", look_alike: true },
  ],
  [
    "Nguyễn Văn An",
    [
      [0, 2],
      [7, 8],
      [11, 13],
    ],
    1958,
    "male",
    "Gồm",
    "033",
    { state: "level-1-active" },
  ],
  [
    "Nguyễn Viết An",
    [
      [0, 2],
      [7, 8],
      [12, 14],
    ],
    2004,
    "male",
    "Gồm",
    "651",
    { state: "level-1-waiting" },
  ],
  [
    "Nguyễn Văn Ân",
    [
      [0, 2],
      [7, 8],
      [11, 13],
    ],
    1990,
    "male",
    "Trại Nứa",
    "284",
    { state: "level-2-active" },
  ],
  [
    "Nguyễn Vân Anh",
    [
      [0, 2],
      [7, 8],
      [11, 13],
    ],
    1987,
    "female",
    "Bến",
    "106",
    {},
  ],
  [
    "Ngô Văn An",
    [
      [0, 2],
      [4, 5],
      [8, 10],
    ],
    1976,
    "male",
    "Thượng",
    "770",
    { return_day: "2026-11-24" },
  ],
];

export const ROWS: SearchRow[] = FOUND.map(
  ([name, marks, birth_year, sex, village, number_tail, more], place) => ({
    key: { kind: "roster", id: place + 1 },
    name,
    marks,
    birth_year,
    sex,
    village,
    number_tail,
    state: "level-2-approved",
    return_day: null,
    look_alike: false,
    ...more,
  }),
);

type AssistSample = [string, string, Service, Outcome];

const EVENING: AssistSample[] = [
  ["Phạm Văn Thuận", "21:18", "level-2-activation", "done"],
  ["Lê Thị Mùi", "21:15", "level-2-activation", "already-active"],
  ["Đỗ Hữu Quyền", "21:11", "level-1-install", "done"],
  ["Nguyễn Thị Hằng Nga", "21:07", "level-2-activation", "come-back"],
  ["Vũ Đình Chuẩn", "21:03", "level-2-activation", "done"],
  ["Bùi Thị Thơm", "20:58", "level-2-enrolment", "come-back"],
  ["Trần Quốc Vượng", "20:55", "level-2-activation", "done"],
  ["H’Lan Niê", "20:51", "utilities-shown", "done"],
  ["Nguyễn Đức Thọ", "20:46", "level-1-install", "refused"],
  ["Lương Thị Huệ", "20:43", "level-2-activation", "done"],
  ["Hoàng Văn Nghĩa", "20:40", "level-2-activation", "done"],
];

export function assistRow(more: Partial<AssistRow>): AssistRow {
  return {
    id: "assist",
    number: 1,
    citizen: more.name ? `citizen of ${more.name}` : null,
    name: null,
    at: AT,
    service: "level-2-activation",
    outcome: "done",
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
  };
}

const COUNTS: CountsView = {
  assists: 37,
  citizens: 37,
  done: 24,
  already_active: 6,
  come_back: 6,
  refused: 1,
  outreach_heads: 0,
  voided: 0,
};

export const DESK: DeskView = {
  session: {
    id: "session-1",
    where_name: "Gồm",
    place: "Nhà văn hóa thôn Gồm",
    day: TODAY,
    closed: false,
    counts: COUNTS,
  },
  evening: EVENING.map(([name, time, service, outcome], place) =>
    assistRow({
      id: `assist-${37 - place}`,
      number: 37 - place,
      name,
      at: `${TODAY}T${time}:00+07:00`,
      service,
      outcome,
    }),
  ),
  next_ticket: 38,
  undo: "assist-37",
};
