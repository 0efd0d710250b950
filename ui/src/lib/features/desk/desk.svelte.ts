// The desk: who is open, who was left half done, what was said last. It outlives the screen, so that looking something
// up elsewhere loses nothing.
import { createContext, tick } from "svelte";
import {
  type Api,
  AppError,
  type CardWay,
  type Outcome,
  type PersonCardView,
  type PersonKey,
  type SearchRow,
  type Words,
  type Work,
} from "$api";
import { SERVICES } from "./choices";
import { Draft } from "./draft.svelte";
import { Evening } from "./evening.svelte";
import { Finder, isCardText, wholeCard } from "./finder.svelte";
import { HalfDone } from "./half-done.svelte";
import { Lists } from "./lists.svelte";
import { Peak } from "./peak.svelte";
import { firstEmpty, type Place, placeOf, Places } from "./places";
import { CardReader } from "./reader/card-reader.svelte";
import type { Said } from "./said";

export class Desk {
  readonly #api: Api;
  readonly #work: Work;
  readonly finder: Finder;
  readonly evening: Evening;
  readonly half: HalfDone;
  readonly peak: Peak;
  readonly places = new Places();
  /** Reads cards from pictures. */
  readonly reader = new CardReader((text) => void this.scan(text, "read"));
  readonly lists: Lists;
  /** Why the last scan could not be read. */
  unread = $state.raw<Words | null>(null);
  failure = $state.raw<AppError | null>(null);
  said = $state.raw<Said | null>(null);
  ruleOpen = $state(false);
  saving = $state(false);
  #owner = "";
  /** The evening was read for the screen that opens now. */
  #read = false;
  /** One ticket's person after another is asked for. */
  #chain = false;
  #opening = 0;
  #judging = 0;

  constructor(api: Api, work: Work) {
    this.#api = api;
    this.#work = work;
    this.finder = new Finder(api);
    this.evening = new Evening(api);
    this.half = new HalfDone(api);
    this.lists = new Lists(api);
    this.peak = new Peak(api, this.evening, {
      saved: ({ row }) => {
        this.failure = null;
        this.say({ what: "ticket", row });
        void this.#work.refresh();
      },
      failed: (failure) => (this.failure = failure),
      full: () => this.say({ what: "tickets-waiting" }),
    });
  }

  /** Who is open. */
  get draft(): Draft | null {
    return this.half.open;
  }

  /** Who was put aside, the latest first. */
  get kept(): readonly Draft[] {
    return this.half.aside;
  }

  /** Who is at work, and on which file; what another saw is not shown to them. */
  belongTo(owner: string): void {
    if (owner === this.#owner) return;
    this.#owner = owner;
    this.evening.forget();
    this.finder.clear();
    this.peak.ask(null);
    this.reader.close();
    this.unread = null;
    this.failure = null;
  }

  /** Reads the evening before the desk is on the screen. */
  async comeIn(owner: string): Promise<void> {
    this.belongTo(owner);
    await this.evening.load();
    this.#read = true;
  }

  /** The box first: whoever sits down begins to work while the rest is read. */
  async load(): Promise<void> {
    if (!this.#read) await this.evening.load();
    this.#read = false;
    await this.focus("box");
    await Promise.all([this.#loadLists(), this.#resume()]);
  }

  /** Whoever was half done in this session is here again. */
  async #resume(): Promise<void> {
    const { view } = this.evening;
    try {
      const typed = view && (await this.half.of(view));
      if (typed === null) return;
      if (this.finder.empty && typed !== "") await this.finder.seek(typed);
      await this.judge();
    } catch (thrown) {
      this.failure = AppError.from(thrown, "desk drafts");
    }
  }

  async #loadLists(): Promise<void> {
    try {
      await this.lists.load();
    } catch (thrown) {
      this.failure = AppError.from(thrown, "desk lists");
    }
  }

  /** What the box holds now. */
  async type(text: string): Promise<void> {
    this.unread = null;
    this.failure = null;
    this.said = null;
    await this.finder.seek(text);
  }

  /** A card's text, from the scanner, the box or a picture. */
  async scan(text: string, way: CardWay = "typed"): Promise<void> {
    const card = way === "read" ? text : wholeCard(this.finder.text, text);
    await this.#open("scan", async () => {
      const answer = await this.#api.scan(card, way);
      if (answer.kind === "card") return answer.value;
      this.unread = answer.value;
      return null;
    });
  }

