// The page of a game day: the lobby, the wheel, teams and roles, and the host's view of all rooms.
import { html, nothing, render } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import "./css/tokens.css";
import "./css/base.css";
import "./css/day.css";
import { createActs } from "./acts.js";
import { createGuide, wayToRoom } from "./day/go.js";
import { createKept } from "./day/kept.js";
import { beforeStart, invite, leave, whoIsHere, yourRole } from "./day/lobby.js";
import { calm, createMotion } from "./day/motion.js";
import { line, themeButton, toasts } from "./day/parts.js";
import { ALL, onWheel } from "./day/pool.js";
import { writeClocks } from "./day/room_card.js";
import { endDay, pastCard, roomsCard } from "./day/rooms.js";
import { createSound } from "./day/sound.js";
import { spin, spinCard } from "./day/spin.js";
import { news, nextForHost, nextForMember, steps } from "./day/steps.js";
import { NOTHING_YET, onDay, onOverview, onRemoved, turns, won } from "./day/state.js";
import { teamsCard } from "./day/teams.js";
import { nameDrafts } from "./drafts.js";
import { t } from "./i18n.js";
import { listenForKeys } from "./panels/frame/help.js";
import { createStore } from "./store.js";
import { applyTheme } from "./theme.js";
import { connect } from "./wire.js";

const BRAND = "Misfortune";
const TITLE = document.title;
const HEARD = { day: onDay, overview: onOverview, removed: onRemoved };

const { token, day, person } = document.body.dataset;
const root = document.getElementById("app");
const sound = createSound();

const alone = (title, text) =>
  html`
    <main class="blank">
      <div role="alert">
        <h1>${title}</h1>
        <p>${text}</p>
        <p><a href="/">${t("To the start page")}</a></p>
      </div>
    </main>
  `;

const waiting = ({ ui: { link } }) =>
  html`
    <main class="blank">
      <div role="status">
        <h1>${link.error?.message ??
          (link.status === "lost"
            ? t("No answer yet, trying again …")
            : t("Joining the game day …"))}</h1>
      </div>
    </main>
  `;

const STATES = {
  gathering: t("Gathering"),
  playing: t("Playing"),
  over: t("Over"),
};

const bar = (state, app) =>
  html`
    <header class="bar">
      <a class="brand" href="/"><img src="/favicon.ico" width="24" height="24" alt="">${BRAND}</a>
      ${line(state)} ${leave(state, app)} ${endDay(state, app)} ${themeButton(app)}
    </header>
  `;

const head = (state, turning) =>
  html`
    <div class="daytitle">
      <h1>${state.title}</h1><span class="pill">${STATES[state.state]}</span>
      ${state.you.host
        ? nothing
        : html`<span class="dim">${t("You are {name}", { name: state.you.name })}</span>`}
      <p class="lead">${state.you.host
        ? nextForHost(state, turning)
        : nextForMember(state, turning)}</p>
    </div>
  `;

const stepBar = (state, turning) =>
  html`
    <nav class="steps" aria-label=${t("Steps")}>
      <ol role="list">${steps(state, turning).map(({ id, say, detail, done, now }) =>
        html`<li><a href="#${id}" aria-current=${now ? "step" : nothing} data-done=${
          done ? "" : nothing
        }><b>${
          done
            ? html`
              <span class="ok">✓<span class="vh">${t("done:")}</span></span>
            `
            : nothing
        }${say}</b><span class="dim">${detail}</span></a></li>`
      )}</ol>
    </nav>
  `;

function hosts(state, now, turning) {
  const cards = [
    ["wheel", spinCard(state, app, sound, now)],
    ["teams", teamsCard(state, app)],
    ["rooms", roomsCard(state, app)],
  ];
  // What is being played, or was, comes first.
  if (state.state !== "gathering") cards.unshift(cards.pop());
  return html`
    ${stepBar(state, turning)}
    <div class="day">
      <div class="col">${repeat(cards, ([id]) => id, ([, body]) => body)}</div>
      <aside class="col" aria-label=${t("People")}>${invite(state, app)}${whoIsHere(
        state,
        app,
      )}</aside>
    </div>
  `;
}

const members = (state, now) =>
  html`
    <div class="day">
      <div class="col">${wayToRoom(state, guide)}${beforeStart(state, app)}${yourRole(
        state,
      )}${spinCard(state, app, sound, now)}${teamsCard(state, app)}${pastCard(state)}</div>
      <aside class="col" aria-label=${t("People")}>${whoIsHere(state, app)}${invite(
        state,
        app,
      )}</aside>
    </div>
  `;

function view(state) {
  const { ui: { link }, removed } = state;
  if (removed) return alone(removed.message, removed.hint);
  if (link.status === "refused") return alone(link.error.message, link.error.hint);
  if (!state.ready) return waiting(state);
  const now = Date.now();
  const turning = turns(state, now);
  return html`
    <a class="skip" href="#main">${t("Skip to the content")}</a>
    ${bar(state, app)}
    <main class="page" id="main">
      ${head(state, turning)} ${state.you.host ? hosts(state, now, turning) : members(state, now)}
    </main>
    <p class="vh" role="status">${state.ui.said}</p>
    ${toasts(state, app)}
  `;
}

function draw(state) {
  render(view(state), root);
  if (!state.ready || state.removed) return;
  document.title = state.you.room ? t("Your room is open · {title}", { title: TITLE }) : TITLE;
  writeClocks(root, Date.now());
  motion.follow(onWheel(state, Date.now()).result);
  guide.follow(state);
  if (state.you.host) kept.follow(state);
}

/** The wheel is what everybody looks at: bring it into sight for those who have scrolled away. */
function showWheel() {
  const wheel = root.querySelector("[data-wheel]");
  const { top = 0, bottom = 0 } = wheel?.getBoundingClientRect() ?? {};
  if (top >= 0 && bottom <= innerHeight) return;
  wheel?.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
}

function heard(name, message) {
  const before = store.state;
  store.update((state) => HEARD[name](state, message, Date.now()));
  const after = store.state;
  if (name !== "day") return;
  if (after.wheel && after.wheel.n !== before.wheel?.n) {
    // The word was for this spin; the filters stay for the next one.
    store.ui({ touched: false, byHand: null, filters: { ...after.ui.filters, salt: "" } });
    if (before.ready) setTimeout(showWheel, 50);
  }
  if (!before.ready && after.you.host) store.ui(kept.restored(after));
  const said = news(before, after);
  if (said) store.ui({ said });
}

applyTheme();
nameDrafts("day", day, person);

const store = createStore({
  ...NOTHING_YET,
  ui: {
    link: { status: "connecting", waiting: 0 },
    busy: {},
    errors: {},
    toasts: [],
    said: "",
    filters: ALL,
    touched: false,
    leaving: null,
  },
}, draw);

const wire = connect({
  namespace: "/day",
  messages: Object.keys(HEARD),
  token,
  seen: () => store.state.seq,
  heard,
  linked: (link) => store.ui({ link }),
});

const app = createActs(store, wire);
const guide = createGuide(store);
const kept = createKept();
const motion = createMotion({
  root,
  sound,
  current: () => store.state,
  landed() {
    const title = won(store.state, Date.now());
    store.ui({ said: title ? t("The wheel chose: {title}.", { title }) : "" });
  },
});

listenForKeys((key) => {
  if (key !== "s" || !store.state.you?.host) return false;
  spin(store.state, app);
  return true;
});

matchMedia("(prefers-reduced-motion: reduce)").addEventListener("change", () => store.ui({}));
setInterval(() => writeClocks(root, Date.now()), 500);
draw(store.state);
