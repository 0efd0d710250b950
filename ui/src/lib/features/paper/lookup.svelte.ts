// Who may be meant by the name on a slip: the desk's own search, and nobody chosen in advance.
import type { Api, SearchRow, SearchView } from "$api";
import { Reading } from "$api/reading.svelte";
import type { Slip } from "./slip.svelte";

const NOBODY: SearchView = { rows: [], more: false, look_alikes: false };

export class Lookup {
  readonly #api: Api;
  readonly #reading = new Reading<SearchView>("search");
  /** The slip whose name is looked up. */
  of = $state.raw<Slip | null>(null);
  /** Where the arrows stand; -1 until somebody goes there. */
  at = $state(-1);

  constructor(api: Api) {
    this.#api = api;
  }

  get found(): SearchView {
    return this.#reading.value ?? NOBODY;
  }

  get standing(): SearchRow | null {
    return this.found.rows[this.at] ?? null;
  }

  async seek(slip: Slip): Promise<void> {
    const text = slip.name.normalize("NFC").trim();
    if (text === "") return this.clear();
    this.of = slip;
    await this.#reading.ask(() => this.#api.search(text));
    this.at = -1;
  }

  move(step: 1 | -1): void {
    this.at = Math.min(Math.max(this.at + step, -1), this.found.rows.length - 1);
  }

  clear(): void {
    this.#reading.take(NOBODY);
    this.of = null;
    this.at = -1;
  }
}
