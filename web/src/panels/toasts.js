// Refusals that belong to no form, and what a screen reader should hear at once.
import { html } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";

/** @param {object} state @param {object} app */
export const toasts = (state, app) =>
  html`
    <div class="toasts" role="alert">${repeat(state.ui.toasts, (one) =>
      one.id, (one) =>
      html`<p class="toast" data-tone=${one.tone}><span><b>${one.message}</b> ${one.hint}</span>
      <button type="button" class="quiet icon" @click=${() =>
        app.dismiss(one.id)}><span
        aria-hidden="true">×</span><span class="vh">Close this message</span></button></p>`)}</div>
    <p class="vh" role="alert">${newest(state)}</p>
  `;

function newest({ pages }) {
  const page = [...pages].reverse().find((one) => one.acked_at === null);
  return page ? `Page for ${page.name}: ${page.alert}` : "";
}
