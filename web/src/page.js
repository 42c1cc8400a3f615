// What the room and the facilitator's console share: connect, keep one state, draw it, keep clocks.
import { html, render } from "lit-html";
import { createActs } from "./acts.js";
import { nameDrafts } from "./drafts.js";
import { t } from "./i18n.js";
import { startLive, writeLive } from "./live.js";
import { learnLines } from "./panels/channel/entries.js";
import { isStaff, NOTHING_YET, onEvents, onPresence, onScore, onTick, onView } from "./state.js";
import { createStore } from "./store.js";
import { applyTheme } from "./theme.js";
import { connect } from "./wire.js";

const HEARD = {
  view: onView,
  events: onEvents,
  tick: onTick,
  presence: onPresence,
  score: onScore,
};

const waiting = ({ ui: { link } }) =>
  link.status === "refused"
    ? html`
      <main class="blank">
        <div role="alert">
          <h1>${link.error.message}</h1>
          <p>${link.error.hint}</p>
          <p><a href="/">${t("To the start page")}</a></p>
        </div>
      </main>
    `
    : html`
      <main class="blank">
        <div role="status">
          <h1>${link.error?.message ??
            (link.status === "lost"
              ? t("No answer yet, trying again …")
              : t("Joining the drill …"))}</h1>
        </div>
      </main>
    `;

const stoodUp = ({ you, people }) =>
  you.seat !== "facilitator" && !people.some((one) => one.person === you.person);

const unseated = html`
  <main class="blank">
    <div role="alert">
      <h1>${t("You have no seat in this drill any more.")}</h1>
      <p>${t("The facilitator has freed it. To come back, join again with the code.")}</p>
      <p><a href="/">${t("To the start page")}</a></p>
    </div>
  </main>
`;

// Staff and those who play have different pages: whoever changes sides is sent to the other one.
function minder() {
  let was = null;
  return (state) => {
    const staff = isStaff(state);
    if (was !== null && staff !== was) location.reload();
    was = staff;
  };
}

/**
 * Start a live page in `#app`, with what the body's data attributes say.
 *
 * @param {object} options
 * @param {(state: object, app: object) => unknown} options.view
 * @param {object} options.ui the page's own first state
 * @param {(state: object) => void} [options.after] after drawing
 */
export function startPage({ view, ui, after }) {
  const { token, drill, person = "facilitator", debrief, day } = document.body.dataset;
  const root = document.getElementById("app");
  applyTheme();
  nameDrafts(drill, person);

  const mind = minder();
  let learning = false;
  // What only staff reads in the timeline is fetched for them alone.
  const learn = (state) => {
    if (learning || !isStaff(state)) return;
    learning = true;
    import("./sentences_staff.js").then(({ STAFF_LINES }) => {
      learnLines(STAFF_LINES);
      app.ui({});
    }, () => (learning = false));
  };

  const draw = (state) => {
    if (!state.ready || state.ui.link.status === "refused") {
      render(waiting(state), root);
      return;
    }
    if (stoodUp(state)) {
      render(unseated, root);
      return;
    }
    mind(state);
    learn(state);
    render(view(state, app), root);
    writeLive(root, state);
    after?.(state);
    app.drawn();
  };

  const first = {
    link: { status: "connecting", waiting: 0 },
    busy: {},
    errors: {},
    toasts: [],
    help: false,
    debrief,
    day,
    ...ui,
  };
  const store = createStore({ ...NOTHING_YET, ui: first }, draw);
  const wire = connect({
    token,
    seen: () => store.state.seq,
    heard: (name, message) => store.update((state) => HEARD[name](state, message, Date.now())),
    linked: (link) => store.ui({ link }),
  });
  const app = createActs(store, wire);
  draw(store.state);
  startLive(() => store.state);
  return { app, store };
}
