// Made-up people and assists to look at, correct and void, without a core behind them.
import type { Api, AssistView, ConflictView, HistoryRow, PersonView, SearchRow } from "$api";
import { LOG } from "./sessions";
import { refused } from "./start";

const written: HistoryRow = {
  at: "2026-11-21T21:11:00+07:00",
  member_name: "Vũ Thị Lan",
  device_label: "Máy 2",
  act: "written",
  reason: null,
  changes: [],
};

const corrected: HistoryRow = {
  at: "2026-11-21T21:30:12+07:00",
  member_name: "Trần Minh Khoa",
  device_label: "Máy 1",
  act: "corrected",
  reason: "Bấm nhầm kết quả",
  changes: [
    { field: "assist-outcome", before: "done", after: "come-back", shown: true, ignored: false },
    { field: "assist-return-day", before: null, after: "2026-11-24", shown: true, ignored: false },
    { field: "assist-difficulties", before: "OTP-01", after: "OTP-01, SIM-03", shown: true, ignored: false },
  ],
};

const FOUND: readonly [SearchRow["key"], string, number, string, Partial<SearchRow>][] = [
  [{ kind: "citizen", id: "c-an" }, "Nguyễn Văn An", 1990, "417", { look_alike: true }],
  [{ kind: "roster", id: 902 }, "Nguyễn Văn An", 1990, "902", { look_alike: true }],
  [
    { kind: "citizen", id: "c-hanh" },
    "Trần Thị Hạnh",
    1985,
    "002",
    { sex: "female", return_day: "2026-11-24" },
  ],
];

export const ROWS: readonly SearchRow[] = FOUND.map(([key, name, birth_year, number_tail, more]) => ({
  key,
  name,
  marks: [],
  birth_year,
  sex: "male",
  village: "Gồm",
  number_tail,
  state: "level-2-approved",
  return_day: null,
  look_alike: false,
  ...more,
}));

export const PERSON: PersonView = {
  card: {
    person: {
      citizen: "c-hanh",
      name: "Trần Thị Hạnh",
      number: "005185000002",
      birth: "1985-11-09",
      sex: "female",
      phone: "0912345678",
      address: "Thôn Gồm, Quảng Nghiệp",
      village: "v2",
      unit: null,
    },
    number_masked: "005******002",
    source: "record",
    roster: { day: "2026-11-15", state: "level-2-approved", sms_day: "2026-11-18" },
    earlier: [
      ["a11", "2026-11-21T21:11:00+07:00", "Máy 1", "level-2-activation", "come-back", false],
      ["a3", "2026-11-07T20:10:00+07:00", "Máy 2", "level-1-install", "done", false],
      ["a2", "2026-11-07T20:02:00+07:00", "Máy 2", "level-1-install", "done", true],
    ].map(([id, at, device_label, service, outcome, voided]) => ({
      ...({ id, at, device_label, service, outcome, voided } as PersonView["card"]["earlier"][number]),
      member_name: "Vũ Thị Lan",
      tonight: false,
    })),
    triage: {
      need: { key: "triage-need-activate-level-2", params: {} },
      reason: { key: "triage-reason-activate-before", params: { deadline: "2026-11-25", count: "4" } },
      service: "level-2-activation",
      state: "level-2-approved",
      deadline: "2026-11-25",
      days_left: 4,
      citation: "NĐ 69/2024/NĐ-CP, Điều 10",
      verified: false,
      valid_from: "2024-07-01",
      warnings: [],
      contradictions: [],
      clocks: [{ key: "triage-clock-activation", params: { day: "2026-11-18", until: "2026-11-25" } }],
      go: null,
      offices: [],
      bring: [],
    },
    same_service: [],
    doubts: [],
    notices: [{ key: "notice-record-conflict", params: {} }],
  },
  conflicts: [],
  may_settle: true,
  history: [
    written,
    {
      ...corrected,
      reason: "Đọc lại trên thẻ",
      changes: [
        {
          field: "citizen-number",
          before: "005185000020",
          after: "005185000002",
          shown: true,
          ignored: false,
        },
        { field: "citizen-birth", before: "1985", after: "1985-11-09", shown: true, ignored: false },
        { field: "citizen-sex", before: null, after: "female", shown: true, ignored: false },
      ],
    },
  ],
};

