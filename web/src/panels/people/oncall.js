// Teams outside the room: asking for one, answering such a call, who is on call, and the notes of
// the last shift.
//
// Names for tests: "Bring in a team" opens the form; fields "Team", "Why"; button "Ask for the
// team"; "Escalate" opens the fields "To", "Why", button "Escalate to them"; button "Come:
// <team>"; "On call, and notes of the last shift".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { rich, t } from "../../i18n.js";
import { button, choice, field, form, line } from "../../parts.js";
import { can } from "../../state.js";
import { onDuty, requestsToMe, teamsToAsk, teamsUnderWay } from "./oncall_words.js";

const bring = (state, app, teams) =>
  html`<details class="bring"><summary>${t("Bring in a team")}</summary>${
    form(state, app, {
      id: "bring",
      verb: "page.request",
      args: (read) => ({ team: read("team"), reason: read("reason") }),
      fields: html`${field(t("Team"), choice("team", teams, "bring"))}${
        field(t("Why"), line("reason", { must: true, hint: t("what you need from them") }))
      }`,
      submit: t("Ask for the team"),
      look: "plain",
    })
  }</details>`;

const escalate = (state, app) =>
  html`<details class="bring"><summary>${t("Escalate")}</summary>${
    form(state, app, {
      id: "escalate",
      verb: "escalate",
      args: (read) => ({ to: read("to"), reason: read("reason") }),
      fields: html`${
        field(t("To"), line("to", { must: true, hint: t("a vendor, a manager, another team") }))
      }${field(t("Why"), line("reason", { must: true, hint: t("what you need from them") }))}`,
      submit: t("Escalate to them"),
      look: "plain",
    })
  }</details>`;

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
  }${teams.length ? bring(state, app, teams) : nothing}${
    can(state, "escalate") ? escalate(state, app) : nothing
  }`;
}

/** Calls to whoever sits in this seat, answered by coming. */
export const calls = (state, app) =>
  html`${
    requestsToMe(state).map((page) =>
      html`<p class="call" role="status"><span>${
        rich("You are asked to come for {team}: {reason}", {
          team: html`<b class="bad">${page.team}</b>`,
          reason: page.reason,
        })
      }</span>${
        button(state, app, {
          say: t("Come"),
          name: t("Come: {team}", { team: page.team }),
          verb: "page.ack",
          args: { id: page.id },
          look: "primary",
          focus: "ack",
        })
      }</p>`
    )
  }`;

/** Who is on call now, and what the last shift left for this one. */
export function notes(state) {
  const teams = onDuty(state);
  if (!teams.length) return nothing;
  return html`
    <details class="handoff">
      <summary>${t("On call, and notes of the last shift")}</summary>
      <dl>${repeat(
        teams,
        (one) => one.team,
        (one) =>
          html`<dt>${one.title}</dt>${
            one.primary
              ? html`<dd class="dim">${t("On call: {name}", { name: one.primary })}</dd>`
              : nothing
          }${one.handoff ? html`<dd>${one.handoff}</dd>` : nothing}`,
      )}</dl>
    </details>
  `;
}
