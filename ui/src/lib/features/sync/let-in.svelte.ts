// A leader lets a new laptop in: reads its request, compares the code, chooses the person, writes the answer.
import { type Api, Attempt, beside, JOIN_ANSWER_NAME, type JoinRequestView, type MemberView } from "$api";

export class LetIn {
  requestPath = $state("");
  /** Read, with its code on the screen; `null` before. */
  request = $state.raw<JoinRequestView | null>(null);
  /** The leader has heard the same code. */
  same = $state(false);
  members = $state.raw<readonly MemberView[]>([]);
  member = $state("");
  answerPath = $state("");
  answered = $state.raw<JoinRequestView | null>(null);
  missing = $state<"request" | "member" | "answer" | null>(null);
  readonly attempt = new Attempt("let-in");
  readonly #api: Api;

  constructor(api: Api) {
    this.#api = api;
  }

  pickRequest(title: string): Promise<string | null> {
    return this.attempt.run(() => this.#api.pickFile(title));
  }

  pickAnswer(title: string): Promise<string | null> {
    return this.attempt.run(() => this.#api.pickPlace(title, JOIN_ANSWER_NAME));
  }

  async read(): Promise<void> {
    const path = this.requestPath.trim();
    this.missing = path === "" ? "request" : null;
    if (this.missing) return;
    this.request = await this.attempt.run(() => this.#api.readJoinRequest(path));
    this.answerPath = beside(path, JOIN_ANSWER_NAME);
  }

  /** The codes are alike: now the person is chosen. */
  async confirm(): Promise<void> {
    const commune = await this.attempt.run(() => this.#api.commune());
    this.members = commune?.members ?? [];
    this.same = commune !== null;
  }

  async answer(): Promise<void> {
    this.missing = this.#missingForAnswer();
    if (this.missing) return;
    const form = {
      request_path: this.requestPath.trim(),
      member: this.member,
      answer_path: this.answerPath.trim(),
    };
    this.answered = await this.attempt.run(() => this.#api.answerJoin(form));
  }

  #missingForAnswer(): "member" | "answer" | null {
    if (this.member === "") return "member";
    return this.answerPath.trim() === "" ? "answer" : null;
  }
}
