// What to look at before a session is closed. Pure; nothing here stops anybody from closing.
import type { AssistRow, SessionView } from "$api";

export type Check =
  /** The room held more people than the log, or fewer. */
  | { kind: "short" | "over"; people: number }
  /** People left half done at the desk: closing puts them away. */
  | { kind: "half-done"; people: number }
  /** One person's record stands in the log more than once. */
  | { kind: "twice"; name: string; rows: readonly AssistRow[] }
  /** Different records under one name. */
  | { kind: "alike"; name: string; rows: readonly AssistRow[] }
  | { kind: "conflict" | "review" | "no-day" | "nameless" | "unsent"; rows: readonly AssistRow[] };

const counting = (view: SessionView) => view.assists.filter(({ voided }) => !voided);

/** People in the log: known ones once, and each that is only a ticket. */
export function peopleIn(view: SessionView): number {
  return view.row.counts.citizens + counting(view).filter(({ citizen }) => citizen === null).length;
}

/** Heads beyond the log; negative where the log holds more. `null` while nobody has counted. */
export function differenceOf(view: SessionView, heads: number | null): number | null {
  return heads === null ? null : heads - peopleIn(view);
}

function grouped(rows: readonly AssistRow[], by: (row: AssistRow) => string | null): AssistRow[][] {
  const groups = new Map<string, AssistRow[]>();
  for (const row of rows) {
    const key = by(row);
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

const folded = (name: string | null) => name?.normalize("NFC").toLocaleLowerCase("vi") ?? null;
const nameOf = (rows: readonly AssistRow[]) => rows[0]?.name ?? "";

function twice(rows: readonly AssistRow[]): Check[] {
  const people = grouped(rows, ({ citizen }) => citizen);
  return people.map((group) => ({ kind: "twice", name: nameOf(group), rows: group.toReversed() }));
}

function alike(rows: readonly AssistRow[]): Check[] {
  const names = grouped(rows, ({ name }) => folded(name));
  const apart = names.filter((group) => new Set(group.map(({ citizen }) => citizen)).size > 1);
  return apart.map((group) => ({ kind: "alike", name: nameOf(group), rows: group.toReversed() }));
}

function difference(view: SessionView, heads: number | null): Check[] {
  const people = differenceOf(view, heads) ?? 0;
  if (people === 0) return [];
  return [people > 0 ? { kind: "short", people } : { kind: "over", people: -people }];
}

/** The most pressing first. */
export function checksOf(view: SessionView, heads: number | null): Check[] {
  const rows = counting(view);
  const some = (
    kind: "conflict" | "review" | "no-day" | "nameless" | "unsent",
    found: AssistRow[],
  ): Check[] => (found.length > 0 ? [{ kind, rows: found }] : []);
  return [
    ...(view.half_done > 0 ? [{ kind: "half-done", people: view.half_done } as const] : []),
    ...some(
      "conflict",
      rows.filter(({ conflict }) => conflict),
    ),
    ...some(
      "review",
      rows.filter(({ review }) => review),
    ),
    ...twice(rows),
    ...alike(rows),
    ...difference(view, heads),
    ...some(
      "no-day",
      rows.filter(({ outcome, return_day }) => outcome === "come-back" && return_day === null),
    ),
    ...some(
      "nameless",
      rows.filter(({ name }) => name === null),
    ),
    ...some(
      "unsent",
      rows.filter(({ mine, arrived }) => mine && !arrived),
    ),
  ];
}
