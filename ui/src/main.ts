import { mount } from "svelte";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import { language } from "$i18n";
import App from "./routes/App.svelte";
import "$shared/theme.svelte";

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no #app");

await language.learn();
mount(App, { target });
