// The desk's keys for somebody who is not at the desk; F1 there shows them as they stand.
import { t } from "$i18n";
import type { HelpGroup } from "$shared/keyboard/shortcuts";

export function deskKeys(): HelpGroup {
  return {
    title: t("desk-title"),
    keys: [
      { keys: "1", label: t("outcome-done") },
      { keys: "2", label: t("outcome-already-active") },
      { keys: "3", label: t("outcome-come-back") },
      { keys: "4", label: t("outcome-refused") },
      { keys: "5", label: t("desk-key-return", { day: t("desk-return-tomorrow") }) },
      { keys: "6", label: t("desk-key-return", { day: t("desk-return-before-deadline") }) },
      { keys: "7", label: t("desk-key-return", { day: t("desk-return-week") }) },
      { keys: "8", label: t("desk-key-return-other") },
      { keys: "Enter", label: t("desk-save") },
      { keys: "Esc", label: t("desk-back") },
      { keys: "Right", label: t("desk-key-service") },
      { keys: "F2", label: t("desk-rule") },
      { keys: "Ctrl+N", label: t("desk-key-new") },
      { keys: "Ctrl+Z", label: t("desk-key-undo") },
      { keys: "Alt+1", label: t("help-key-recall") },
      { keys: "Ctrl+G", label: t("desk-peak") },
      { keys: "Alt+0", label: t("desk-key-fill") },
    ],
  };
}
