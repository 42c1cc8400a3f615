// How the incident ends: exit criteria, resolving it, the review.
import { html, nothing } from "lit-html";
import {
  at,
  button,
  card,
  choice,
  field,
  form,
  line,
  moving,
  peopleChoice,
  words,
} from "../parts.js";
import { nameOf } from "../state.js";

/** @param {object} state @param {object} app */
export function ending(state, app) {
  const { exit_criteria, resolved_at, postmortem } = state.incident;
  const over = resolved_at !== null;
  return card(
    "The end",
    html`${exit_criteria ? html`<p class="fact">Over when: <b>${exit_criteria}</b></p>` : nothing}
    ${
      over ? nothing : words(
        state,
        app,
        "exit",
        "exit_criteria.set",
        "It is over when …",
        "Set exit criteria",
        "exit",
        "errors below 1% for 15 minutes",
      )
    }
    ${
      over
        ? html`<p class="fact"><span class="ok">✓ Resolved</span> ${at(state, resolved_at)}</p>`
        : html`<div class="row">${
          button(state, app, {
            say: "Resolve incident",
            verb: "incident.resolve",
            look: "danger",
            click: async () => {
              const sure = await app.confirm({
                title: "Resolve the incident?",
                text: exit_criteria
                  ? `You said that it is over when: ${exit_criteria}`
                  : "No exit criteria were set. Has the service recovered, and has it stayed so?",
                yes: "Resolve",
                no: "Not yet",
              });
              if (sure) app.run("incident.resolve");
            },
          })
        }</div>`
    }
    ${
      over
        ? html`<details class="more"><summary>It is back?</summary>${
          form(state, app, {
            id: "reopen",
            verb: "incident.reopen",
            args: (read) => ({ reason: read("reason") }),
            fields: field("Why it is not over", line("reason", { must: true })),
            submit: "Reopen incident",
            inline: true,
            look: "danger",
          })
        }</details>`
        : nothing
    }
    ${
      postmortem
        ? html`<p class="fact">Review <b>${moving("left", postmortem.at)}</b>, owner <b>${
          nameOf(state, postmortem.owner)
        }</b></p>`
        : form(state, app, {
          id: "schedule",
          verb: "postmortem.schedule",
          args: (read) => ({ owner: read("owner"), in_hours: Number(read("in_hours")) }),
          fields: html`<div class="pair">${
            field("Owner of the review", peopleChoice(state, "owner"))
          }${
            field(
              "Held in",
              choice("in_hours", [["24", "1 day"], ["48", "2 days"], ["72", "3 days"], [
                "120",
                "5 days",
              ]], "review"),
            )
          }</div>`,
          submit: "Schedule review",
          inline: true,
          look: over ? "primary" : "plain",
        })
    }`,
  );
}
