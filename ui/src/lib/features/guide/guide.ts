// The guide's own pages: which texts of the catalogue stand in which part, in what order.
import type { PlainKey } from "$i18n";

export const PARTS = ["evening", "safety", "trouble", "difficulties", "utilities"] as const;
export type Part = (typeof PARTS)[number];

/** The parts whose words are the guide's own; the others are the core's catalogues. */
export type OwnPart = "evening" | "safety" | "trouble";

export interface Page {
  title: PlainKey;
  text: PlainKey;
}

export const PART_NAMES: Readonly<Record<Part, PlainKey>> = {
  evening: "help-evening",
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
    { title: "help-practising", text: "help-practising-text" },
  ],
  trouble: [
    { title: "help-no-network", text: "help-no-network-text" },
    { title: "help-power-cut", text: "help-power-cut-text" },
    { title: "help-scan-marks", text: "help-scan-marks-text" },
    { title: "help-scan-fails", text: "help-scan-fails-text" },
    { title: "help-same-name", text: "help-same-name-text" },
    { title: "help-wrong-save", text: "help-wrong-save-text" },
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
