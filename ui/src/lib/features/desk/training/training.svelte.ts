// A round of practice as the core tells it: who sits at the desk, what came of those before.
import { type Api, Attempt, type TrainingView } from "$api";

export class Training {
  view = $state.raw<TrainingView | null>(null);
  /** It is explained, and may be begun. */
  offered = $state(false);
  readonly attempt = new Attempt("training");
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  /** A round runs: somebody sits at the desk. */
  get guest() {
    return this.view?.guest ?? null;
  }

  /** Asks anew: what was saved or taken back may have moved the round on. */
  load(): Promise<void> {
    return this.#take(() => this.#api.training());
  }

  async begin(): Promise<void> {
    await this.#take(() => this.#api.beginTraining());
    if (this.attempt.error === null) this.offered = false;
  }

  end(): Promise<void> {
    return this.#take(() => this.#api.endTraining());
  }

  async #take(ask: () => Promise<TrainingView>): Promise<void> {
    const answer = await this.attempt.run(ask);
    if (answer) this.view = answer;
  }
}
