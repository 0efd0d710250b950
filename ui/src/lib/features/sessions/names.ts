// What a line of the log is called when nobody's name is known.
import type { AssistRow } from "$api";
import { t } from "$i18n";

export function nameOf({ name, ticket }: AssistRow): string {
  if (name !== null) return name;
  return ticket === null ? t("sessions-nameless") : t("sessions-slip", { ticket: String(ticket) });
}
