// The commune's lists, and the one thing that can be added here: a member.
import { type Api, Attempt, type CommuneView, type MemberForm } from "$api";

export class Commune {
  view = $state.raw<CommuneView | null>(null);
  readonly asking = new Attempt("commune");
  readonly adding = new Attempt("add-member");
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

  /** Adds a member and shows the list anew; true when it worked. */
  async add(form: MemberForm): Promise<boolean> {
    const added = await this.adding.run(() => this.#api.addMember(form));
    if (added) await this.ask();
    return added !== null;
  }
}
