// The team as the core knows it, and what is decided about it. What a command answers is newer than what was asked.
import {
  type Api,
  Attempt,
  type AuthorityView,
  type DecideForm,
  type MemberForm,
  type QuarantineView,
  type RecoveryCodeView,
  type RevokeLaptopForm,
  type RoleForm,
} from "$api";

export class Team {
  view = $state.raw<AuthorityView | null>(null);
  runs = $state.raw<readonly QuarantineView[]>([]);
  /** Whether the recovery code was missing when the screen opened: its place does not change under somebody's hands. */
  recoveryFirst = $state<boolean | null>(null);
  readonly asking = new Attempt("authority");
  readonly deciding = new Attempt("decide");
  readonly acting = new Attempt("team");
  readonly recovering = new Attempt("recovery");
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  async ask(): Promise<void> {
    const found = await this.asking.run(() => Promise.all([this.#api.authority(), this.#api.quarantine()]));
    if (found === null) return;
    [this.view, this.runs] = found;
    this.recoveryFirst ??= this.view.recovery_missing && this.view.may_change;
  }

  /** True when it was decided. */
  async decide(form: DecideForm): Promise<boolean> {
    const runs = await this.deciding.run(() => this.#api.decide(form));
    if (runs === null) return false;
    this.runs = runs;
    await this.ask();
    return true;
  }

  setRole(form: RoleForm): Promise<boolean> {
    return this.#act(() => this.#api.setRole(form));
  }

  lockOut(form: RevokeLaptopForm): Promise<boolean> {
    return this.#act(() => this.#api.revokeLaptop(form));
  }

  rotate(): Promise<boolean> {
    return this.#act(() => this.#api.rotateKeys());
  }

  async add(form: MemberForm): Promise<boolean> {
    const added = await this.acting.run(() => this.#api.addMember(form));
    if (added) await this.ask();
    return added !== null;
  }

  /** Makes a code; whoever asked shows it once. */
  async makeRecovery(): Promise<RecoveryCodeView | null> {
    const made = await this.recovering.run(() => this.#api.makeRecovery());
    if (made) await this.ask();
    return made;
  }

  async confirmRecovery(code: string): Promise<boolean> {
    const done = await this.recovering.run(() => this.#api.confirmRecovery(code).then(() => true));
    if (done) await this.ask();
    return done === true;
  }

  async #act(act: () => Promise<AuthorityView>): Promise<boolean> {
    const view = await this.acting.run(act);
    if (view) this.view = view;
    return view !== null;
  }
}
