// A made-up pile of paper slips, some keyed in, one spoilt, without a core behind it.
import type { Api, PileView, SlipForm, SlipView } from "$api";
import { SESSION } from "./sessions";
import { refused } from "./start";

const DAY = SESSION.row.day;

const keyed = (name: string | null, time: string): SlipView["keyed"] => ({
  ...{ assist: "a13", name, service: "level-2-activation", outcome: "done" },
  ...{ member_name: "Vũ Mẫu Lan", device_label: "Máy 2", at: `${DAY}T${time}:00+07:00` },
});

const SLIPS: readonly SlipView[] = Array.from({ length: 9 }, (_, place) => ({
  number: place + 1,
  state: "missing",
  keyed: null,
}));

const KNOWN: readonly Partial<SlipView>[] = [
  { number: 1, state: "keyed", keyed: keyed("Phạm Văn Thuận", "21:18") },
  { number: 2, state: "keyed", keyed: keyed("Lê Thị Mơ", "21:19") },
  { number: 4, state: "ticket", keyed: keyed(null, "20:49") },
  { number: 6, state: "spoilt" },
];

/** Numbers that wait, those one after the other taken together. */
function runs(slips: readonly SlipView[]): [number, number][] {
  const found: [number, number][] = [];
  for (const { number, state } of slips) {
    if (state === "keyed" || state === "spoilt") continue;
    const last = found.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found;
}

const has = (slips: readonly SlipView[], state: SlipView["state"]) =>
  slips.filter((slip) => slip.state === state).length;

/** A pile that stays as it was left until the page is. */
export function paperAnswers(): Partial<Api> {
  let slips = SLIPS.map((slip) => ({ ...slip, ...KNOWN.find(({ number }) => number === slip.number) }));
  let begun: SlipForm[] = [];
  const change = (number: number, now: Partial<SlipView>) => {
    slips = slips.map((slip) => (slip.number === number ? { ...slip, ...now } : slip));
  };
  const pile = (first: number, last: number): PileView => {
    const shown = slips.filter(({ number }) => number >= first && number <= last);
    return {
      ...{ session: SESSION.row, village: "v1", code: "KT", first, last, slips: shown, begun },
      ...{ missing: runs(shown), keyed: has(shown, "keyed"), spoilt: has(shown, "spoilt") },
      services: [
        ...(["chip-card-advice", "level-1-install", "level-2-enrolment"] as const),
        ...(["level-2-activation", "utilities-shown", "account-recovery"] as const),
      ],
      outcomes: ["done", "already-active", "come-back", "refused"],
    };
  };
  return {
    pads: () =>
      Promise.resolve({
        ...{ code: "KT", next: 31, slips_max: 300, slips_a_page: 3 },
        name: `phieu-giay_${DAY}_gom_tu-so-31.pdf`,
        pads: [{ first: 1, last: 30, at: `${DAY}T18:40:00+07:00` }],
      }),
    printPad: ({ path, count }) =>
      path.startsWith("/khoa/")
        ? refused("cannot-write", { path: "/khoa" })
        : Promise.resolve({ path, rows: count, bytes: 48_123 }),
    guideCode: () =>
      Promise.resolve({
        ...{ address: "http://vneid.gov.vn/huongdan/HDSD_VNeID.pdf", name: "to-roi-vneid.pdf" },
        ...{ size: 21, path: "M0 0h7v1h-7zM14 0h7v1h-7zM0 14h7v1h-7z" },
      }),
    printLeaflet: ({ path }) => Promise.resolve({ path, rows: 1, bytes: 52_400 }),
    pile: (_session, first, last) =>
      (first ?? 1) > (last ?? 9)
        ? refused("bad-field", { field: "slips" })
        : Promise.resolve(pile(first ?? 1, last ?? 9)),
    keepSlips: (form) => {
      begun = form.begun as SlipForm[];
      return Promise.resolve(null);
    },
    spoilSlip: (_session, number, spoilt) => {
      change(number, { state: spoilt ? "spoilt" : "missing" });
      return Promise.resolve(null);
    },
    keySlip: ({ number, person, outcome }) => {
      if (outcome === null) return refused("bad-field", { field: "outcome" });
      change(number, { state: "keyed", keyed: keyed(person.name, "21:30") });
      begun = begun.filter((form) => form.number !== number);
      const [row] = SESSION.assists;
      if (!row) return refused("bug", { where: "gallery" });
      const saved = { row, counts: SESSION.row.counts, saved_here: 14, notices: [] };
      return Promise.resolve({ saved, taken: null, late: false });
    },
  };
}
