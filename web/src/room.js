// A trainee's or an observer's room.
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import "./css/tokens.css";
import "./css/base.css";
import "./css/room.css";
import "./css/panels.css";
import { newsOf, waitingFor } from "./concerns.js";
import { keep } from "./drafts.js";
import { t } from "./i18n.js";
import { chime, createTeller } from "./notify.js";
import { startPage } from "./page.js";
import { alerts } from "./panels/people/alerts.js";
import { dashboards, drawCharts } from "./panels/charts/dashboards.js";
import { linesOf } from "./panels/channel/entries.js";
import { news, readOn } from "./panels/channel/follow.js";
import { header } from "./panels/frame/header.js";
import { inbox } from "./panels/channel/inbox.js";
import { jump } from "./panels/frame/jump.js";
import { listenForKeys } from "./panels/frame/keys.js";
import { followFocus, keepFocus } from "./panels/frame/landing.js";
import { later, prefetch } from "./panels/frame/later.js";
import { notices } from "./panels/frame/notices.js";
import { people } from "./panels/people/people.js";
import { fetchTabs, ready, tabs } from "./panels/frame/tabs.js";
import { followTimeline, timeline } from "./panels/channel/timeline.js";
import { toasts } from "./panels/frame/toasts.js";
import { prefs } from "./prefs.js";
import { handlerOf, keysOf } from "./room_keys.js";
import { isAsked, isSolo } from "./state.js";

const LEAVE_AFTER = 8_000;
const DRAWN = 80;

const lobby = later(() => import("./panels/frame/lobby.js"), "lobby");
const probe = later(() => import("./panels/frame/probe.js"), "probe");
const help = later(() => import("./panels/frame/help.js"), "help");
const about = later(() => import("./panels/frame/about.js"), "about");
const asks = later(() => import("./panels/frame/asks.js"), "asks");
const solo = later(() => import("./panels/frame/solo.js"), "solo");

const COLUMNS = {
  left: (state, app) =>
    html`<div class="left">${alerts(state, app)}${inbox(state, app)}${people(state, app)}</div>`,
  mid: (state, app) =>
    html`<main class="mid" id="main" tabindex="-1">${
      state.drill.phase === "lobby"
        ? lobby.body(state, app, true)
        : html`${dashboards(state, app)}${tabs(state, app)}`
    }</main>`,
  right: (state, app) => html`<div class="right">${timeline(state, app)}</div>`,
};

// The order counts on a narrow page and for the keyboard: before the start the briefing comes first,
// and who only watches reads the channel first.
function order({ you, drill }) {
  if (drill.phase === "lobby") return ["mid", "left", "right"];
  return you.seat === "observer" ? ["right", "mid", "left"] : ["left", "mid", "right"];
}

const overRoom = (state, app) => {
  const { ui } = state;
  return html`${toasts(state, app)}${
    isAsked(state) && ui.later !== state.probe.id ? probe.shown(state, app) : nothing
  }${ui.help ? help.shown(state, app) : nothing}${ui.about ? about.shown(state, app) : nothing}${
    ui.asking ? asks.shown(state, app) : nothing
  }`;
};

const room = (state, app) => {
  readOn(state, app);
  return html`
    <a class="skip" href=${state.drill.phase === "lobby" ? "#main" : "#work"}>${t(
      "Skip to your work",
    )}</a>
    <div class="room" data-phase=${state.drill.phase} data-seat=${state.you.seat}
      data-link=${state.ui.link.status}>
      <header class="head">${header(state, app)}${isSolo(state)
        ? solo.shown(state, app)
        : nothing}${notices(state, app)}</header>
      ${repeat(order(state), (one) => one, (one) => COLUMNS[one](state, app))}
      ${jump(state)}
    </div>${overRoom(state, app)}
  `;
};

/** Go to the control that a hint speaks of. */
async function show({ tab, focus, form }) {
  if (tab) app.ui({ tab });
  await ready(app, tab);
  // The tab has to be drawn before anything in it can take the focus.
  setTimeout(() => {
    const inside = form ? document.getElementById(form) : document;
    const found = [...(inside?.querySelectorAll(`[data-focus="${focus}"]`) ?? [])]
      .find((element) => element.checkVisibility());
    found?.scrollIntoView({ block: "center" });
    found?.focus();
  }, DRAWN);
}

const spoken = document.createElement("p");
spoken.className = "vh";
spoken.setAttribute("role", "status");
document.body.append(spoken);

const tell = createTeller((text) => (spoken.textContent = text));
let title = "";

function nameWindow(state) {
  const { incident, drill } = state;
  const { all } = waitingFor(state, news().mentions);
  const what = `${incident.severity ?? ""} ${incident.title || drill.title}`.trim();
  const next = all && prefs().title ? `(${all}) ${what}` : what;
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

const { app } = startPage({
  view: room,
  ui: {
    tab: location.hash === "#review" ? "review" : null, // as the debrief's link asks for it
    filter: "all",
    earlier: 0,
    from: null,
    re: null,
    at: null,
    board: null,
    long: false,
    folded: false,
    away: [],
    leaving: null,
    items: null,
    later: null,
    about: false,
    asking: false,
  },
  after(state) {
    keepFocus();
    drawCharts(state);
    followTimeline();
    nameWindow(state);
    tell(newsOf(state, linesOf(state)), title);
    leaveWhenOver(state);
  },
});
Object.assign(app, {
  show,
  chime,
  about: () => app.ui({ about: true }),
  mark: {
    say: t("Log this"),
    verb: "doc.write",
    async act(state, line) {
      const { logThis } = await ready(app, "record");
      logThis(state, app, line);
    },
  },
});
Object.defineProperty(app, "keys", { get: () => keysOf(app.state) });

listenForKeys(handlerOf(app));
followFocus();
if (!app.state.ready) lobby.ready(app).catch(() => {});
fetchTabs(app, document.body.dataset.seat);
prefetch(app, [help, about, asks, probe]);
