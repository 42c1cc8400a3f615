// The two pages of staff: the facilitator's console, and the evaluator's desk, which shows the same and
// acts on nothing.
import { html, nothing } from "lit-html";
import { t } from "../i18n.js";
import { alerts } from "../panels/people/alerts.js";
import { dashboards } from "../panels/charts/dashboards.js";
import { header } from "../panels/frame/header.js";
import { help } from "../panels/frame/help.js";
import { notices } from "../panels/frame/notices.js";
import { timeline } from "../panels/channel/timeline.js";
import { toasts } from "../panels/frame/toasts.js";
import { clockwork } from "./clockwork.js";
import { coming } from "./coming.js";
import { KEYS, RATING_KEYS } from "./keys.js";
import { notes } from "./notes.js";
import { seats } from "./seats.js";
import { sheets } from "./sheets.js";
import { team } from "./team.js";
import { world } from "./world.js";

const CONSOLE = {
  look: "",
  left: [clockwork, seats, world, alerts],
  order: undefined,
  parts: [
    ["clockwork", t("Clock")],
    ["coming", t("Coming")],
    ["seats", t("Seats")],
    ["sheets", t("Desk")],
    ["dashboards", t("Charts")],
    ["timeline", t("Channel")],
  ],
};

const DESK = {
  look: "judge",
  left: [(state, app) => notes(state, app, "notebook"), seats, world],
  order: ["score", "injects", "questions", "picture", "review"],
  parts: [
    ["notes", t("Notes")],
    ["coming", t("Coming")],
    ["sheets", t("Rating")],
    ["dashboards", t("Charts")],
    ["timeline", t("Channel")],
  ],
};

/** @param {object} state @param {object} app */
export function desk(state, app) {
  const evaluates = state.you.seat === "evaluator";
  const { look, left, order, parts } = evaluates ? DESK : CONSOLE;
  return html`
    <a class="skip" href="#sheets">${t("Skip to your desk")}</a>
    <div class="room desk ${look}" data-phase=${state.drill.phase}>
      <header class="head">${header(state, app)}${notices(state, app)}</header>
      <div class="wide">${coming(state, app)}</div>
      <div class="left">${left.map((part) => part(state, app))}</div>
      <main class="mid">${sheets(state, app, order)}${team(state, app)}${dashboards(
        state,
        app,
      )}</main>
      <div class="right">${timeline(state, app)}</div>
      <nav class="jump" aria-label=${t("Parts of the console")}>${parts.map(([id, text]) =>
        html`<a href="#${id}">${text}</a>`
      )}</nav>
    </div>${toasts(state, app)}${state.ui.help
      ? help(state, app, evaluates ? RATING_KEYS : KEYS)
      : nothing}
  `;
}
