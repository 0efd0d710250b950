// A laptop comes back from a backup: the file, and what opens it.
import { type Api, Attempt, type RestoredView } from "$api";

export type MissingRestore = "path" | "secret";

export class Restore {
  path = $state("");
  secret = $state("");
  missing = $state<MissingRestore | null>(null);
  readonly attempt = new Attempt("restore");
  /** Asking the system for a file. */
  readonly files = new Attempt("files");

  pick(api: Api, title: string): Promise<string | null> {
    return this.files.run(() => api.pickFile(title));
  }

  /** Restores it; `null` when something is missing or the core refuses. */
  async restore(api: Api): Promise<RestoredView | null> {
    const path = this.path.trim();
    this.missing = path === "" ? "path" : this.secret === "" ? "secret" : null;
    if (this.missing !== null) return null;
    return this.attempt.run(() => api.restore({ path, secret: this.secret, aside: false }));
  }
}