/** Two who corrected the same field without knowing of each other. */
export const CONFLICTS: ConflictView[] = [
  {
    field: "assist-outcome",
    values: [
      {
        entry: "aa",
        value: "come-back",
        member_name: "Trần Minh Khoa",
        device_label: "Máy 1",
        at: "2026-11-21T21:30:12+07:00",
        shown: true,
      },
      {
        entry: "bb",
        value: "done",
        member_name: "Vũ Thị Lan",
        device_label: "Máy 2",
        at: "2026-11-21T21:26:40+07:00",
        shown: false,
      },
    ],
  },
];

/** People and assists that stay as they were left until the page is. */
export function peopleAnswers(): Partial<Api> {
  let person = PERSON;
  const assists = new Map<string, AssistView>(
    LOG.map((row) => [
      row.id,
      {
        row,
        session: "s1",
        utilities: [1, 3],
        state_before: "level-2-approved",
        note: "Con gái đi cùng",
        member_name: "Vũ Thị Lan",
        device_label: "Máy 2",
        history: row.corrected ? [written, corrected] : [written],
        conflicts: row.conflict ? CONFLICTS : [],
        may_settle: true,
      },
    ]),
  );
  const keep = (view: AssistView) => {
    assists.set(view.row.id, view);
    return Promise.resolve(view);
  };
  const found = (id: string) => assists.get(id);
  return {
    search: (text) => {
      const rows = ROWS.filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()));
      const look_alikes = rows.filter(({ look_alike }) => look_alike).length > 1;
      return Promise.resolve({ rows, more: false, look_alikes });
    },
    person: (id) => (id === "c-none" ? refused("not-found") : Promise.resolve(person)),
    openPerson: () =>
      Promise.resolve({
        ...PERSON.card,
        person: { ...PERSON.card.person, citizen: null, name: "Nguyễn Văn An" },
        source: "roster",
        earlier: [],
        notices: [],
        doubts: [],
      }),
    correctPerson: (form) => {
      const card = {
        ...person.card,
        person: { ...person.card.person, ...form.person } as typeof person.card.person,
      };
      person = { ...person, card };
      return Promise.resolve(person);
    },
    assist: (id) => Promise.resolve(found(id)).then((view) => view ?? refused("not-found")),
    correctAssist: async (form) => {
      const view = found(form.assist);
      if (!view) return refused("not-found");
      if (form.outcome === view.row.outcome) return refused("nothing-changed");
      const act = { ...corrected, reason: form.reason };
      const row = { ...view.row, service: form.service, outcome: form.outcome, corrected: true };
      return keep({ ...view, row, history: [...view.history, act] });
    },
    conflicts: () =>
      Promise.resolve(
        [...assists.values()]
          .filter(({ conflicts }) => conflicts.length > 0)
          .map(({ row, conflicts }) => ({
            record: row.id,
            assist: true,
            name: row.name ?? "–",
            fields: conflicts.map(({ field }) => field),
          })),
      ),
    settleAssist: ({ record, entry }) => {
      const view = found(record);
      const value = view?.conflicts[0]?.values.find((one) => one.entry === entry);
      if (!view || !value) return refused("not-found");
      const row = { ...view.row, outcome: value.value as typeof view.row.outcome, conflict: false };
      return keep({ ...view, row, conflicts: [] });
    },
    settlePerson: () => Promise.resolve((person = { ...person, conflicts: [] })),
    voidAssist: async (id) => {
      const view = found(id);
      if (!view) return refused("not-found");
      const act: HistoryRow = { ...written, act: "voided" };
      return keep({ ...view, row: { ...view.row, voided: true }, history: [...view.history, act] });
    },
  };
}