  async pick({ key }: Pick<SearchRow, "key">): Promise<void> {
    await this.#open("pick", () => this.#api.openPerson(key), key);
  }

  async newPerson(): Promise<void> {
    const text = this.finder.text.normalize("NFC").trim();
    await this.#open("new", () => this.#api.newPerson(isCardText(text) ? "" : text));
  }

  /** Enter in the box: a card's text, the person the arrows stand on, or the save. */
  async enter(): Promise<void> {
    const { finder } = this;
    if (isCardText(finder.text)) return this.scan(finder.text);
    if (finder.standing) return this.pick(finder.standing);
    if (!finder.empty) return this.say({ what: "choose-person" });
    return this.save();
  }

  async #open(how: string, ask: () => Promise<PersonCardView | null>, key?: PersonKey): Promise<void> {
    const opening = ++this.#opening;
    this.unread = null;
    this.failure = null;
    try {
      const card = await ask();
      if (opening !== this.#opening) return;
      this.finder.clear();
      if (card) await this.#show(card, key);
    } catch (thrown) {
      if (opening === this.#opening) this.failure = AppError.from(thrown, `desk ${how}`);
    }
  }

  async #show(card: PersonCardView, key: PersonKey | null = null): Promise<void> {
    const view = this.evening.view;
    if (!view || this.draft?.isOf(card)) return this.focus("box");
    const ticket = this.peak.filling;
    const begun = this.kept.find((draft) => draft.isOf(card));
    if (begun && !ticket) return this.recall(begun);
    if (!this.#putAside()) return;
    this.said = null;
    const beginning = { session: view.session.id, nextTicket: view.next_ticket, key, ticket };
    const draft = new Draft(card, beginning);
    this.peak.ask(null);
    this.half.open = draft;
    await this.focus(draft.editing ? firstEmpty(card) : "box");
  }

  /** Puts the open person aside if anything was entered; `false` when there is no room left. */
  #putAside(): boolean {
    const room = this.half.putAside();
    if (!room) this.say({ what: "drafts-full" });
    return room;
  }

  /** Esc: what was typed in the box goes first, then the open person, who is kept. */
  async back(): Promise<void> {
    const { draft, finder } = this;
    if (this.unread || this.failure) return this.#dismiss();
    if (finder.text !== "") finder.clear();
    else if (draft === null) this.peak.ask(null);
    else if (draft.seeking !== "") {
      draft.seeking = "";
      return;
    } else if (this.#putAside()) {
      this.said = draft.touched ? { what: "kept", name: draft.person.name } : null;
    }
    await this.focus("box");
  }

