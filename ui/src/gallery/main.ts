// The shared components side by side, for whoever works on them: npm run dev, then /gallery.html. Never built.
// `?theme=dark`, `?lang=en` choose how; `?phase=first-run|joining|locked|open` the whole window with a made-up core
// (`&real` outside the practice commune, `&apart` without a centre, `&first` with nothing else on this laptop).
import { mount } from "svelte";
import "../styles/fonts.css";
import "../styles/tokens.css";
import "../styles/base.css";
import { language, LANGUAGES } from "$i18n";
import { theme, THEMES } from "$shared/theme.svelte";
import type { Phase, StatusView } from "$api";
import App from "../routes/App.svelte";
import { sampleCore } from "./core";
import Gallery from "./Gallery.svelte";

const asked = new URLSearchParams(window.location.search);
const lang = LANGUAGES.find((one) => one === asked.get("lang"));
const colours = THEMES.find((one) => one === asked.get("theme"));
if (lang) language.choose(lang);
if (colours) theme.choose(colours);
await language.learn();

const target = document.getElementById("app");
if (!target) throw new Error("gallery.html has no #app");

const PHASES: readonly Phase[] = ["first-run", "joining", "locked", "open"];
const phase = PHASES.find((one) => one === asked.get("phase"));

if (phase) {
  const status: Partial<StatusView> = {};
  if (asked.has("real")) status.profile = "commune";
  if (asked.has("practice")) status.profile = "practice";
  if (asked.has("first")) status.has_commune = false;
  mount(App, { target, props: { api: sampleCore({ phase, status, attached: !asked.has("apart") }) } });
} else {
  mount(Gallery, { target });
}
