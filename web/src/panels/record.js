// The Record tab: where the incident lives, and what was said so far, for whoever joins late.
//
// Names for tests: tab "Record"; fields "Open a", "Called"; button "Open channel".
import { html, nothing } from "lit-html";
import { at, card, choice, field, form, line, none } from "../parts.js";
import { stageText } from "../sentences.js";

const KINDS = { chat: "chat", doc: "document", bridge: "call" };

const channels = (state, app) => {
  const open = state.incident.channels;
  const left = Object.keys(KINDS).filter((kind) => !open.some((one) => one.kind === kind));
  return card(
    "Where we work",
    html`${
      open.length ? nothing : none("No chat, document or call is open yet.")
    }<ul class="facts">${
      open.map((one) => html`<li><span>${KINDS[one.kind]}</span> <b>${one.name}</b></li>`)
    }</ul>${
      left.length
        ? form(state, app, {
          id: "channel",
          verb: "channel.open",
          args: (read) => ({ kind: read("kind"), name: read("name") }),
          fields: html`<div class="pair">${
            field("Open a", choice("kind", left.map((kind) => [kind, KINDS[kind]]), "channel"))
          }${field("Called", line("name", { must: true, hint: "incident-payments" }))}</div>`,
          submit: "Open channel",
          inline: true,
          look: "plain",
        })
        : none("Chat, document and call are open.")
    }`,
  );
};

const brief = ({ drill }) =>
  card(
    "The brief",
    html`
      <p class="said">${drill.brief}</p>
      <table class="levels"><caption class="vh">Severity levels</caption>${drill.severities.map((
        { label, when },
      ) =>
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

const updates = (state) =>
  card(
    "Updates so far",
    state.updates.length
      ? html`<ol class="posts">${
        [...state.updates].reverse().map((one) =>
          html`
            <li>
              <p><b>${one.audience}</b> ${at(state, one.t)}</p>
              <p class="said">${one.text}</p>
            </li>
          `
        )
      }</ol>`
      : none("Nobody has been told anything yet."),
  );

const posts = (state) =>
  card(
    "Status page so far",
    state.statuspage.posts.length
      ? html`<ol class="posts">${
        [...state.statuspage.posts].reverse().map((one) =>
          html`
            <li>
              <p><b>${stageText(one.stage)}</b> ${at(state, one.t)}</p>
              <p class="said">${one.text}</p>
            </li>
          `
        )
      }</ol>`
      : none("All systems operational, it says."),
  );

/** @param {object} state @param {object} app */
export const record = (state, app) =>
  html`
    <div class="cards">
      <div>${channels(state, app)}${brief(state)}</div>
      <div>${updates(state)}${posts(state)}</div>
    </div>
  `;
