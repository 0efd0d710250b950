// A made-up team with what a leader has to see to: a laptop locked out, entries that wait, no recovery code yet.
import type { Api, AuthorityView, QuarantineView } from "$api";
import { MEMBERS, refused, STATUS } from "./start";

/** What opens the made-up recovery box. */
export const RECOVERY_CODE = "7K3QF-ZR4MT-9XJ2C-BWH6P-D5VNA-1GYE8";

const LOGGED: Readonly<Record<string, string>> = {
  m1: "2026-11-21T21:22:05+07:00",
  m2: "2026-11-21T21:14:40+07:00",
  m3: "2026-11-18T20:02:11+07:00",
};

export const TEAM: AuthorityView = {
  members: MEMBERS.map((member) => ({
    ...member,
    has_key: member.id !== "m4",
    last_logged: LOGGED[member.id] ?? null,
    suspended: false,
    me: member.id === "m1",
  })),
  laptops: (
    [
      ["d1", "Máy 1", true, "good", "Trần Minh Khoa", 1289, 1269, "2026-11-21T21:22:05+07:00", null, 0],
      ["d2", "Máy 2", false, "good", "Vũ Thị Lan", 2104, 2104, "2026-11-21T21:14:40+07:00", null, 0],
      ["d3", "Máy 3", false, "good", "Đỗ Minh Đức", 986, 964, "2026-11-18T20:02:11+07:00", null, 0],
      ["d4", "Máy 4", false, "revoked", "Lê Văn Phú", 611, 603, "2026-11-20T08:12:00+07:00", 588, 14],
    ] as const
  ).map(([device, label, mine, standing, member_name, entries, arrived, last_seen, accepted, waiting]) => ({
    device,
    label,
    mine,
    standing,
    member_name,
    entries,
    arrived,
    last_seen,
    accepted,
    waiting,
  })),
  key_epoch: 2,
  without_key: 1,
  waiting: 14,
  recovery_made: false,
  recovery_missing: true,
  can_make_recovery: true,
  may_change: true,
  code_decides: false,
  revoked: false,
};

export const RUNS: readonly QuarantineView[] = [
  {
    device: "d4",
    device_label: "Máy 4",
    first: 589,
    last: 602,
    entries: 14,
    assists: 9,
    members: ["Lê Văn Phú"],
    from: "2026-11-19T19:41:00+07:00",
    to: "2026-11-19T20:55:00+07:00",
    refused: false,
  },
  {
    device: "d4",
    device_label: "Máy 4",
    first: 603,
    last: 611,
    entries: 9,
    assists: 6,
    members: ["Lê Văn Phú", "–"],
    from: "2026-11-20T07:30:00+07:00",
    to: "2026-11-20T08:12:00+07:00",
    refused: true,
  },
];

/** Answers that remember what was decided until the page goes. `changes` begins elsewhere. */
export function teamAnswers(changes: Partial<AuthorityView> = {}): Partial<Api> {
  let team: AuthorityView = { ...TEAM, ...changes };
  let runs = [...RUNS];
  const become = (next: Partial<AuthorityView>) => Promise.resolve((team = { ...team, ...next }));
  return {
    authority: () => Promise.resolve(team),
    quarantine: () => Promise.resolve(runs),
    decide: ({ device, first, accept }) => {
      const is = (run: QuarantineView) => run.device === device && run.first === first;
      runs = runs.flatMap((run) => {
        if (!is(run)) return [run];
        return accept ? [] : [{ ...run, refused: true }];
      });
      const left = runs.filter((run) => !run.refused).reduce((sum, { entries }) => sum + entries, 0);
      void become({ waiting: left });
      return Promise.resolve(runs);
    },
    setRole: ({ member, role }) =>
      become({
        members: team.members.map((one) => (one.id === member ? { ...one, role: role ?? null } : one)),
      }),
    revokeLaptop: ({ device }) =>
      become({
        key_epoch: team.key_epoch + 1,
        laptops: team.laptops.map((one) =>
          one.device === device ? { ...one, standing: "revoked", accepted: one.entries } : one,
        ),
      }),
    rotateKeys: () => become({ key_epoch: team.key_epoch + 1, without_key: 0 }),
    makeRecovery: () => {
      void become({ recovery_made: true, recovery_missing: false });
      return Promise.resolve({
        code: RECOVERY_CODE,
        commune_name: "Quảng Nghiệp",
        day: "2026-11-21",
        centre: "https://trungtam.xa.example",
      });
    },
    confirmRecovery: (code) => {
      if (code.trim().toUpperCase() !== RECOVERY_CODE) return refused("bad-recovery-code");
      void become({ can_make_recovery: false });
      return Promise.resolve(null);
    },
    recover: ({ code }) =>
      code.trim().toUpperCase() === RECOVERY_CODE
        ? Promise.resolve({ ...STATUS, profile: "commune" })
        : refused("other-recovery-code"),
  };
}
