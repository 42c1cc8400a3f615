// The situation at one glance, on top of the Command tab.
//
// Names for tests: region "Situation".
import { html, nothing } from "lit-html";
import { rich, t } from "../../i18n.js";
import { moving } from "../../parts.js";
import { situation } from "./situation_words.js";

const TITLES = {
  known: t("Known"),
  doing: t("Being done"),
  promised: t("Promised next"),
  waits: t("Waits for you"),
};

const moment = ({ until, since }) =>
  until !== undefined
    ? html`
      <span class="dim">${moving("left", until)}</span>
    `
    : since !== undefined
    ? html`
      <span class="dim">${rich("for {span}", { span: moving("since", since) })}</span>
    `
    : nothing;

const entry = (app, line) =>
  html`<li class=${line.tone ?? ""}>${
    line.go
      ? html`<button type="button" class="quiet small" @click=${() =>
        app.show(line.go)}>${line.text}</button>`
      : html`<span title=${line.text}>${line.text}</span>`
  }${moment(line)}</li>`;

/** @param {object} state @param {object} app @param {number} now drill time */
export function situationStrip(state, app, now) {
  const parts = situation(state, now);
  return html`<section class="situation" aria-label=${t("Situation")}>${
    Object.entries(TITLES).map(([id, title]) =>
      html`
        <div data-part=${id}>
          <h3>${title}</h3>
          <ul>${parts[id].map((line) => entry(app, line))}</ul>
        </div>
      `
    )
  }</section>`;
}
