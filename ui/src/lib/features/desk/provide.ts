// One desk per window, however often its screen is left and entered.
import type { Api, StatusView, Work } from "$api";
import { Desk, setDesk } from "./desk.svelte";

const desks = new WeakMap<Work, Desk>();

export function deskOf(api: Api, work: Work): Desk {
  const desk = desks.get(work) ?? new Desk(api, work);
  desks.set(work, desk);
  return desk;
}

/** Gives the desk of this window to what lies beneath. */
export const provideDesk = (api: Api, work: Work): Desk => setDesk(deskOf(api, work));

/** Whose desk it is. */
export const ownerOf = (status: StatusView | null): string => `${status?.profile} ${status?.member?.id}`;
