// How what was asked and what was logged is said.
import type { CatalogueView, TrainingEntry, TrainingFault } from "$api";
import { t } from "$i18n";
import { named } from "../choices";

/** “OTP-01 Không nhận mã”; a code that the catalogue lacks stands alone. */
export function difficultiesSaid({ difficulties }: CatalogueView, codes: readonly string[]): string {
  const said = codes.map((code) => {
    const known = difficulties.find((one) => one.code === code);
    return known ? `${code} ${named(known).short}` : code;
  });
  return said.join(", ") || t("training-difficulty-none");
}

function part(catalogue: CatalogueView, entry: TrainingEntry, fault: TrainingFault): string {
  switch (fault) {
    case "service":
      return t(`service-${entry.service}`);
    case "outcome":
      return t(`outcome-${entry.outcome}`);
    case "difficulties":
      return difficultiesSaid(catalogue, entry.difficulties);
  }
}

const WHATS = {
  service: "training-service",
  outcome: "training-outcome",
  difficulties: "training-difficulty",
} as const;

/** “Kết quả: cần Xong, đã ghi Từ chối”. */
export function faultSaid(
  catalogue: CatalogueView,
  fault: TrainingFault,
  asked: TrainingEntry,
  logged: TrainingEntry,
): string {
  return t("training-fault", {
    what: t(WHATS[fault]),
    asked: part(catalogue, asked, fault),
    logged: part(catalogue, logged, fault),
  });
}
