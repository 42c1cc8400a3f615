// What somebody was asked to do, on top of the area in which they do it.
import { html, nothing } from "lit-html";
import { t } from "../../i18n.js";
import { button, moving } from "../../parts.js";

/** @param {object} state @param {object} app */
export function yours(state, app) {
  const mine = state.tasks.filter((task) =>
    task.to === state.you.person && task.reported_at === null
  );
  return mine.length
    ? html`<section class="card key yours" aria-label=${t("Your tasks")}>${
      mine.map((task) =>
        html`
          <p
            class="ask"><span><b>${t("Your task")}</b> ${task.text} <span class="dim">${task
              .by_name}</span> ${moving(
                "left",
                task.at + task.timebox,
              )}</span>${task.acked_at === null
              ? button(state, app, {
                say: t("Take on"),
                name: t("Take on: {text}", task),
                verb: "task.ack",
                args: { id: task.id },
                look: "primary small",
              })
              : html`
                <button type="button" class="small" aria-label=${t("Report: {text}", task)}
                  @click=${() => app.show({ tab: "tasks", focus: "task" })}>${t(
                    "Report",
                  )}</button>
              `}</p>
        `
      )
    }</section>`
    : nothing;
}
