// Where the window is: `#/people/42` is the screen `people` with the rest `["42"]`.
import { createSubscriber } from "svelte/reactivity";

export interface Place {
  screen: string;
  rest: readonly string[];
}

/** `null` when an address was cut in the middle of a letter. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

export function parseHash(hash: string): Place {
  const parts = hash.replace(/^#\/?/, "").split("/").map(decoded);
  const [screen = "", ...rest] = parts.filter((part) => part !== null);
  if (rest.length + 1 < parts.length) return { screen: "", rest: [] };
  return { screen, rest: rest.filter((part) => part !== "") };
}

export function hrefOf(screen: string, ...rest: string[]): string {
  return `#/${[screen, ...rest].map(encodeURIComponent).join("/")}`;
}

const subscribe = createSubscriber((update) => {
  window.addEventListener("hashchange", update);
  return () => window.removeEventListener("hashchange", update);
});

export const router = {
  get place(): Place {
    subscribe();
    return parseHash(window.location.hash);
  },
  go(screen: string, ...rest: string[]): void {
    window.location.hash = hrefOf(screen, ...rest);
  },
};

/** To where one came from; to `screen` where the window began here. */
export function back(screen: string): void {
  if (window.history.length > 1) window.history.back();
  else router.go(screen);
}
