// Taking in a list: where it comes from, what would come of it, what was chosen, how far the import is.
import {
  type Api,
  Attempt,
  type RosterCheckView,
  type RosterForm,
  type RosterImportedView,
  type RosterPlaceChoice,
  type RosterProgressView,
  type Work,
} from "$api";

/** How often it is asked how far an import is. */
const LOOK_MS = 250;

export type Source = "file" | "pasted";
type State = NonNullable<RosterForm["state"]>;

export class Roster {
  source = $state<Source>("file");
  path = $state("");
  pasted = $state("");
  day = $state<string | null>(null);
  whole = $state(false);
  missing = $state(false);
  /** What would come of it. */
  view = $state.raw<RosterCheckView | null>(null);
  /** What came of it. */
  done = $state.raw<RosterImportedView | null>(null);
  progress = $state.raw<RosterProgressView | null>(null);
  readonly trial = new Attempt("roster-check");
  readonly taking = new Attempt("roster-import");
  readonly files = new Attempt("files");
  #columns = $state.raw<RosterForm["columns"]>([]);
  #places = $state.raw<RosterPlaceChoice[]>([]);
  /** For rows that say nothing of it. */
  place = $state.raw<RosterPlaceChoice | null>(null);
  state = $state<State | null>(null);
  readonly #api: Api;
  readonly #work: Work;

  constructor(api: Api, work: Work, today: string) {
    this.#api = api;
    this.#work = work;
    this.day = today;
  }

  /** The list with everything chosen for it; `seen` pins the bytes that were read on trial. */
  form(seen: string): RosterForm {
    const file = this.source === "file";
    return {
      path: file ? this.path.trim() : "",
      pasted: file ? "" : this.pasted,
      day: this.day ?? "",
      whole: this.whole,
      columns: this.#columns,
      places: this.#places,
      place: this.place,
      state: this.state,
      seen,
    };
  }

  /** Reads another list on trial: choices for an earlier one do not hold. */
  async begin(): Promise<void> {
    const { path, pasted } = this.form("");
    this.missing = path === "" && pasted.trim() === "";
    if (this.missing) return;
    [this.#columns, this.#places, this.place, this.state] = [[], [], null, null];
    await this.check();
  }

  async check(): Promise<void> {
    const view = await this.trial.run(() => this.#api.rosterCheck(this.form("")));
    if (view !== null) this.view = view;
  }

  async chooseColumn(sheet: number, column: number, field: string | null): Promise<void> {
    const others = this.#columns.filter((one) => one.sheet !== sheet || one.column !== column);
    this.#columns = [...others, { sheet, column, field }];
    await this.check();
  }

  async choosePlace(choice: RosterPlaceChoice): Promise<void> {
    if (choice.text === "") this.place = choice;
    else this.#places = [...this.#places.filter(({ text }) => text !== choice.text), choice];
    await this.check();
  }

  async chooseState(state: State): Promise<void> {
    this.state = state;
    await this.check();
  }

  /** Back to where the list comes from. */
  again(): void {
    [this.view, this.done, this.taking.error, this.trial.error] = [null, null, null, null];
    // The mended rows of a list are never the whole of it.
    this.whole = false;
  }

  async take(): Promise<void> {
    const seen = this.view?.seen ?? "";
    this.progress = { step: "idle", done: 0, of: 0 };
    const timer = setInterval(() => void this.#look(), LOOK_MS);
    this.done = await this.taking.run(() => this.#api.rosterImport(this.form(seen)));
    clearInterval(timer);
    this.progress = null;
    if (this.taking.error?.code === "cancelled") this.taking.error = null;
    await this.#work.refresh();
  }

  async cancel(): Promise<void> {
    await this.files.run(() => this.#api.rosterCancel());
  }

  /** Asks for a file with the system's own dialog; `null` when the person cancels. */
  pick(title: string): Promise<string | null> {
    return this.files.run(() => this.#api.pickFile(title));
  }

  async #look(): Promise<void> {
    const now = await this.#api.rosterProgress().catch(() => null);
    if (now !== null && this.progress !== null) this.progress = now;
  }
}
