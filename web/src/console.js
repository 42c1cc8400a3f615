// The facilitator's console: the drill from behind the curtain.
import { html, nothing } from "lit-html";
import "./css/tokens.css";
import "./css/base.css";
import "./css/room.css";
import "./css/panels.css";
import "./css/console.css";
import { startPage } from "./page.js";
import { alerts } from "./panels/alerts.js";
import { dashboards, drawCharts } from "./panels/dashboards.js";
import { header } from "./panels/header.js";
import { help, listenForKeys } from "./panels/help.js";
import { notices } from "./panels/notices.js";
import { followTimeline, timeline } from "./panels/timeline.js";
import { toasts } from "./panels/toasts.js";
import { clockwork } from "./staff/clockwork.js";
import { injects } from "./staff/injects.js";
import { seats } from "./staff/seats.js";
import { team } from "./staff/team.js";
import { world } from "./staff/world.js";

const KEYS = [
  ["p", "Pause or resume"],
  ["f", "Go to the next inject"],
  ["m", "Improvise a message"],
  ["/", "Write a message"],
  ["g then s, d, i, t", "Go to seats, dashboards, injects, timeline"],
  ["d", "Hide or show the charts"],
  ["Esc", "Leave a field"],
  ["?", "This list"],
];

const desk = (state, app) =>
  html`
    <a class="skip" href="#injects">Skip to the injects</a>
      <div class="room desk" data-phase=${state.drill.phase}>
      <header class="head">${header(state, app)}${notices(state, app)}</header>
      <div class="left">${clockwork(state, app)}${seats(state, app)}${world(state, app)}${alerts(
        state,
        app,
      )}</div>
      <main class="mid">${injects(state, app)}${team(state)}${dashboards(state, app)}</main>
      <div class="right">${timeline(state, app)}</div>
      <nav class="jump" aria-label="Parts of the console">${[
        ["clockwork", "Clock"],
        ["seats", "Seats"],
        ["injects", "Injects"],
        [
          "dashboards",
          "Charts",
        ],
        ["timeline", "Channel"],
      ].map(([id, text]) => html`<a href="#${id}">${text}</a>`)}</nav>
    </div>${toasts(state, app)}${state.ui.help ? help(state, app, KEYS) : nothing}
  `;

const { app, store } = startPage({
  view: desk,
  ui: {
    tab: null,
    filter: "all",
    earlier: false,
    board: null,
    long: true,
    folded: false,
    away: [],
    leaving: null,
    editing: null,
    nudge: "50%",
  },
  after(state) {
    drawCharts(state);
    followTimeline();
  },
});
app.show = () => {};

const PLACES = { s: "seats", d: "dashboards", i: "injects", t: "timeline" };

listenForKeys((key) => {
  const { state } = store;
  if (!state.ready) return false;
  const { phase } = state.drill;
  if (key === "?") app.ui({ help: true });
  else if (key === "/") document.getElementById("say")?.focus();
  else if (key === "d") app.ui({ folded: !state.ui.folded });
  else if (key === "f") document.querySelector("#injects .next button")?.focus();
  else if (key === "m") {
    const composer = document.querySelector("#injects .improvise");
    if (composer) composer.open = true;
    composer?.querySelector("select, input")?.focus();
  } else if (key === "p" && phase === "running") app.run("drill.pause", { reason: "" });
  else if (key === "p" && phase === "paused") app.run("drill.resume");
  else if (key.startsWith("g ")) {
    const place = document.getElementById(PLACES[key.slice(2)]);
    place?.querySelector("button, input, [tabindex]")?.focus();
  } else return false;
  return true;
});