  async #dismiss(): Promise<void> {
    this.unread = null;
    this.failure = null;
    await this.focus("box");
  }

  async recall(draft: Draft): Promise<void> {
    this.half.recall(draft);
    this.peak.ask(null);
    this.#chain = false;
    this.finder.clear();
    this.said = null;
    await this.focus("box");
  }

  /** Asks who the tickets' people were, one after another: the oldest that has nobody, then the next. */
  async fill(): Promise<void> {
    const row = this.peak.next(this.half.assists);
    if (!row || !this.#putAside()) return;
    this.said = null;
    this.#chain = true;
    this.peak.ask(row);
    await this.focus("box");
  }

  discard(draft: Draft): void {
    this.half.drop(draft);
    void this.focus("box");
  }

  /** Digits and clicks: the outcome, and the focus where its next question is. */
  async decide(outcome: Outcome): Promise<void> {
    const { draft } = this;
    if (!draft) return;
    draft.decide(outcome);
    if (this.said?.what === "choose-outcome") this.said = null;
    await this.focus(outcome === "come-back" ? "difficulties" : "box");
  }

  /** The day to come back on, by its digit or a click; Enter is to save then. */
  async comeBackOn(day: string): Promise<void> {
    const { draft } = this;
    if (!draft) return;
    draft.returnDay = day;
    draft.asksDay = false;
    draft.error = null;
    if (this.said?.what === "choose-day") this.said = null;
    await this.focus("box");
  }

  /** ← →: the service beside the present one, of whoever is open or of the peak hour. */
  turn(step: 1 | -1): void {
    const { draft, peak } = this;
    const now = draft?.service ?? peak.service;
    const next = SERVICES[(SERVICES.indexOf(now) + step + SERVICES.length) % SERVICES.length] ?? now;
    if (draft) draft.choose(next);
    else peak.service = next;
  }

  /** Asks the core what the person needs now; a late answer is dropped. */
  async judge(): Promise<void> {
    const { draft } = this;
    if (!draft) return;
    const judging = ++this.#judging;
    draft.error = null;
    try {
      const triage = await this.#api.triage($state.snapshot(draft.person), draft.account, draft.smsDay);
      if (judging === this.#judging) draft.take(triage);
    } catch (thrown) {
      if (judging === this.#judging) draft.error = AppError.from(thrown, "desk triage");
    }
  }

  async save(): Promise<void> {
    const { draft } = this;
    if (!draft || this.saving || !(await this.#settled(draft))) return;
    const asked = draft.ask();
    if (asked) {
      this.say({ what: asked.what });
      return this.focus(asked.place);
    }
    if (draft.outcome === null) return;
    this.saving = true;
    try {
      const form = draft.form(draft.outcome);
      const completes = this.evening.has(draft.assist);
      const saved = await this.#api.logAssist(form);
      this.evening.add(saved, form.ticket);
      this.half.drop(draft);
      this.say({ what: "saved", row: saved.row, savedHere: saved.saved_here, notices: saved.notices });
      void this.#work.refresh();
      if (completes && this.#chain) this.peak.ask(this.peak.next(this.half.assists));
      await this.focus("box");
    } catch (thrown) {
      await this.#refused(draft, AppError.from(thrown, "desk save"));
    } finally {
      this.saving = false;
    }
  }

  /** Fields have taken what was typed into them; `false` when one could not. */
  async #settled(draft: Draft): Promise<boolean> {
    draft.error = null;
    this.places.settle();
    await tick();
    if (!this.places.focusUnread()) return true;
    this.say({ what: "field-unread" });
    return false;
  }

  async #refused(draft: Draft, error: AppError): Promise<void> {
    draft.error = error;
    // That ticket is another's by now: the next Enter saves this person on a ticket of their own.
    if (error.params["field"] === "ticket-gone") draft.begin(this.evening.view?.next_ticket ?? null);
    const place = placeOf(error);
    draft.editing ||= draft.editable && ["name", "number", "birth", "phone", "address"].includes(place);
    await this.focus(place);
  }

  /** Ctrl+Z: voids the last one saved here; it stays in the list, struck through. */
  async undo(): Promise<void> {
    if (this.evening.undo === null) return;
    try {
      const row = await this.#api.undoLast();
      this.evening.replace(row);
      this.say({ what: "undone", row });
      void this.#work.refresh();
      await this.evening.load();
    } catch (thrown) {
      this.failure = AppError.from(thrown, "desk undo");
    }
  }

  say(said: Said): void {
    this.said = said;
  }

  /** After what is about to be shown is on the screen. */
  async focus(place: Place): Promise<void> {
    await tick();
    if (!this.places.focus(place)) this.places.focus("box");
  }
}

export const [getDesk, setDesk] = createContext<Desk>();
