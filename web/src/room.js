// A trainee's or an observer's room.
import { html, nothing } from "lit-html";
import "./css/tokens.css";
import "./css/base.css";
import "./css/room.css";
import "./css/panels.css";
import { advice } from "./advice.js";
import { drillTime } from "./clock.js";
import { keep } from "./drafts.js";
import { startPage } from "./page.js";
import { alerts } from "./panels/alerts.js";
import { dashboards, drawCharts } from "./panels/dashboards.js";
import { header } from "./panels/header.js";
import { help, listenForKeys } from "./panels/help.js";
import { inbox } from "./panels/inbox.js";
import { lobby } from "./panels/lobby.js";
import { notices } from "./panels/notices.js";
import { toAcknowledge } from "./panels/oncall_words.js";
import { people } from "./panels/people.js";
import { openTab, tabs, tabsOf } from "./panels/tabs.js";
import { followTimeline, timeline } from "./panels/timeline.js";
import { toasts } from "./panels/toasts.js";

const LEAVE_AFTER = 8_000;

const room = (state, app) =>
  html`
    <a class="skip" href="#work">Skip to your work</a>
      <div class="room" data-phase=${state.drill.phase}>
      <header class="head">${header(state, app)}${notices(state, app)}</header>
      <div class="left">${alerts(state, app)}${inbox(state, app)}${people(state, app)}</div>
      <main class="mid" id="main">${dashboards(state, app)}${state.drill.phase === "lobby"
        ? lobby(state)
        : tabs(state, app)}</main>
      <div class="right">${timeline(state, app)}</div>
      <nav class="jump" aria-label="Parts of the room">${[
        ["alerts", "Alerts"],
        ["dashboards", "Charts"],
        ["work", "Work"],
        ["inbox", "Inbox"],
        [
          "timeline",
          "Channel",
        ],
      ].map(([id, text]) => html`<a href="#${id}">${text}</a>`)}</nav>
    </div>${toasts(state, app)}${state.ui.help ? help(state, app) : nothing}
  `;

/** Go to the control that a hint speaks of. */
function show({ tab, focus, form }) {
  if (tab) app.ui({ tab });
  // The tab has to be drawn before anything in it can take the focus.
  setTimeout(() => {
    const inside = form ? document.getElementById(form) : document;
    const found = [...(inside?.querySelectorAll(`[data-focus="${focus}"]`) ?? [])]
      .find((element) => element.checkVisibility());
    found?.scrollIntoView({ block: "center" });
    found?.focus();
  }, 80);
}

let title = "";
function nameWindow(state) {
  const { incident, drill } = state;
  const open = toAcknowledge(state).length;
  const next = `${open ? `(${open}) ` : ""}${incident.severity ?? ""} ${
    incident.title || drill.title
  }`.trim();
  if (next !== title) document.title = title = next;
}

let phase = "";
let leaving;
function leaveWhenOver(state) {
  const was = phase;
  phase = state.drill.phase;
  const over = phase === "ended" && was && was !== "ended";
  if (!over || keep("left")) return;
  // Once only: whoever comes back from the debrief wants to look around here.
  keep("left", "yes");
  leaving = setTimeout(() => location.assign(state.ui.debrief), LEAVE_AFTER);
  app.ui({
    leaving: () => {
      clearTimeout(leaving);
      app.ui({ leaving: null });
    },
  });
}

const { app, store } = startPage({
  view: room,
  ui: {
    tab: null,
    filter: "all",
    earlier: false,
    board: null,
    long: false,
    folded: false,
    away: [],
    leaving: null,
  },
  after(state) {
    drawCharts(state);
    followTimeline();
    nameWindow(state);
    leaveWhenOver(state);
  },
});
app.show = show;

const PLACES = { a: "alerts", d: "dashboards", w: "work", i: "inbox", t: "timeline" };

listenForKeys((key) => {
  const { state } = store;
  if (!state.ready) return false;
  if (key === "?") app.ui({ help: true });
  else if (key === "/") document.getElementById("say")?.focus();
  else if (key === "a") document.querySelector("[data-focus=ack]")?.click();
  else if (key === "r") document.querySelector("[data-focus=answer]")?.focus();
  else if (key === "d") app.ui({ folded: !state.ui.folded });
  else if (key === "n") {
    const next = advice(state, drillTime(state.clock, Date.now()));
    if (next) show(next);
  } else if (/^[1-5]$/.test(key)) {
    const tab = tabsOf(state)[Number(key) - 1];
    if (!tab) return false;
    app.ui({ tab: tab.id });
    setTimeout(() => document.getElementById(`area-${openTab(store.state)}`)?.focus(), 60);
  } else if (key.startsWith("g ")) {
    const place = document.getElementById(PLACES[key.slice(2)]);
    place?.querySelector('[tabindex="0"], button')?.focus();
    place?.scrollIntoView({ block: "nearest" });
  } else return false;
  return true;
});
