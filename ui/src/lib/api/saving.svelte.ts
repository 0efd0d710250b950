// A file on its way to a place that a person chooses: the place offered, typed or picked, and what came of it.
import { Attempt } from "./attempt.svelte";
import type { Api } from "./call";
import { inFolder } from "./files";

export class Saving<Written extends { path: string }> {
  path = $state("");
  /** Writing was tried without a place. */
  missing = $state(false);
  written = $state.raw<Written | null>(null);
  readonly writing: Attempt;
  /** Asking for folders, names and places. */
  readonly asking: Attempt;
  readonly #api: Api;
  /** What was offered last: a path changed by hand stays. */
  #offered = "";
  #name = "";

  /** `where` names the place in the program, should it have a fault. */
  constructor(api: Api, where: string) {
    this.#api = api;
    this.writing = new Attempt(where);
    this.asking = new Attempt(`${where}-place`);
  }

  /** What went wrong last. */
  get failed() {
    return this.writing.error ?? this.asking.error;
  }

  get busy(): boolean {
    return this.writing.busy;
  }

  /** Whether the place is still the one that was offered. */
  get untouched(): boolean {
    return this.path === this.#offered;
  }

  /** Offers a place for a file of the name that is asked for; that name, or `null` where asking failed. */
  async suggest(named: () => Promise<string> | string): Promise<string | null> {
    const found = await this.asking.run(() => Promise.all([this.#api.documentsFolder(), named()]));
    if (found === null) return null;
    const [folder, name] = found;
    if (this.untouched) this.offer(inFolder(folder, name), name);
    return name;
  }

  offer(path: string, name: string): void {
    this.#name = name;
    this.#offered = path;
    this.path = path;
  }

  /** Asks where with the system's own dialog; `null` when the person cancels. */
  pick(title: string): Promise<string | null> {
    return this.asking.run(() => this.#api.pickPlace(title, this.#name));
  }

  /** Writes the file, unless it has no place. */
  async write(make: (path: string) => Promise<Written>): Promise<void> {
    const path = this.path.trim();
    this.missing = path === "";
    if (!this.missing) this.written = await this.writing.run(() => make(path));
  }
}
