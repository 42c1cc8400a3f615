// The work area: one tab per kind of work that this person may do. All that were opened stay in the
// page, so that a half-written update is still there after a look elsewhere; those that are not in
// sight are left as they are.
import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { repeat } from "lit-html/directives/repeat.js";
import { t } from "../../i18n.js";
import { can, reviewOpens } from "../../state.js";
import { changes } from "../work/changes.js";
import { comms, ready as commsReady } from "../comms/comms.js";
import { evidence } from "../work/evidence.js";
import { later, prefetch } from "./later.js";
import { tablist } from "./tablist.js";
import { tasks } from "../tasks/tasks.js";

const work = (state, app, wanted) =>
  html`
    <div class="cards">
      <div>${evidence(state, app, wanted)}</div>
      <div>${changes(state, app, wanted)}</div>
    </div>
  `;

const ahead = later(() => import("../record/ahead.js"), "ahead");
const command = later(() => import("../command/command.js"), "command");
const record = later(() => import("../record/record.js"), "record");
const review = later(() => import("../record/review.js"), "review");

const waiting = (state) => state.actions.runs.filter((run) => run.status === "proposed").length;
const toVerify = (run) =>
  run.status === "approved" || (run.status === "finished" && !run.verified && !run.undoes);
const others = (list, state) => list.filter((one) => one.by !== state.you.person);
const since = (list, at) => list.filter((one) => one.at > at).length;

/**
 * `badge` is how much waits there for this person, `fresh` how much is new since they looked there at
 * drill time `at`.
 */
const TABS = [
  {
    id: "command",
    title: t("Command"),
    ...command,
    verbs: ["severity.set", "role.assign"],
    badge: (state) => can(state, "action.approve") ? waiting(state) : 0,
  },
  {
    id: "work",
    title: t("Work"),
    body: work,
    ready: evidence.ready,
    verbs: ["evidence.query", "action.propose"],
    badge: (state) =>
      can(state, "mitigation.verify") ? state.actions.runs.filter(toVerify).length : 0,
  },
  {
    id: "comms",
    title: t("Comms"),
    body: comms,
    ready: commsReady,
    verbs: ["update.post", "statuspage.post"],
  },
  {
    id: "tasks",
    title: t("Tasks"),
    body: tasks,
    ready: tasks.ready,
    badge: (state) =>
      state.tasks.filter((task) => task.to === state.you.person && task.reported_at === null)
        .length,
    fresh: (state, at) => since(others(state.tasks, state), at),
  },
  {
    id: "ahead",
    title: t("Ahead"),
    ...ahead,
    when: ({ you }) =>
      you.seat === "planner" || you.roles.includes("planner") || you.roles.includes("ic"),
  },
  {
    id: "record",
    title: t("Record"),
    ...record,
    fresh: (state, at) => since(others(Object.values(state.document).flat(), state), at),
  },
  { id: "review", title: t("Review"), ...review, when: reviewOpens },
];

const HOME = {
  ic: "command",
  ol: "work",
  responder: "work",
  cl: "comms",
  scribe: "record",
  planner: "ahead",
};

const found = (id) => TABS.find((tab) => tab.id === id);

/** Fetch what a tab needs if it comes later; gives its module. */
export const ready = async (app, tab) => await found(tab)?.ready(app);

/** Fetch the tab of a seat now, and everything else when there is time. */
export function fetchTabs(app, seat) {
  const home = found(HOME[seat] ?? "record");
  home?.ready(app).catch(() => {});
  prefetch(app, TABS.filter((tab) => tab !== home));
}

/** The tabs that this person has, in order. */
export const tabsOf = (state) =>
  TABS.filter(({ verbs, when }) =>
    (!verbs || verbs.some((verb) => can(state, verb))) && (!when || when(state))
  );

/** How much waits for this person in all of their work. */
export const workWaits = (state) =>
  tabsOf(state).reduce((sum, { badge }) => sum + (badge?.(state) ?? 0), 0);

/** The tab that is open: the chosen one, or the one of the seat. */
export function openTab(state) {
  const ids = tabsOf(state).map(({ id }) => id);
  const wish = state.ui.tab ?? HOME[state.you.seat] ?? "record";
  return ids.includes(wish) ? wish : ids[0];
}

const looked = {}; // tab -> drill time when it was last in sight
const opened = new Set();
const ASIDE = []; // what does not change

/** @param {object} state @param {object} app */
export function tabs(state, app) {
  const mine = tabsOf(state);
  const open = openTab(state);
  looked[open] = state.clock.t;
  opened.add(open);
  const shown = mine.map(({ id, title, badge, fresh }, i) => ({
    id,
    title,
    waiting: badge?.(state) ?? 0,
    fresh: fresh?.(state, looked[id] ??= state.clock.t) ?? 0,
    hint: t("Key {n}", { n: i + 1 }),
  }));
  // What is not in sight is drawn once more as it goes, and then not before it is seen again.
  const area = ({ id, body }) => {
    if (!opened.has(id)) return nothing;
    return guard(id === open ? [state] : ASIDE, () => body(state, app, id === open));
  };
  return html`<section class="panel work" id="work" aria-label=${t("Your work")}>
    ${tablist(t("Work areas"), shown, open, (tab) => app.ui({ tab }))}
    ${
    repeat(mine, ({ id }) => id, (tab) =>
      html`
        <div class="scroll area" role="tabpanel" id="area-${tab.id}" aria-labelledby="tab-${tab.id}"
          tabindex="0" ?hidden=${tab.id !== open}>${area(tab)}</div>
      `)
  }
  </section>`;
}
