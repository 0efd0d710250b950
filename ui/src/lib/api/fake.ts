// A core for tests and for pages without one: it answers what it is told to, and fails loudly at the rest.
import { commands } from "./bindings.gen";
import { type Api, AppError } from "./call";

/** An Api whose unnamed commands reject as faults of the program. */
export function fakeApi(answers: Partial<Api>): Api {
  const unanswered = Object.keys(commands).map((name) => [
    name,
    () => Promise.reject(new AppError({ code: "bug", params: { where: `fake ${name}` }, retry: false })),
  ]);
  const silent = { onChanged: () => Promise.resolve(() => undefined) };
  return { ...Object.fromEntries(unanswered), ...silent, ...answers } as Api;
}
