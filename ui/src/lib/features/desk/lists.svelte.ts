// What the desk knows of the commune and of the work, read once: difficulties, utilities, villages.
import type { Api, CatalogueView, VillageView } from "$api";

export class Lists {
  catalogue = $state.raw<CatalogueView>({ difficulties: [], utilities: [] });
  villages = $state.raw<readonly VillageView[]>([]);
  /** Codes of difficulties, those met most tonight and this month first. */
  frequent = $state.raw<readonly string[]>([]);
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  async load(): Promise<void> {
    const [catalogue, commune, uses] = await Promise.all([
      this.#api.catalogue(),
      this.#api.commune(),
      this.#api.difficultyUses(),
    ]);
    this.catalogue = catalogue;
    this.villages = commune.villages;
    this.frequent = uses.map(({ code }) => code);
  }
}
