// The sync screen: what the centre has, what is under way, and when the app tries again by itself.
import {
  type Api,
  AppError,
  Attempt,
  type CentreForm,
  type CertificateForm,
  type SyncView,
  type Work,
} from "$api";

/** How often a sync under way is looked at, and the seconds to the next try are counted. */
export const LOOK_EVERY_MS = 1000;

export class Sync {
  view = $state.raw<SyncView | null>(null);
  /** Seconds until the app tries by itself. */
  left = $state<number | null>(null);
  readonly syncing = new Attempt("sync-now");
  readonly pausing = new Attempt("pause-sync");
  readonly attaching = new Attempt("attach-centre");
  readonly trusting = new Attempt("trust-certificate");
  #lookError = $state.raw<AppError | null>(null);

  readonly isUnderWay = $derived(this.syncing.busy || this.view?.line === "syncing");
  /** What the last try ran into, unless the screen's sentence says the same. */
  readonly error = $derived.by(() => {
    const error = this.syncing.error ?? this.pausing.error ?? this.trusting.error ?? this.#lookError;
    return error && `line-${error.code}` === this.view?.words.key ? null : error;
  });

  readonly #api: Api;
  readonly #work: Work;
  /** Counts the looks: one that something newer has overtaken is dropped. */
  #looks = 0;

  constructor(api: Api, work: Work) {
    this.#api = api;
    this.#work = work;
  }

  async look(): Promise<void> {
    const look = (this.#looks += 1);
    try {
      const view = await this.#api.syncState();
      if (look === this.#looks) this.#show(view);
    } catch (thrown) {
      this.#lookError = AppError.from(thrown, "sync-state");
    }
  }

  /** One sync now; whatever comes of it, the screen then says how things stand. */
  async now(): Promise<void> {
    this.#show(await this.syncing.run(() => this.#api.syncNow()));
    await this.#work.refresh();
  }

  async pause(paused: boolean): Promise<void> {
    this.#show(await this.pausing.run(() => this.#api.pauseSync(paused)));
    await this.#work.refresh();
  }

  /** Has the commune admitted; true when it was. */
  async attach(form: CentreForm): Promise<boolean> {
    const view = await this.attaching.run(() => this.#api.attachCentre(form));
    this.#show(view);
    if (view) await this.#work.refresh();
    return view !== null;
  }

  /** Trusts a certificate of the centre's own; `null`: no longer. */
  async trust(form: CertificateForm | null): Promise<void> {
    this.#show(await this.trusting.run(() => this.#api.trustCertificate(form)));
    await this.#work.refresh();
  }

  /** A second has gone by. */
  tick(): void {
    if (this.isUnderWay || this.left === 0) return void this.look();
    if (this.left !== null) this.left -= 1;
  }

  #show(view: SyncView | null): void {
    if (view === null) return;
    this.#looks += 1;
    this.#lookError = null;
    this.view = view;
    this.left = view.next_try_seconds;
  }
}
