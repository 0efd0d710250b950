// The core as components see it; a test gives them another one.
import { createContext } from "svelte";
import { type Api, core } from "./call";

const [getApi, setApi] = createContext<Api>();
export { getApi };

/** Gives every component beneath the same core. */
export function provideApi(api: Api = core): Api {
  return setApi(api);
}
