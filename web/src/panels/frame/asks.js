// A word with the facilitator, over the room: one question, to be answered when there is time.
//
// Names for tests: dialog "Ask the facilitator"; field "Your question"; buttons "Ask", "Cancel".
import { html } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { t } from "../../i18n.js";
import { field, form, prose } from "../../parts.js";

let shown = null;
const mount = (dialog) => {
  if (!dialog) shown?.close();
  shown = dialog ?? null;
  queueMicrotask(() => {
    if (shown?.isConnected && !shown.open) shown.showModal();
  });
};

/** @param {object} state @param {object} app */
export const asks = (state, app) =>
  html`
    <dialog class="ask" aria-labelledby="asks-title" ${ref(mount)} @close=${() =>
      app.ui({ asking: false })}>
      <h2 id="asks-title">${t("Ask the facilitator")}</h2>
      <p class="why">${t(
        "About the exercise, not the incident: only you and the staff see it. The answer comes into your inbox.",
      )}</p>
      ${form(state, app, {
        id: "ask-facilitator",
        verb: "ask",
        args: (read) => ({ question: read("question") }),
        fields: field(t("Your question"), prose("question", { must: true, max: 1000 })),
        submit: t("Ask"),
        extra: html`<button type="button" class="quiet" @click=${() => shown?.close()}>${
          t("Cancel")
        }</button>`,
        sent: () => shown?.close(),
      })}
    </dialog>
  `;
