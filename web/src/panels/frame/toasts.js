// Refusals that belong to no form, and other short words that go away by themselves.
import { html } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { t } from "../../i18n.js";

/** @param {object} state @param {object} app */
export const toasts = (state, app) =>
  html`
    <div class="toasts" role="alert">${repeat(state.ui.toasts, (one) =>
      one.id, (one) =>
      html`<p class="toast" data-tone=${one.tone}><span><b>${one.message}</b> ${one.hint}</span>
      <button type="button" class="quiet icon" @click=${() =>
        app.dismiss(one.id)}><span
        aria-hidden="true">×</span><span class="vh">${
        t("Close this message")
      }</span></button></p>`)}</div>
  `;
