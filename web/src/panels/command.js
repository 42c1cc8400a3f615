// The Command tab: declare, size, staff, steer and end the incident.
//
// Names for tests: tab "Command"; buttons "Declare incident", "Set severity", "Size it up", "Take
// command", "Assign", "Hand over", "Lay down <Title>", "Approve <title>", "Set cadence", "Log
// decision", "Log plan review", "Log plan B", "Set exit criteria", "Resolve incident", "Reopen
// incident", "Schedule review".
import { html, nothing } from "lit-html";
import { at, button, card, choice, field, form, line, minutes, none, words } from "../parts.js";
import { can, nameOf } from "../state.js";
import { ending } from "./ending.js";
import { roles } from "./roles.js";

const levels = (state) =>
  state.drill.severities.map(({ label, when }) => [label, `${label} · ${when}`]);

const declare = (state, app) =>
  card(
    "Declare",
    html`<p class="why">Anyone may. Do not wait for certainty: it can be stood down later.</p>${
      form(state, app, {
        id: "declare",
        verb: "incident.declare",
        args: (read) => ({ title: read("title") }),
        fields: field(
          "What is failing, in a few words",
          line("title", { must: true, focus: "declare", hint: "what customers cannot do" }),
        ),
        submit: "Declare incident",
      })
    }`,
    "key",
  );

const triage = (state, app) =>
  card(
    "First look",
    html`${
      state.incident.triage
        ? html`<p class="fact"><b>${state.incident.triage.severity}</b> ${state.incident.triage.impact} <span class="dim">${
          nameOf(state, state.incident.triage.by)
        }, ${at(state, state.incident.triage.at)}</span></p>`
        : nothing
    }${
      form(state, app, {
        id: "triage",
        verb: "triage.assess",
        args: (read) => ({ severity: read("severity"), impact: read("impact") }),
        fields: html`${
          field("It looks like", choice("severity", levels(state), "triage"), "wide")
        }${field("Who is hurt, and how", line("impact", { must: true, max: 1000 }))}`,
        submit: "Size it up",
        inline: true,
        look: "plain",
      })
    }`,
  );

const severity = (state, app) =>
  card(
    "Severity",
    form(state, app, {
      id: "severity",
      verb: "severity.set",
      args: (read) => ({ level: read("level"), reason: read("reason") }),
      fields: html`${field("Level", choice("level", levels(state), "severity"), "wide")}${
        field("Why", line("reason", { hint: "When in doubt, the higher one" }))
      }`,
      submit: "Set severity",
      inline: true,
      look: state.incident.severity ? "plain" : "primary",
    }),
  );

const proposed = (state) => state.actions.runs.filter((run) => run.status === "proposed");

function approvals(state, app) {
  const waiting = proposed(state);
  if (!can(state, "action.approve")) return nothing;
  return card(
    "Waiting for your go-ahead",
    waiting.length
      ? html`<ul class="facts">${
        waiting.map((run) =>
          html`
            <li
              class="ask"><span><b>${run.title}</b> <span class="dim">${run.component} · by ${run
                .by_name}, ${at(
                  state,
                  run.at,
                )}</span><br><span class="dim">Risk:</span> ${run.risk ||
                "not said"} <span class="dim">Undo:</span> ${run.undo || "not said"}</span>${button(
                  state,
                  app,
                  {
                    say: "Approve",
                    rest: ` ${run.title}`,
                    verb: "action.approve",
                    args: { id: run.id },
                    look: "primary",
                    focus: "approve",
                  },
                )}</li>
          `
        )
      }</ul>`
      : none("No change is proposed."),
    waiting.length ? "key" : "",
  );
}

const cadence = (state, app) =>
  card(
    "Cadence",
    html`${
      Object.entries(state.incident.cadence).map(([audience, every]) =>
        html`<p class="fact">${audience}: every <b>${every} min</b></p>`
      )
    }${
      form(state, app, {
        id: "cadence",
        verb: "cadence.set",
        args: (read) => ({ audience: read("audience"), minutes: Number(read("minutes")) }),
        fields: html`<div class="pair">${
          field(
            "Audience",
            choice(
              "audience",
              ["stakeholders", "executives", "responders", "public"].map((one) => [one, one]),
              "cadence",
            ),
          )
        }${field("Every", minutes("minutes", 15))}</div>`,
        submit: "Set cadence",
        inline: true,
        look: "plain",
      })
    }`,
  );

const LOGGED = {
  "decision.logged": "Decided",
  "plan.reviewed": "Reviewed",
  "plan.alternative": "Plan B",
};

function steering(state, app) {
  if (!can(state, "decision.log")) return nothing;
  const logged = state.timeline.filter((event) => LOGGED[event.kind]).slice(-4);
  return card(
    "Decisions and plan",
    html`${
      logged.map((event) =>
        html`<p class="fact">${at(state, event.t)} <b>${
          LOGGED[event.kind]
        }</b> ${event.data.text}</p>`
      )
    }
    ${words(state, app, "decision", "decision.log", "Decision", "Log decision")}
    ${
      words(
        state,
        app,
        "review",
        "plan.review",
        "Is the plan still right?",
        "Log plan review",
        "plan-review",
      )
    }
    ${
      words(
        state,
        app,
        "plan-b",
        "plan.alternative",
        "If it does not work",
        "Log plan B",
        "plan",
      )
    }`,
  );
}

/** @param {object} state @param {object} app */
export function command(state, app) {
  const declared = state.incident.declared_at !== null;
  return html`
    <div class="cards">
      <div>${declared ? nothing : declare(state, app)}${declared || proposed(state).length
        ? approvals(state, app)
        : nothing}${declared ? roles(state, app) : nothing}${declared && can(state, "severity.set")
        ? severity(state, app)
        : nothing}${can(state, "triage.assess") ? triage(state, app) : nothing}</div>
      <div>${declared ? nothing : roles(state, app)}${steering(
        state,
        app,
      )}${can(state, "cadence.set") ? cadence(state, app) : nothing}${declared
        ? ending(state, app)
        : nothing}</div>
    </div>
  `;
}
