// The catalogues as the core answers them, read from the same files.
import type { Api, CatalogueView, DifficultyView, Service } from "$api";
import difficulties from "../../../../assets/difficulties.json";
import utilities from "../../../../assets/utilities.json";
import { refused } from "./start";

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
    in_use: true,
    own: false,
    added: false,
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

/** The list as it is until a leader changes it. */
export function difficultyAnswers(): Partial<Api> {
  let view = CATALOGUE;
  const become = (difficulties: DifficultyView[]) => {
    view = { ...view, difficulties };
    return Promise.resolve(view);
  };
  const change = (code: string | null, changes: Partial<DifficultyView>) =>
    become(view.difficulties.map((one) => (one.code === code ? { ...one, ...changes } : one)));
  return {
    catalogue: () => Promise.resolve(view),
    offerDifficulty: (code, in_use) => change(code, { in_use }),
    saveDifficulty: ({ code, vi, en, remedy_vi, remedy_en }) => {
      const read = { remedy_vi: remedy_vi.split("\n"), remedy_en: (remedy_en || remedy_vi).split("\n") };
      if (remedy_vi.trim() === "") return refused("bad-field", { field: "difficulty-remedy" });
      if (typeof code === "string") return change(code, { ...read, own: true, in_use: true });
      const words = { vi, en: en || vi, short_vi: vi, short_en: en || vi, messages: [], services: [] };
      const added = { code: "XA-417", ...words, ...read, in_use: true, own: true, added: true };
      return become([...view.difficulties, added]);
    },
  };
}
