// The window with a made-up evening, for whoever works on the desk: npm run dev, then /desk.html. Never built.
// `?theme=dark` and `?lang=en` choose how, `?closed` leaves no session open, `?drilled` ends a timed drill (`?practice`). The page says which card it can read.
import { mount } from "svelte";
import "../../styles/fonts.css";
import "../../styles/tokens.css";
import "../../styles/base.css";
import { AppError } from "$api";
import { language, LANGUAGES } from "$i18n";
import { theme, THEMES } from "$shared/theme.svelte";
import App from "../../routes/App.svelte";
import { DRILL_DONE, sampleCore } from "../core";
import { SampleEvening } from "./evening";
import { CARD_TEXT } from "./samples";

const asked = new URLSearchParams(window.location.search);
const lang = LANGUAGES.find((one) => one === asked.get("lang"));
const colours = THEMES.find((one) => one === asked.get("theme"));
if (lang) language.choose(lang);
if (colours) theme.choose(colours);
await language.learn();

const target = document.getElementById("app");
if (!target) throw new Error("desk.html has no #app");

const closed = () => Promise.reject(new AppError({ code: "no-session", params: {}, retry: false }));
const answers = new SampleEvening().answers({
  ...(asked.has("closed") ? { desk: closed } : {}),
  ...(asked.has("drilled") ? { training: () => Promise.resolve(DRILL_DONE) } : {}),
});
const api = sampleCore({ status: asked.has("practice") ? {} : { profile: "commune" }, answers });
target.dataset["card"] = CARD_TEXT;
mount(App, { target, props: { api } });
