// Backups as the pictures and tests show them.
import type { Api, BackupView } from "$api";

export const BACKUPS: BackupView = {
  has_passphrase: true,
  has_recovery: false,
  folder: "/media/usb/sao-luu",
  chosen: true,
  words: [
    { key: "backup-last", params: { day: "2026-11-20", time: "21:40", entries: "1248" } },
    { key: "drill-last", params: { day: "2026-11-15", time: "08:05" } },
  ],
  needs_care: false,
  last: "2026-11-20T21:40:00+07:00",
  copies: 5,
  drilled: "2026-11-15T08:05:00+07:00",
};

/** Nothing would open a backup yet. */
export const NO_BACKUPS: BackupView = {
  ...BACKUPS,
  has_passphrase: false,
  folder: "/home/to/.local/share/vn.donghanh.desktop/second-copy",
  chosen: false,
  words: [
    { key: "backup-unlocked", params: {} },
    { key: "backup-never", params: {} },
    { key: "backup-same-disk", params: {} },
    { key: "drill-never", params: {} },
  ],
  needs_care: true,
  last: null,
  copies: 0,
  drilled: null,
};

export const DRILLED = {
  path: "/media/usb/sao-luu/donghanh-sao-luu_2026-11-20_1a2b3c4d.dhs",
  holds: true,
  words: [
    {
      key: "drill-holds",
      params: {
        entries: "1248",
        people: "611",
        until_day: "2026-11-20",
        until_time: "21:38",
        made_day: "2026-11-20",
        made_time: "21:40",
      },
    },
  ],
  entries: 1248,
  people: 611,
};

export function backupAnswers(): Partial<Api> {
  const written = { path: DRILLED.path, entries: 1248, bytes: 262144 };
  return {
    backupState: () => Promise.resolve(BACKUPS),
    backupName: () => Promise.resolve("donghanh-sao-luu_2026-11-21_1a2b3c4d.dhs"),
    setBackupPassphrase: () => Promise.resolve(BACKUPS),
    chooseSecondPlace: (folder) => Promise.resolve({ ...BACKUPS, folder }),
    backUp: (path) => Promise.resolve({ ...written, path }),
    copyNow: () => Promise.resolve(written),
    drill: () => Promise.resolve(DRILLED),
  };
}
