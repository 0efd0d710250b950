import { mount } from "svelte";
import "./styles/fonts.css";
import "./styles/tokens.css";
import "./styles/base.css";
import App from "./routes/App.svelte";
import { NOTHING_KNOWN } from "./routes/status";
import "$shared/theme.svelte";

const target = document.getElementById("app");
if (!target) throw new Error("index.html has no #app");

mount(App, { target, props: { status: NOTHING_KNOWN } });
