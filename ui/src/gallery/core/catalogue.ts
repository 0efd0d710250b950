// The catalogues as the core answers them, read from the same files.
import type { CatalogueView, Service } from "$api";
import difficulties from "../../../../assets/difficulties.json";
import utilities from "../../../../assets/utilities.json";

export const CATALOGUE: CatalogueView = {
  difficulties: difficulties.map(({ code, label, short, messages, remedy, services }) => ({
    code,
    vi: label.vi,
    en: label.en,
    short_vi: short.vi,
    short_en: short.en,
    messages: messages ?? [],
    remedy_vi: remedy.vi,
    remedy_en: remedy.en,
    services: services as Service[],
  })),
  utilities: utilities.map(({ number, level, label, short, try: hint }) => ({
    number,
    level,
    vi: label.vi,
    en: label.en,
    short_vi: short.vi,
    short_en: short.en,
    try_vi: hint.vi,
    try_en: hint.en,
  })),
};
