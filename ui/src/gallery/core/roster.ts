// A made-up list to take in, without a core behind it.
import type { Api, RosterCheckView, RosterImportedView } from "$api";

const fault = (key: string, params: Record<string, string> = {}) => ({ key: `roster-fault-${key}`, params });

/** Rows of every fate, a place that nobody knows, a sheet without a list. */
export const TRIAL: RosterCheckView = {
  seen: "5eed",
  notices: [
    { key: "roster-notice-hidden", params: { count: "1", names: "“Nháp”" } },
    { key: "roster-notice-zero-restored", params: { count: "37" } },
  ],
  sheets: [
    {
      name: "Thôn Gồm",
      header_row: 6,
      rows: 412,
      skipped: 3,
      columns: [
        ["STT", "not-kept"],
        ["Họ và tên", "name"],
        ["Số CCCD", "number"],
        ["Năm sinh", "birth"],
        ["Thôn", "village"],
        ["Mã hồ sơ", null],
        ["Tình trạng", "state"],
      ].map(([title, field], column) => ({ column, title: title ?? "", field: field ?? null })),
    },
    { name: "Hướng dẫn", header_row: null, rows: 0, skipped: 0, columns: [] },
  ],
  counts: { rows: 412, added: 380, changed: 12, unchanged: 8, repeated: 2, refused: 10, warned: 21, gone: 5 },
  places: [
    { text: "Thôn Chưa Có", rows: 9, choice: null, known: false },
    { text: "Gồm", rows: 403, choice: { text: "Gồm", village: "v2", unit: null, add: false }, known: true },
  ],
  rows: [
    {
      sheet: 0,
      row: 9,
      fate: "refused",
      name: "Nguyễn Văn Thử",
      reasons: [fault("number-zeros-lost")],
      fields: [],
    },
    { sheet: 0, row: 17, fate: "refused", name: null, reasons: [fault("name-missing")], fields: [] },
    {
      sheet: 0,
      row: 40,
      fate: "refused",
      name: "Lê Thị Thử",
      reasons: [fault("phone-bad"), fault("number-twice", { row: "12" })],
      fields: [],
    },
    { sheet: 0, row: 8, fate: "changed", name: "Trần Thị Hạnh", reasons: [], fields: ["state", "phone"] },
    { sheet: 0, row: 7, fate: "added", name: "Phạm Thị Mẫu", reasons: [fault("number-missing")], fields: [] },
  ],
  lists: [{ place: "Gồm", before: 25, after: 405 }],
};

export const TAKEN: RosterImportedView = { counts: TRIAL.counts, lists: TRIAL.lists, villages_added: 0 };

export const rosterAnswers = (): Partial<Api> => ({
  rosterCheck: () => Promise.resolve(TRIAL),
  rosterImport: () => Promise.resolve(TAKEN),
  rosterProgress: () => Promise.resolve({ step: "comparing", done: 120, of: 412 }),
  rosterCancel: () => Promise.resolve(null),
  rosterRefused: ({ path }) => Promise.resolve({ path, rows: 10, bytes: 9_000 }),
  rosterSample: (path) => Promise.resolve({ path, rows: 44, bytes: 9_000 }),
});
