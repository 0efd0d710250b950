// What the desk keeps from one session, one member, one file to the next: nothing that is not theirs.
import { expect, test } from "vitest";
import { type Api, type DeskView, type PersonCardView, Work } from "$api";
import { fakeApi } from "$api/fake";
import { Desk } from "./desk.svelte";

const COUNTS = {
  assists: 0,
  citizens: 0,
  done: 0,
  already_active: 0,
  come_back: 0,
  refused: 0,
  outreach_heads: 0,
  voided: 0,
};
const deskOf = (id: string): DeskView => ({
  session: { id, where_name: "Gồm", place: "", day: "2026-11-21", closed: false, counts: COUNTS },
  evening: [],
  next_ticket: 1,
  undo: null,
});
const CARD: PersonCardView = {
  person: {
    citizen: null,
    name: "Lò Thị Mai",
    number: "005185000003",
    birth: "",
    sex: null,
    phone: "",
    address: "",
    village: null,
    unit: null,
  },
  number_masked: "005******003",
  source: "chip-card",
  roster: null,
  earlier: [],
  triage: {
    need: { key: "triage-need-ask-account", params: {} },
    reason: { key: "triage-reason-account-unknown", params: {} },
    service: "level-1-install",
    state: "unknown",
    deadline: null,
    days_left: null,
    citation: "",
    verified: true,
    valid_from: "2024-07-01",
    warnings: [],
    clocks: [],
    go: null,
    offices: [],
    bring: [],
    contradictions: [],
  },
  notices: [],
  same_service: [],
  doubts: [],
};

function sitDown() {
  let session = "session-1";
  const answers: Partial<Api> = {
    desk: () => Promise.resolve(deskOf(session)),
    catalogue: () => Promise.resolve({ difficulties: [], utilities: [] }),
    difficultyUses: () => Promise.resolve([]),
    commune: () =>
      Promise.resolve({ name: "", practice: true, villages: [], units: [], members: [], here: [] }),
    scan: () => Promise.resolve({ kind: "card", value: CARD }),
  };
  const api = fakeApi(answers);
  return { desk: new Desk(api, new Work(api)), openAnother: () => (session = "session-2") };
}

test("what was begun in one session is not offered in another", async () => {
  const { desk, openAnother } = sitDown();
  await desk.load();
  await desk.scan("card");
  await desk.decide("done");
  await desk.back();
  expect(desk.kept).toHaveLength(1);
  openAnother();
  await desk.load();
  expect(desk.kept).toEqual([]);
});

test("somebody else at work sees nothing of before while the core is asked", async () => {
  const { desk } = sitDown();
  desk.belongTo("practice member-1");
  await desk.load();
  expect(desk.evening.phase).toBe("open");
  desk.belongTo("commune member-1");
  expect(desk.evening.phase).toBe("loading");
  expect(desk.evening.view).toBeNull();
});

test("coming back oneself shows the evening at once", async () => {
  const { desk } = sitDown();
  desk.belongTo("commune member-1");
  await desk.load();
  desk.belongTo("commune member-1");
  expect(desk.evening.phase).toBe("open");
});
