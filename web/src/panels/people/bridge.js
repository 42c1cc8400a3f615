// The call: who is on it, and getting on or off it.
//
// Names for tests: "On the call" in the region "People"; buttons "Join the call", "Leave the call".
import { html, nothing } from "lit-html";
import { rich, t } from "../../i18n.js";
import { button } from "../../parts.js";
import { listText } from "../../words.js";

/** @param {object} state @param {object} app */
export function bridge(state, app) {
  if (!state.bridge) return nothing;
  const { name, members } = state.bridge;
  const mine = members.some((one) => one.person === state.you.person);
  return html`
    <p class="call"><span>${rich("On the call {name}: {people}", {
      name: html`<span class="dim">${name}</span>`,
      people: members.length
        ? listText(members.map((one) => one.name))
        : html`<span class="dim">${t("nobody")}</span>`,
    })}</span>${button(state, app, {
      say: mine ? t("Leave") : t("Join"),
      name: mine ? t("Leave the call") : t("Join the call"),
      verb: mine ? "bridge.leave" : "bridge.join",
      look: mine ? "quiet" : "",
    })}</p>
  `;
}
