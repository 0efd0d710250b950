// The way in: what is on the screen before somebody is at work, and the commands that lead further.
import { type Api, Attempt, type JoinRequestView, type Profile, type StatusView, type Work } from "$api";

export type DoorPage = "ways" | "set-up" | "join" | "waiting" | "practice" | "unlock" | "recover" | "restore";

/** What can be asked for before somebody is at work. */
export type Wish = "set-up" | "join" | "recover" | "restore";

export class Door {
  /** Turning to the practice commune or back; making it takes a few seconds. */
  readonly turning = new Attempt("turn");
  /** What the person asked for among the ways; where the app stands decides when nothing was asked. */
  #wish = $state<Wish | null>(null);
  requestPath = $state<string | null>(null);
  readonly #api: Api;
  readonly #work: Work;

  readonly #ready: (status: StatusView) => Promise<void>;

  /** `ready` is waited for before the door opens. */
  constructor(api: Api, work: Work, ready: (status: StatusView) => Promise<void>) {
    this.#api = api;
    this.#work = work;
    this.#ready = ready;
  }

  pageOf(status: StatusView): DoorPage {
    if (status.phase === "locked") return this.#lockedPage(status);
    if (status.phase === "joining") return this.#wish === "join" ? "join" : "waiting";
    return this.#wish ?? "ways";
  }

  #lockedPage({ profile }: StatusView): DoorPage {
    if (profile === "practice") return "practice";
    return this.#wish === "recover" ? "recover" : "unlock";
  }

  choose(wish: Wish | null): void {
    this.turning.error = null;
    this.#wish = wish;
  }

  async practise(): Promise<void> {
    await this.enter(await this.turning.run(() => this.#api.startPractice()));
  }

  async turnTo(profile: Profile): Promise<void> {
    await this.enter(await this.turning.run(() => this.#api.chooseProfile(profile)));
  }

  /** The request is written: from now on this laptop waits for the answer. */
  async requested(request: JoinRequestView): Promise<void> {
    this.requestPath = request.path;
    this.#wish = null;
    await this.#work.begin();
  }

  /** Follows a command that moved the app; `null` where it failed. */
  async enter(status: StatusView | null): Promise<void> {
    if (status === null) return;
    if (status.phase === "open") await this.#ready(status);
    this.#wish = null;
    this.#work.take(status);
  }
}
