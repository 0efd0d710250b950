// Names of services where there is little room: the same as on a slip.
import type { KeyedSlip, Service } from "$api";
import { t, time } from "$i18n";

const SHORT: Readonly<Record<Service, () => string>> = {
  "chip-card-advice": () => t("service-chip-card-advice"),
  "level-1-install": () => t("service-level-1-install"),
  "level-2-enrolment": () => t("service-level-2-enrolment"),
  "level-2-activation": () => t("service-level-2-activation"),
  "utilities-shown": () => t("desk-service-utilities"),
  "account-recovery": () => t("desk-service-recovery"),
};

export const serviceWord = (service: Service): string => SHORT[service]();

/** `KT-012` */
export const slipName = (code: string, number: number): string =>
  `${code}-${String(number).padStart(3, "0")}`;

/** What was keyed in under a number, by whom and when. */
export function keyedWords(keyed: KeyedSlip): string {
  const { name, service, outcome, member_name, device_label, at } = keyed;
  return t("slips-keyed-by", {
    name: name ?? t("slips-nameless"),
    what: `${serviceWord(service)}: ${t(`outcome-${outcome}`)}`,
    member: member_name,
    device: device_label,
    time: time(at),
  });
}
