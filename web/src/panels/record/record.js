// The Record tab: the log, the incident document, where the incident lives, and what was said so far,
// for whoever joins late.
//
// Names for tests: tab "Record"; fields "Kind", "Name"; button "Open channel". The log is in
// scribe.js, the document in document.js.
import { html, nothing } from "lit-html";
import { t } from "../../i18n.js";
import { at, card, choice, field, form, line, none } from "../../parts.js";
import { stageText } from "../../sentences.js";
import { audienceText } from "../../words.js";
import { incidentDocument } from "./document.js";
import { scribe } from "./scribe.js";
import "../comms/words_sheet.js";

export { logThis } from "./document.js";

const KINDS = { chat: t("chat"), doc: t("document"), bridge: t("call") };

const channels = (state, app) => {
  const open = state.incident.channels;
  const left = Object.keys(KINDS).filter((kind) => !open.some((one) => one.kind === kind));
  return card(
    t("Where we work"),
    html`${
      open.length ? nothing : none(t("No chat, document or call is open yet."))
    }<ul class="facts">${
      open.map((one) => html`<li><span>${KINDS[one.kind]}</span> <b>${one.name}</b></li>`)
    }</ul>${
      left.length
        ? form(state, app, {
          id: "channel",
          verb: "channel.open",
          args: (read) => ({ kind: read("kind"), name: read("name") }),
          fields: html`<div class="pair">${
            field(t("Kind"), choice("kind", left.map((kind) => [kind, KINDS[kind]]), "channel"))
          }${field(t("Name"), line("name", { must: true, hint: t("incident-payments") }))}</div>`,
          submit: t("Open channel"),
          inline: true,
          look: "plain",
        })
        : none(t("Chat, document and call are open."))
    }`,
  );
};

const brief = ({ drill }) =>
  card(
    t("The brief"),
    html`
      <p class="said">${drill.brief}</p>
      <table class="levels"><caption class="vh">${t("Severity levels")}</caption>${drill.severities
        .map(({ label, when }) =>
          html`
            <tr>
              <th scope="row">${label}</th>
              <td>${when}</td>
            </tr>
          `
        )}</table>
      <p class="dim">${drill.policy}</p>
    `,
  );

const said = (state, list, empty) =>
  list.length
    ? html`<ol class="posts">${
      list.toReversed().map(([what, one]) =>
        html`
          <li>
            <p><b>${what}</b> ${at(state, one.t)}</p>
            <p class="said">${one.text}</p>
          </li>
        `
      )
    }</ol>`
    : none(empty);

const updates = (state) =>
  card(
    t("Updates so far"),
    said(
      state,
      state.updates.map((one) => [audienceText(one.audience), one]),
      t("Nobody has been told anything yet."),
    ),
  );

const posts = (state) =>
  card(
    t("Status page so far"),
    said(
      state,
      state.statuspage.posts.map((one) => [stageText(one.stage), one]),
      t("All systems operational, it says."),
    ),
  );

/** @param {object} state @param {object} app */
export const record = (state, app) =>
  html`
    <div class="cards">
      <div>${scribe(state, app)}${incidentDocument(state, app)}</div>
      <div>${channels(state, app)}${updates(state)}${posts(state)}${brief(state)}</div>
    </div>
  `;
