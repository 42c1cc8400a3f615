// The work area: one tab per kind of work that this person may do. All of them stay in the page, so
// that a half-written update is still there after a look elsewhere.
import { html } from "lit-html";
import { can } from "../state.js";
import { changes } from "./changes.js";
import { command } from "./command.js";
import { comms } from "./comms.js";
import { evidence } from "./evidence.js";
import { record } from "./record.js";
import { tasks } from "./tasks.js";

const work = (state, app) =>
  html`
    <div class="cards">
      <div>${evidence(state, app)}</div>
      <div>${changes(state, app)}</div>
    </div>
  `;

const waiting = (state) => state.actions.runs.filter((run) => run.status === "proposed").length;

const TABS = [
  {
    id: "command",
    title: "Command",
    body: command,
    verbs: ["severity.set", "role.assign"],
    badge: (state) => can(state, "action.approve") ? waiting(state) : 0,
  },
  {
    id: "work",
    title: "Work",
    body: work,
    verbs: ["evidence.query", "action.propose"],
    badge: (state) =>
      can(state, "mitigation.verify")
        ? state.actions.runs.filter((run) =>
          run.status === "approved" ||
          (run.status === "finished" && !run.verified && !run.undoes)
        ).length
        : 0,
  },
  { id: "comms", title: "Comms", body: comms, verbs: ["update.post", "statuspage.post"] },
  {
    id: "tasks",
    title: "Tasks",
    body: tasks,
    badge: (state) =>
      state.tasks.filter((task) => task.to === state.you.person && task.reported_at === null)
        .length,
  },
  { id: "record", title: "Record", body: record },
];

const HOME = { ic: "command", ol: "work", responder: "work", cl: "comms" };

/** The tabs that this person has, in order. */
export const tabsOf = (state) =>
  TABS.filter(({ verbs }) => !verbs || verbs.some((verb) => can(state, verb)));

/** The tab that is open: the chosen one, or the one of the seat. */
export function openTab(state) {
  const ids = tabsOf(state).map(({ id }) => id);
  const wish = state.ui.tab ?? HOME[state.you.seat] ?? "record";
  return ids.includes(wish) ? wish : ids[0];
}

function arrows(app, ids, open) {
  return (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const next = ids[(ids.indexOf(open) + step + ids.length) % ids.length];
    app.ui({ tab: next });
    document.getElementById(`tab-${next}`)?.focus();
  };
}

/** @param {object} state @param {object} app */
export function tabs(state, app) {
  const mine = tabsOf(state);
  const open = openTab(state);
  const ids = mine.map(({ id }) => id);
  return html`<section class="panel work" id="work" aria-label="Your work">
    <div class="tabs" role="tablist" aria-label="Work areas" @keydown=${arrows(app, ids, open)}>${
    mine.map(({ id, title, badge }, i) => {
      const n = badge?.(state) ?? 0;
      return html`
        <button type="button" role="tab" id="tab-${id}" aria-controls="area-${id}"
          aria-selected=${id === open} tabindex=${id === open ? 0 : -1} title="Key ${i + 1}"
          @click=${() => app.ui({ tab: id })}>${title}${n
            ? html`
              <span class="badge num">${n}<span class="vh"> waiting</span></span>
            `
            : ""}</button>
      `;
    })
  }</div>
    ${
    mine.map(({ id, body }) =>
      html`
        <div class="scroll area" role="tabpanel" id="area-${id}" aria-labelledby="tab-${id}"
          tabindex="0" ?hidden=${id !== open}>${body(state, app)}</div>
      `
    )
  }
  </section>`;
}
