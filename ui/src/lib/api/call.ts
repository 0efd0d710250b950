// One door to the core: every command answers with its data or throws an AppError, never anything else.
import { type Code, commands, type Error as Fault, events } from "./bindings.gen";

/** What the core said went wrong. Its text is in the catalogue, under the code. */
export class AppError extends Error {
  readonly code: Code;
  /** Never personal. */
  readonly params: Readonly<Record<string, string>>;
  /** Trying again later may succeed without anything being changed. */
  readonly retry: boolean;

  constructor({ code, params, retry }: Fault) {
    super(code);
    this.name = "AppError";
    this.code = code;
    this.params = params;
    this.retry = retry;
  }

  /** An AppError stays as it is; whatever else was thrown is a fault of the program, at `where`. */
  static from(thrown: unknown, where: string): AppError {
    if (thrown instanceof AppError) return thrown;
    return new AppError({ code: "bug", params: { where }, retry: false });
  }
}

type Answer<T> = { status: "ok"; data: T } | { status: "error"; error: Fault };
type Command = (...args: never[]) => Promise<Answer<unknown>>;
type DataOf<C extends Command> = Extract<Awaited<ReturnType<C>>, { status: "ok" }>["data"];

/** Every command of the core, and word of when something on the screen may be out of date. */
export type Api = {
  [Name in keyof typeof commands]: (
    ...args: Parameters<(typeof commands)[Name]>
  ) => Promise<DataOf<(typeof commands)[Name]>>;
} & {
  /** Calls `listener` whenever records came in or went out; the result stops it. */
  onChanged: (listener: () => void) => Promise<() => void>;
};

/** Turns a command's answer into its data. */
export async function answered<T>(where: string, answer: Promise<Answer<T>>): Promise<T> {
  const said = await answer.catch((thrown: unknown) => {
    throw AppError.from(thrown, where);
  });
  if (said.status === "error") throw new AppError(said.error);
  return said.data;
}

function commandsThatThrow(): object {
  const entries = Object.entries<Command>(commands);
  return Object.fromEntries(
    entries.map(([name, command]) => [name, (...args: never[]) => answered(name, command(...args))]),
  );
}

/** The core behind the window. */
export const core = {
  ...commandsThatThrow(),
  onChanged: (listener: () => void) => events.changed.listen(listener),
} as Api;
