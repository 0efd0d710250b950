// A made-up commune that can be entered, locked, joined and looked at, without a core behind it.
import { type Api, AppError, type CommuneView, type MemberView, type Phase, type StatusView } from "$api";

/** What opens the made-up commune. */
export const PIN = "274913";

export const MEMBERS: readonly MemberView[] = [
  { id: "m1", name: "Trần Minh Khoa", role: "leader", force: "police" },
  { id: "m2", name: "Vũ Thị Lan", role: "volunteer", force: "youth-union" },
  { id: "m3", name: "Đỗ Minh Đức", role: "volunteer", force: "youth-union" },
  { id: "m4", name: "Phạm Thu Thủy", role: "observer", force: "project-team" },
];

export const COMMUNE: CommuneView = {
  name: "Quảng Nghiệp",
  practice: false,
  villages: ["Bãi Sậy", "Cầu Đá", "Gồm", "Ngọc Tân", "Thượng", "Trại Nứa"].map((name, at) => ({
    id: `v${at}`,
    name,
  })),
  units: [
    { id: "u1", name: "Công ty may Hồng Hà", kind: "enterprise" },
    { id: "u2", name: "Hội Phụ nữ xã", kind: "organisation" },
    { id: "u3", name: "Trường THCS Quảng Nghiệp", kind: "school" },
    { id: "u4", name: "Ủy ban nhân dân xã", kind: "agency" },
  ],
  members: [...MEMBERS],
  here: ["m1", "m2"],
};

export const STATUS: StatusView = {
  phase: "open",
  profile: "practice",
  has_commune: true,
  has_practice: true,
  commune_name: "Quảng Nghiệp",
  unlockers: [
    { member: "m1", role: "leader", number: 1 },
    { member: "m2", role: "volunteer", number: 1 },
    { member: "m3", role: "volunteer", number: 2 },
  ],
  member: MEMBERS[0] ?? null,
  join_code: null,
  secret_kind: "pin",
  secret_weak: false,
  auto_lock_minutes: 10,
  auto_lock_choices: [2, 5, 10, 30],
  version: "0.1.0",
};

export const refused = (code: AppError["code"], params: Record<string, string> = {}) =>
  Promise.reject(new AppError({ code, params, retry: false }));

const BY_PHASE: Readonly<Record<Phase, Partial<StatusView>>> = {
  "first-run": { profile: "commune", has_commune: false, has_practice: false, unlockers: [] },
  joining: { profile: "commune", has_commune: false, join_code: "418 207 356", unlockers: [] },
  locked: { profile: "commune" },
  open: {},
};

/** The answers before and around the work, beginning at `phase`. */
export function startAnswers(phase: Phase, changes: Partial<StatusView> = {}): Partial<Api> {
  const closed = phase === "open" ? {} : { commune_name: null, member: null };
  let status: StatusView = { ...STATUS, ...BY_PHASE[phase], ...closed, phase, ...changes };
  let wrong = 0;
  const become = (change: Partial<StatusView>) => {
    status = { ...status, ...change };
    return Promise.resolve(status);
  };
  const open = { phase: "open", commune_name: "Quảng Nghiệp", member: MEMBERS[0] ?? null } as const;
  const shut = { phase: "locked", commune_name: null, member: null } as const;
  return {
    status: () => Promise.resolve(status),
    startPractice: () => become({ ...open, profile: "practice", has_practice: true }),
    setUp: (form) => {
      if (form.pin === "123456") return refused("weak-pin", { kind: "pin", why: "simple" });
      return become({ ...open, profile: "commune", has_commune: true, commune_name: form.commune_name });
    },
    chooseProfile: (profile) => {
      const none = profile === "commune" && !status.has_commune;
      return become({ ...shut, profile, ...(none ? { phase: "first-run", unlockers: [] } : {}) });
    },
    unlock: (_member, pin) => {
      if (pin === PIN) return become(open);
      wrong += 1;
      return refused("wrong-pin", wrong >= 3 ? { wait_seconds: "5" } : {});
    },
    lock: () => become(shut),
    commune: () => Promise.resolve({ ...COMMUNE, practice: status.profile === "practice" }),
    strip: () =>
      Promise.resolve({
        session: { id: "s1", where_name: "Gồm" },
        saved_here: 37,
        arrived: 0,
        oldest_unsent_minutes: 134,
        line: "offline",
        locks_in_seconds: null,
        leader_calls: 2,
        member_name: "Trần Minh Khoa",
        practice: status.profile === "practice",
        revision: 1,
      }),
    checkSecret: (secret, kind) => {
      const why = secret.length < 6 ? `short-${kind}` : "simple";
      return secret.length < 6 || secret === "123456"
        ? refused("weak-pin", { kind, why })
        : Promise.resolve(null);
    },
    changePin: ({ old, new: pin }) => {
      if (old !== PIN) return refused("wrong-pin");
      return pin === "123456"
        ? refused("weak-pin", { kind: "pin", why: "simple" })
        : become({ secret_weak: false });
    },
    handOver: ({ member, leader_pin }) =>
      leader_pin === PIN
        ? Promise.resolve({ ...COMMUNE, here: [...COMMUNE.here, member] })
        : refused("wrong-pin"),
    takePlace: (member) => Promise.resolve({ ...COMMUNE, here: COMMUNE.here.filter((id) => id !== member) }),
    setAutoLock: (minutes) => become({ auto_lock_minutes: minutes }),
    touch: () => Promise.resolve(null),
    addMember: (form) => {
      const added = { ...form, id: `m${COMMUNE.members.length + 1}` };
      COMMUNE.members.push(added);
      return Promise.resolve(added);
    },
    requestToJoin: (form) => {
      void become({ phase: "joining", join_code: "418 207 356" });
      return Promise.resolve({ code: "418 207 356", label: form.label, path: form.path });
    },
    readJoinRequest: (path) =>
      path.endsWith(".donghanh")
        ? Promise.resolve({ code: "418 207 356", label: "Máy 3", path })
        : refused("bad-join-request"),
    answerJoin: (form) => Promise.resolve({ code: "418 207 356", label: "Máy 3", path: form.answer_path }),
    acceptJoinAnswer: (path) =>
      path.endsWith(".donghanh")
        ? become({ ...shut, join_code: null, has_commune: true, unlockers: STATUS.unlockers.slice(1, 2) })
        : refused("bad-join-answer"),
    documentsFolder: () => Promise.resolve("/home/khoa/Tài liệu"),
    pickFile: () => Promise.resolve("/media/usb/tra-loi-tham-gia.donghanh"),
    pickPlace: (_title, name) => Promise.resolve(`/media/usb/${name}`),
  };
}
