// A core of one evening in memory: what is saved stays, and is undone, until the page is left.
import {
  type Api,
  AppError,
  type AssistForm,
  type CountsView,
  type DraftForm,
  type DraftsForm,
  type DraftsView,
  type Outcome,
  type PersonCardView,
  type PersonForm,
  type SearchRow,
  type SearchView,
} from "$api";
import { fakeApi } from "$api/fake";
import { fold } from "$shared/fold";
import { CATALOGUE } from "../core/catalogue";
import {
  ASK_TRIAGE,
  assistRow,
  CARD,
  CARD_TEXT,
  COMMUNE,
  DESK,
  PERSON,
  ROWS,
  TRIAGE,
  UNCLEAR,
  UNCLEAR_TEXT,
} from "./samples";
import { scannerAnswers } from "../core/scanner";

const nobody = (): PersonForm => ({
  ...PERSON,
  citizen: null,
  name: "",
  number: "",
  birth: "",
  sex: null,
  address: "",
});

function typed(text: string): PersonCardView {
  const isNumber = /^\d+$/.test(text);
  const person = { ...nobody(), name: isNumber ? "" : text, number: isNumber ? text : "" };
  return {
    person,
    number_masked: "",
    source: "typed",
    roster: null,
    earlier: [],
    triage: ASK_TRIAGE,
    notices: [],
    same_service: [],
    doubts: [],
  };
}

function search(text: string): SearchView {
  const words = fold(text).split(/\s+/).filter(Boolean);
  const rows = ROWS.filter((row) =>
    words.every((word) => row.number_tail?.endsWith(word) === true || fold(row.name).includes(word)),
  );
  return {
    rows,
    more: rows.length === ROWS.length,
    look_alikes: rows.filter((row) => row.look_alike).length > 1,
  };
}

function refuse(code: AppError["code"], params: Record<string, string> = {}): never {
  throw new AppError({ code, params, retry: false });
}

export class SampleEvening {
  #desk = DESK;
  readonly saved: AssistForm[] = [];
  /** What is half done, as it was kept last; a window made anew finds it. */
  drafts: DraftsForm = { session: DESK.session.id, typed: "", open: null, drafts: [] };

  readonly #save = (form: AssistForm) => {
    const bare = form.person.name === "" && form.ticket !== null;
    if (form.outcome === "come-back" && form.difficulties.length === 0 && !form.return_day && !bare)
      refuse("come-back-needs-why");
    if (!/^\d{0}$|^\d{12}$/.test(form.person.number)) refuse("bad-number");
    this.saved.push(form);
    const { session, evening, next_ticket } = this.#desk;
    const before = evening.find(({ id }) => id === form.assist);
    const number = before?.number ?? session.counts.assists + session.counts.voided + 1;
    const id = form.assist ?? `assist-${number}`;
    const name = form.person.name || null;
    const row = assistRow({ ...form, id, number, name, citizen: name === null ? null : id });
    const counts = before ? session.counts : this.#counted(form.outcome, 1);
    this.#desk = {
      session: { ...session, counts },
      evening: before ? evening.map((one) => (one === before ? row : one)) : [row, ...evening],
      next_ticket: Math.max(next_ticket, (form.ticket ?? 0) + 1),
      undo: row.id,
    };
    return { row, counts, saved_here: number, notices: [] };
  };

  #counted(outcome: Outcome, by: number): CountsView {
    const field = outcome.replace("-", "_") as "done" | "already_active" | "come_back" | "refused";
    const counts = this.#desk.session.counts;
    return { ...counts, assists: counts.assists + by, [field]: counts[field] + by };
  }

  readonly #undo = () => {
    const last = this.#desk.evening.find(({ voided }) => !voided) ?? refuse("nothing-to-undo");
    const row = { ...last, voided: true };
    const counts = { ...this.#counted(last.outcome, -1), voided: this.#desk.session.counts.voided + 1 };
    const evening = this.#desk.evening.map((one) => (one.id === row.id ? row : one));
    this.#desk = { ...this.#desk, session: { ...this.#desk.session, counts }, evening, undo: null };
    return row;
  };

  readonly #answers: Partial<Api> = {
    desk: () => Promise.resolve(this.#desk),
    catalogue: () => Promise.resolve(CATALOGUE),
    difficultyUses: () => Promise.resolve([]),
    commune: () => Promise.resolve(COMMUNE),
    search: (text) => Promise.resolve(search(text)),
    scan: (text) => Promise.resolve(this.#scan(text)),
    openPerson: (key) => Promise.resolve(this.#open(ROWS.find((row) => row.key.id === key.id))),
    newPerson: (text) => Promise.resolve(typed(text)),
    triage: (_, state) => Promise.resolve(state === "unknown" ? ASK_TRIAGE : { ...TRIAGE, state }),
    logAssist: async (form) => this.#save(form as AssistForm),
    undoLast: async () => this.#undo(),
    ...scannerAnswers(),
    drafts: () => Promise.resolve(this.#begun()),
    keepDrafts: async (form) => this.#keep(form as DraftsForm),
  };

  #keep(form: DraftsForm): null {
    this.drafts = form;
    return null;
  }

  #begun(): DraftsView {
    const { typed, open, drafts } = this.drafts;
    const card = (form: DraftForm) => ({ ...CARD, person: form.person, source: form.source });
    return { typed, open, drafts: drafts.map((form) => ({ card: card(form), form })) };
  }

  #scan(text: string): Awaited<ReturnType<Api["scan"]>> {
    if (text === CARD_TEXT) return { kind: "card", value: CARD };
    if (text === UNCLEAR_TEXT) return { kind: "card", value: UNCLEAR };
    return { kind: "unread", value: { key: "card-error-too-few-fields", params: {} } };
  }

  #open(row: SearchRow | undefined): PersonCardView {
    const found = row ?? refuse("not-found");
    const person = {
      ...PERSON,
      name: found.name,
      birth: String(found.birth_year ?? ""),
      number: "",
      sex: found.sex,
    };
    const masked = `003******${found.number_tail ?? ""}`;
    return {
      ...CARD,
      person: { ...person, citizen: null },
      number_masked: masked,
      source: "roster",
      earlier: [],
    };
  }

  /** What the desk asks for; `instead` replaces some of it. */
  answers(instead: Partial<Api> = {}): Partial<Api> {
    return { ...this.#answers, ...instead };
  }

  api(instead: Partial<Api> = {}): Api {
    return fakeApi(this.answers(instead));
  }
}
