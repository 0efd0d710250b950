// The shared components side by side, for whoever works on them: npm run dev, then /gallery.html. Never built.
// `?theme=dark`, `?lang=en`, `?view=shell` choose what is seen.
import { mount } from "svelte";
import "../styles/fonts.css";
import "../styles/tokens.css";
import "../styles/base.css";
import { language, LANGUAGES } from "$i18n";
import { theme, THEMES } from "$shared/theme.svelte";
import App from "../routes/App.svelte";
import Gallery from "./Gallery.svelte";
import { STATUS } from "./samples";

const asked = new URLSearchParams(window.location.search);
const lang = LANGUAGES.find((one) => one === asked.get("lang"));
const colours = THEMES.find((one) => one === asked.get("theme"));
if (lang) language.choose(lang);
if (colours) theme.choose(colours);

const target = document.getElementById("app");
if (!target) throw new Error("gallery.html has no #app");

if (asked.get("view") === "shell") mount(App, { target, props: { status: STATUS } });
else mount(Gallery, { target });
