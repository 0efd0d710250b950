// Looking somebody up: what is typed and whom it found.
import type { Api, SearchView } from "$api";
import { Reading } from "$api/reading.svelte";

const NOBODY: SearchView = { rows: [], more: false, look_alikes: false };

export class Search {
  text = $state("");
  readonly #reading = new Reading<SearchView>("search");
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  get found(): SearchView {
    return this.#reading.value ?? NOBODY;
  }

  get error() {
    return this.#reading.error;
  }

  /** An answer stands for what is typed now, and it names nobody. */
  get nobody(): boolean {
    return this.text.trim() !== "" && this.#reading.value?.rows.length === 0;
  }

  async seek(): Promise<void> {
    const text = this.text.normalize("NFC").trim();
    if (text === "") this.#reading.take(NOBODY);
    else await this.#reading.ask(() => this.#api.search(text));
  }
}
