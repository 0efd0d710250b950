// The difficulties as a leader edits them: the list, how often each was met this month, the one that is being written.
import { type Api, Attempt, type CatalogueView, type DifficultyForm, type DifficultyView } from "$api";
import { Reading } from "$api/reading.svelte";

/** A difficulty as it is typed; the core reads it. */
export class DifficultyDraft {
  readonly now: DifficultyView | null;
  /** A built-in one keeps its name. */
  readonly named: boolean;
  vi = $state("");
  en = $state("");
  remedyVi = $state("");
  remedyEn = $state("");

  constructor(now: DifficultyView | null) {
    this.now = now;
    this.named = now === null || now.added;
    if (!now) return;
    this.vi = now.vi;
    this.remedyVi = now.remedy_vi.join("\n");
    // Where nobody wrote English, the core gives the Vietnamese words for both.
    const written = now.remedy_en.join("\n");
    if (written === this.remedyVi) return;
    this.en = now.en;
    this.remedyEn = written;
  }

  get form(): DifficultyForm {
    const { now, vi, en, remedyVi, remedyEn } = this;
    return { code: now?.code ?? null, vi, en, remedy_vi: remedyVi, remedy_en: remedyEn };
  }
}

export class OwnDifficulties {
  readonly reading = new Reading<CatalogueView>("difficulties");
  readonly acting = new Attempt("difficulties change");
  /** Times met this month, by code. */
  month = $state.raw<Readonly<Record<string, number>>>({});
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  get rows(): readonly DifficultyView[] {
    return this.reading.value?.difficulties ?? [];
  }

  async ask(): Promise<void> {
    await this.reading.ask(async () => {
      const [catalogue, uses] = await Promise.all([this.#api.catalogue(), this.#api.difficultyUses()]);
      this.month = Object.fromEntries(uses.map(({ code, month }) => [code, month]));
      return catalogue;
    });
  }

  save(draft: DifficultyDraft): Promise<boolean> {
    return this.#act(() => this.#api.saveDifficulty(draft.form));
  }

  offer({ code }: DifficultyView, inUse: boolean): Promise<boolean> {
    return this.#act(() => this.#api.offerDifficulty(code, inUse));
  }

  async #act(act: () => Promise<CatalogueView>): Promise<boolean> {
    const view = await this.acting.run(act);
    if (view) this.reading.take(view);
    return view !== null;
  }
}
