// Teams outside the room: asking for one, answering such a call, who is on call, and the notes of
// the last shift.
//
// Names for tests: "Bring in a team" opens the form; fields "Team", "Why"; button "Ask for the
// team"; button "Come: <team>"; "On call, and notes of the last shift".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { button, choice, field, form, line } from "../parts.js";
import { can } from "../state.js";
import { onDuty, requestsToMe, teamsToAsk, teamsUnderWay } from "./oncall_words.js";

/** The form for the IC and the OL, and who is on the way. */
export function bringIn(state, app) {
  const teams = can(state, "page.request") ? teamsToAsk(state) : [];
  const coming = teamsUnderWay(state);
  return html`${
    coming.length
      ? html`<ul class="coming" role="status">${
        repeat(coming, (one) => one.team, (one) => html`<li class="dim">${one.text}</li>`)
      }</ul>`
      : nothing
  }${
    teams.length
      ? html`<details class="bring"><summary>Bring in a team</summary>${
        form(state, app, {
          id: "bring",
          verb: "page.request",
          args: (read) => ({ team: read("team"), reason: read("reason") }),
          fields: html`${field("Team", choice("team", teams, "bring"))}${
            field("Why", line("reason", { must: true, hint: "what you need from them" }))
          }`,
          submit: "Ask for the team",
          look: "plain",
        })
      }</details>`
      : nothing
  }`;
}

/** Calls to whoever sits in this seat: with the acknowledgement they have come. */
export const calls = (state, app) =>
  requestsToMe(state).map((page) =>
    html`
      <p class="call"
        role="status"><span><b class="bad">You are asked to come</b> for ${page.team}: ${page
          .reason}</span>${button(state, app, {
            say: "Come",
            rest: `: ${page.team}`,
            verb: "page.ack",
            args: { id: page.id },
            look: "primary",
            focus: "ack",
          })}</p>
    `
  );

/** Who is on call now, and what the last shift left for this one. */
export function notes(state) {
  const teams = onDuty(state);
  if (!teams.length) return nothing;
  return html`
    <details class="handoff">
      <summary>On call, and notes of the last shift</summary>
      <dl>${repeat(teams, (one) => one.team, (one) =>
        html`
          <dt>${one.title}</dt>
          ${one.primary ? html`<dd class="dim">On call: ${one.primary}</dd>` : nothing}
          ${one.handoff ? html`<dd>${one.handoff}</dd>` : nothing}
        `)}</dl>
    </details>
  `;
}
