// Backups: how they stand, the passphrase, the second place, a backup by hand, a drill.
import { type Api, Attempt, type BackupView, type BackupWrittenView, type DrillView, inFolder } from "$api";

export type MissingPassphrase = "passphrase" | "repeat";

export class Backups {
  view = $state.raw<BackupView | null>(null);
  written = $state.raw<BackupWrittenView | null>(null);
  drilled = $state.raw<DrillView | null>(null);
  readonly asking = new Attempt("backup-state");
  readonly copying = new Attempt("copy-now");
  readonly drilling = new Attempt("drill");
  readonly choosing = new Attempt("second-place");
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  async ask(): Promise<void> {
    this.view = (await this.asking.run(() => this.#api.backupState())) ?? this.view;
  }

  async copy(): Promise<void> {
    this.drilled = null;
    this.written = await this.copying.run(() => this.#api.copyNow());
    // Also after an error: what went wrong is noted.
    await this.ask();
  }

  async drill(): Promise<void> {
    this.written = null;
    this.drilled = await this.drilling.run(() => this.#api.drill());
    await this.ask();
  }

  /** Asks for a folder with the system's own dialog and goes over to it. */
  async choose(title: string): Promise<void> {
    const view = await this.choosing.run(async () => {
      const folder = await this.#api.pickFolder(title);
      return folder === null ? null : this.#api.chooseSecondPlace(folder);
    });
    this.view = view ?? this.view;
  }
}

/** The passphrase that opens backups, typed twice. */
export class Passphrase {
  passphrase = $state("");
  repeat = $state("");
  missing = $state<MissingPassphrase | null>(null);
  readonly attempt = new Attempt("backup-passphrase");

  async set(api: Api): Promise<BackupView | null> {
    this.missing = this.passphrase === "" ? "passphrase" : this.passphrase === this.repeat ? null : "repeat";
    if (this.missing !== null) return null;
    return this.attempt.run(() => api.setBackupPassphrase(this.passphrase));
  }
}

/** A backup to a place that is chosen once. */
export class ByHand {
  path = $state("");
  missing = $state(false);
  written = $state.raw<BackupWrittenView | null>(null);
  readonly attempt = new Attempt("back-up");
  readonly files = new Attempt("files");
  readonly #api: Api;
  #name = "";

  constructor(api: Api) {
    this.#api = api;
  }

  async suggest(): Promise<void> {
    const found = await this.files.run(() =>
      Promise.all([this.#api.documentsFolder(), this.#api.backupName()]),
    );
    if (found === null) return;
    const [folder, name] = found;
    this.#name = name;
    if (this.path === "") this.path = inFolder(folder, name);
  }

  pick(title: string): Promise<string | null> {
    return this.files.run(() => this.#api.pickPlace(title, this.#name));
  }

  async write(): Promise<void> {
    const path = this.path.trim();
    this.missing = path === "";
    if (this.missing) return;
    this.written = await this.attempt.run(() => this.#api.backUp(path));
  }
}
