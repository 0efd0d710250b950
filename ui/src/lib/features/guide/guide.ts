// The guide's own pages: which texts of the catalogue stand in which part, in what order.
import type { PlainKey } from "$i18n";

export const PARTS = [
  "evening",
  "level1",
  "level2",
  "caution",
  "difficulties",
  "utilities",
  "safety",
  "trouble",
] as const;
export type Part = (typeof PARTS)[number];

/** The parts whose words are the guide's own; the others are the core's catalogues. */
export type OwnPart = "evening" | "level1" | "level2" | "caution" | "safety" | "trouble";

export interface Page {
  title: PlainKey;
  text: PlainKey;
  /** What concerns the helper alone: it stands on no leaflet. */
  helper?: PlainKey;
}

export const PART_NAMES: Readonly<Record<Part, PlainKey>> = {
  evening: "help-evening",
  level1: "help-level1",
  level2: "help-level2",
  caution: "help-caution",
  safety: "help-safety",
  trouble: "help-trouble",
  difficulties: "help-difficulties",
  utilities: "help-utilities",
};

export const PAGES: Readonly<Record<OwnPart, readonly Page[]>> = {
  evening: [
    { title: "help-open", text: "help-open-text" },
    { title: "help-find", text: "help-find-text" },
    { title: "help-need", text: "help-need-text" },
    { title: "help-outcome", text: "help-outcome-text" },
    { title: "help-save", text: "help-save-text" },
    { title: "help-end", text: "help-end-text" },
  ],
  level1: [
    { title: "help-l1-bring", text: "help-l1-bring-text", helper: "help-l1-bring-helper" },
    { title: "help-l1-store", text: "help-l1-store-text" },
    { title: "help-l1-begin", text: "help-l1-begin-text", helper: "help-l1-begin-helper" },
    { title: "help-l1-chip", text: "help-l1-chip-text" },
    { title: "help-l1-face", text: "help-l1-face-text" },
    { title: "help-l1-wait", text: "help-l1-wait-text", helper: "help-l1-wait-helper" },
    { title: "help-l1-codes", text: "help-l1-codes-text", helper: "help-l1-codes-helper" },
  ],
  level2: [
    { title: "help-l2-enrol", text: "help-l2-enrol-text" },
    { title: "help-l2-message", text: "help-l2-message-text", helper: "help-l2-message-helper" },
    { title: "help-l2-begin", text: "help-l2-begin-text" },
    { title: "help-l2-otp", text: "help-l2-otp-text" },
    { title: "help-l2-codes", text: "help-l2-codes-text" },
    { title: "help-l2-check", text: "help-l2-check-text", helper: "help-l2-check-helper" },
    { title: "help-l2-use", text: "help-l2-use-text" },
  ],
  caution: [
    { title: "help-c-otp", text: "help-c-otp-text" },
    { title: "help-c-app", text: "help-c-app-text", helper: "help-c-app-helper" },
    { title: "help-c-call", text: "help-c-call-text" },
    { title: "help-c-phone", text: "help-c-phone-text" },
    { title: "help-c-picture", text: "help-c-picture-text" },
    { title: "help-c-tricked", text: "help-c-tricked-text" },
  ],
  safety: [
    { title: "help-saved", text: "help-saved-text" },
    { title: "help-arrived", text: "help-arrived-text" },
    { title: "help-who-reads", text: "help-who-reads-text" },
    { title: "help-never-kept", text: "help-never-kept-text" },
    { title: "help-corrections", text: "help-corrections-text" },
    { title: "help-exports", text: "help-exports-text" },
    { title: "help-locking", text: "help-locking-text" },
    { title: "help-sharing", text: "help-sharing-text" },
    { title: "help-backup", text: "help-backup-text" },
    { title: "help-roster", text: "help-roster-text" },
    { title: "help-again", text: "help-again-text" },
    { title: "help-practising", text: "help-practising-text" },
  ],
  trouble: [
    { title: "help-no-network", text: "help-no-network-text" },
    { title: "help-power-cut", text: "help-power-cut-text" },
    { title: "help-paper", text: "help-paper-text" },
    { title: "help-scan-marks", text: "help-scan-marks-text" },
    { title: "help-scan-fails", text: "help-scan-fails-text" },
    { title: "help-no-scanner", text: "help-no-scanner-text" },
    { title: "help-same-name", text: "help-same-name-text" },
    { title: "help-wrong-save", text: "help-wrong-save-text" },
    { title: "help-peak", text: "help-peak-text" },
    { title: "help-waiting-sms", text: "help-waiting-sms-text" },
    { title: "help-helpers-phone", text: "help-helpers-phone-text" },
    { title: "help-sync-fails", text: "help-sync-fails-text" },
    { title: "help-roster-rows", text: "help-roster-rows-text" },
    { title: "help-lost-laptop", text: "help-lost-laptop-text" },
    { title: "help-restore", text: "help-restore-text" },
    { title: "help-forgotten-pin", text: "help-forgotten-pin-text" },
    { title: "help-hotline", text: "help-hotline-text" },
  ],
};
