// The parts of the window beside the way in, each in a file of its own.
import type { Api, StatusView, Work } from "$api";
import { Later } from "./later.svelte";

/** What is seen once somebody is in. The desk lies in the same file: it is what comes next. */
export const SHELL = new Later("shell", () => import("./Shell.svelte"));

/** Whoever comes in finds the first screen read and asked for. A part that is missing says so itself, in its place. */
export async function makeReady(api: Api, work: Work, status: StatusView): Promise<void> {
  await SHELL.read();
  if (SHELL.error === null) await (await import("./Shell.svelte")).makeReady(api, work, status);
}

export const SET_UP = new Later("set-up", () => import("$features/start/SetUp.svelte"));
export const JOIN = new Later("join", () => import("$features/start/Join.svelte"));
export const RECOVER = new Later("recover", () => import("$features/start/Recover.svelte"));
export const RESTORE = new Later("restore", () => import("$features/start/Restore.svelte"));

/** What the way in leads to before somebody is in. */
export const DOOR = [SET_UP, JOIN, RECOVER, RESTORE] as const;
