// A made-up centre: what it has received, and what it says.
import type { Api, BundleReadView, SyncView, VerifyView } from "$api";

export const SYNC: SyncView = {
  centre: "https://trungtam.xa.example",
  certificate: null,
  line: "online",
  words: { key: "line-some-waiting", params: { arrived: "21", written: "41" } },
  written: 41,
  arrived: 21,
  oldest_unsent_minutes: 134,
  last_success: "2026-11-21T20:58:10+07:00",
  next_try_seconds: 38,
  doctor: {
    findings: [
      {
        finding: { kind: "unsent", entries: 20, minutes: 134 },
        grade: "act",
        what: { key: "doctor-unsent", params: { entries: "20", hours: "2", minutes: "14" } },
        next: { key: "doctor-unsent-next", params: {} },
        remedy: "sync-now",
      },
      {
        finding: { kind: "quarantine", entries: 14 },
        grade: "act",
        what: { key: "doctor-quarantine", params: { entries: "14" } },
        next: { key: "doctor-quarantine-next", params: {} },
        remedy: "team",
      },
    ],
  },
  days: [0, 0, 12, 31, 0, 0, 0, 26, 44, 0, 0, 18, 9, 32].map((written, place) => ({
    day: `2026-11-${String(8 + place).padStart(2, "0")}`,
    written,
    arrived: place < 12 ? written : place === 12 ? 7 : 14,
  })),
  devices: [
    { device: "d1", label: "Máy 1", mine: true, written: 41, arrived: 21, silent_minutes: 0, about: [] },
    {
      device: "d2",
      label: "Máy 2",
      mine: false,
      written: 2104,
      arrived: 2104,
      silent_minutes: 12,
      about: [],
    },
    { device: "d3", label: "Máy 3", mine: false, written: 986, arrived: 964, silent_minutes: 605, about: [] },
    {
      device: "d4",
      label: "Máy 4",
      mine: false,
      written: 611,
      arrived: 603,
      silent_minutes: 4400,
      about: [],
    },
  ],
  receipts: [
    { at: "2026-11-21T20:58:10+07:00", device_label: "Máy 1", up_to: 21, count: 21 },
    { at: "2026-11-21T20:44:31+07:00", device_label: "Máy 2", up_to: 2104, count: 2104 },
    { at: "2026-11-20T08:12:00+07:00", device_label: "Máy 3", up_to: 964, count: 964 },
  ],
};

const said = (
  finding: SyncView["doctor"]["findings"][number]["finding"],
  grade: "well" | "passing" | "act",
  remedy: "resume" | null = null,
  params: Record<string, string> = {},
): SyncView["doctor"] => ({
  findings: [
    {
      finding,
      grade,
      what: { key: `doctor-${finding.kind}`, params },
      next: { key: `doctor-${finding.kind}-next`, params: {} },
      remedy,
    },
  ],
});

const ARRIVED: SyncView = {
  ...SYNC,
  doctor: said({ kind: "all-well", entries: 41 }, "well", null, { entries: "41" }),
  words: { key: "line-all-arrived", params: { arrived: "41", written: "41" } },
  arrived: 41,
  oldest_unsent_minutes: null,
  devices: SYNC.devices.map((row) => (row.mine ? { ...row, arrived: row.written } : row)),
};

const APART: SyncView = {
  ...SYNC,
  doctor: said({ kind: "no-centre" }, "act"),
  centre: null,
  line: "no-centre",
  words: { key: "line-no-centre", params: {} },
  arrived: 0,
  last_success: null,
  next_try_seconds: null,
  devices: SYNC.devices.slice(0, 1).map((row) => ({ ...row, arrived: 0 })),
  receipts: [],
};

/** Of a made-up certificate, as `openssl x509 -fingerprint -sha256` prints it. */
export const FINGERPRINT =
  "0F:3C:91:A2:5B:77:E4:08:6D:D1:2A:B9:44:C3:18:FE:90:27:5E:8B:C6:13:7A:DF:31:A8:02:64:BD:E9:5C:46";

export const VERIFIED: VerifyView = {
  holds: true,
  checks: [
    { key: "chain", holds: true, count: 3742 },
    { key: "views", holds: true, count: 12 },
    { key: "file", holds: true, count: 1 },
    { key: "receipts", holds: true, count: 9 },
  ],
  entries: { "Máy 1": 41, "Máy 2": 2104, "Máy 3": 986, "Máy 4": 611 },
};

export const READ: BundleReadView = {
  words: [
    { key: "bundle-new", params: { count: "12" } },
    { key: "bundle-known", params: { count: "29" } },
    { key: "bundle-damaged", params: { count: "1", parts: "4" } },
  ],
  sound: false,
  is_return: false,
  from: "Máy 3",
  new_entries: 12,
  known_entries: 29,
  waiting_entries: 0,
  receipts: 0,
  unproven: 0,
  forged: 0,
  foreign: 0,
  later: 0,
  damaged: 1,
  damaged_parts: [4],
  written: 41,
  arrived: 21,
};

/** The centre's answers; without `attached` the commune has none yet. */
export function syncAnswers(attached = true): Partial<Api> {
  let view = attached ? SYNC : APART;
  const become = (next: SyncView) => Promise.resolve((view = next));
  return {
    syncState: () => Promise.resolve(view),
    attachCentre: (form) =>
      become({ ...ARRIVED, centre: form.address, certificate: form.certificate?.fingerprint ?? null }),
    lookAtCertificate: () => Promise.resolve({ fingerprint: FINGERPRINT }),
    trustCertificate: (form) => become({ ...view, certificate: form?.fingerprint ?? null }),
    syncNow: () => become({ ...ARRIVED, centre: view.centre }),
    pauseSync: (paused) =>
      become(
        paused
          ? {
              ...view,
              line: "paused",
              words: { key: "line-paused", params: {} },
              doctor: said({ kind: "paused" }, "act", "resume"),
              next_try_seconds: null,
            }
          : { ...view, line: "online", words: SYNC.words, doctor: SYNC.doctor, next_try_seconds: 38 },
      ),
    bundleName: (content) =>
      Promise.resolve(`donghanh${content === "receipts" ? "-bien-nhan" : ""}_2026-11-21_1a2b3c4d.dhb`),
    exportBundle: ({ content, path }) =>
      Promise.resolve(
        content === "receipts"
          ? { path, entries: 0, devices: 0, receipts: 4, bytes: 1480 }
          : { path, entries: 20, devices: 1, receipts: 0, bytes: 9216 },
      ),
    importBundle: () => Promise.resolve(READ),
    verify: () => Promise.resolve(VERIFIED),
  };
}
