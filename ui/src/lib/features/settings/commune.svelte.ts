// The commune's lists.
import { type Api, Attempt, type CommuneView } from "$api";

export class Commune {
  view = $state.raw<CommuneView | null>(null);
  readonly asking = new Attempt("commune");
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  async ask(): Promise<void> {
    this.view = (await this.asking.run(() => this.#api.commune())) ?? this.view;
  }

  /** What a command answered is newer. */
  take(view: CommuneView): void {
    this.view = view;
  }
}
