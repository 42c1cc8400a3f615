// What the team still owes a word on: open tasks, the one that is due first in front.
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { t } from "../../i18n.js";
import { card, moving } from "../../parts.js";
import { dueAt, inOrder, isLate, isOpen, stageOf } from "../tasks/task_words.js";

const STAGES = {
  new: t("not taken on yet"),
  taken: t("taken on"),
  started: t("started"),
};

function row(task, now) {
  const stage = stageOf(task);
  return html`<li data-overdue=${isLate(task, now)}><b>${task.to_name}</b> ${task.text} <span
    class=${stage === "new" ? "warn" : "dim"}>${STAGES[stage]}</span> ${
    moving("left", dueAt(task))
  }</li>`;
}

/** @param {object} state @param {object} app @param {number} now drill time */
export function outstanding(state, app, now) {
  const open = inOrder(state.tasks).filter(isOpen);
  if (!open.length) return nothing;
  return card(
    t("Tasks outstanding"),
    html`
      <ul class="facts owed">${repeat(open, (task) => task.id, (task) => row(task, now))}</ul>
      <div
        class="row end"><button type="button" class="small" @click=${() =>
          app.show({ tab: "tasks", focus: "ask" })}>${t("Ask somebody")}</button></div>
    `,
  );
}
