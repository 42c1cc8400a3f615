// The links by which people come in.
//
// Names for tests: fields "Join link", "Facilitator link", "Evaluator link"; buttons "Copy join link",
// "Copy facilitator link", "Copy evaluator link".
import { html, nothing } from "lit-html";
import { rich, t } from "../i18n.js";

function copy(app, text, field) {
  return async () => {
    try {
      await navigator.clipboard.writeText(text);
      app.toast(t("The link is copied."), t("Paste it where your team is."), "good");
    } catch {
      // Not over https: then select it, and leave the copying to the keyboard.
      document.getElementById(field)?.select();
      app.toast(t("Press Ctrl+C: the link is selected."), "", "good");
    }
  };
}

/** A link in a field that selects itself, and a button that copies it. */
const link = (app, id, name, copies, url) =>
  html`<span class="row tight"><input id=${id} readonly value=${url} aria-label=${name}
    @focus=${(event) => event.currentTarget.select()}><button type="button" aria-label=${copies}
    @click=${copy(app, url, id)}>${t("Copy")}</button></span>`;

const more = (app, id, name, copies, url, why) =>
  url
    ? html`<div class="field"><span>${name}</span>${
      link(app, id, name, copies, url)
    }<p class="why">${why}</p></div>`
    : nothing;

/** @param {object} app */
export function invite(app) {
  const { joinUrl, joinCode, facilitatorUrl, evaluatorUrl } = document.body.dataset;
  if (!joinUrl) return nothing;
  return html`
    <div class="pad invite">
      <div class="field"><span>${t("Join link")} <span class="dim">${rich("or code {code}", {
        code: html`<b class="num">${joinCode}</b>`,
      })}</span></span>${link(app, "join-link", t("Join link"), t("Copy join link"), joinUrl)}</div>
      <details class="more"><summary>${t("Somebody to help you facilitate or evaluate?")}</summary>
        ${more(
          app,
          "evaluator-link",
          t("Evaluator link"),
          t("Copy evaluator link"),
          evaluatorUrl,
          t("It asks for a name, shows everything behind the curtain, and lets them rate and note."),
        )}${more(
          app,
          "facilitator-link",
          t("Facilitator link"),
          t("Copy facilitator link"),
          facilitatorUrl,
          t("It runs the drill. Keep both from those who play."),
        )}</details>
    </div>
  `;
}
