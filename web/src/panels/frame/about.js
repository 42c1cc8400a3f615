// What this drill is about, in full: for whoever wants to read a long title, or the brief again.
//
// Names for tests: dialog "About this drill".
import { html, nothing } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { t } from "../../i18n.js";
import { at, moving } from "../../parts.js";
import { nameOf } from "../../state.js";
import { spanText } from "../../clock.js";
import "./aside_sheet.js";

const open = (dialog) =>
  queueMicrotask(() => {
    if (dialog?.isConnected && !dialog.open) dialog.showModal();
  });

const row = (label, value) =>
  value
    ? html`
      <div>
        <dt>${label}</dt>
        <dd>${value}</dd>
      </div>
    `
    : nothing;

/** @param {object} state @param {object} app */
export function about(state, app) {
  const { drill, incident } = state;
  const declared = incident.declared_at !== null;
  return html`
    <dialog class="ask about" aria-labelledby="about-title" ${ref(open)} @close=${() =>
      app.ui({ about: false })}>
      <h2 id="about-title">${t("About this drill")}</h2>
      <dl class="pairs">
        ${row(t("Drill"), state.name)}
        ${row(t("Scenario"), drill.title)}
        ${row(t("Incident"), declared && incident.title)}
        ${row(
          t("Declared"),
          declared &&
            html`${at(state, incident.declared_at)} · ${nameOf(state, incident.declared_by)} · ${
              moving("since", incident.declared_at)
            }`,
        )}
        ${row(t("Over when"), incident.exit_criteria)}
        ${row(t("Judged by"), drill.policy)}
        ${row(t("Planned length"), spanText(drill.length))}
        ${row(t("Times are in"), drill.zone)}
      </dl>
      <p class="said brief">${drill.brief}</p>
      <form method="dialog"
        class="row end"><button class="primary" autofocus>${t("Close")}</button></form>
    </dialog>
  `;
}
