// The Command tab: declare, size, staff, steer and end the incident.
//
// Names for tests: tab "Command"; buttons "Declare incident", "Set severity", "Size it up", "Take
// command", "Assign", "Hand over", "Lay down <Title>", "Approve <title>", "Set cadence", "Log
// decision", "Log plan review", "Log plan B", "Set exit criteria", "Resolve incident", "Reopen
// incident", "Schedule review".
import { html, nothing } from "lit-html";
import {
  at,
  button,
  card,
  choice,
  field,
  form,
  line,
  minutes,
  moving,
  none,
  peopleChoice,
  prose,
} from "../parts.js";
import { can, nameOf } from "../state.js";
import { ROLES, titleOf } from "../words.js";

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
          line("title", { must: true, focus: "declare", hint: "Card payments are failing" }),
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
        ? html`<p class="fact"><b>${state.incident.triage.severity}</b> ${
          state.incident.triage.impact
        } <span class="dim">${nameOf(state, state.incident.triage.by)}, ${
          at(state, state.incident.triage.at)
        }</span></p>`
        : nothing
    }${
      form(state, app, {
        id: "triage",
        verb: "triage.assess",
        args: (read) => ({ severity: read("severity"), impact: read("impact") }),
        fields: html`${field("It looks like", choice("severity", levels(state), "triage"))}${
          field("Who is hurt, and how", line("impact", { must: true, max: 1000 }))
        }`,
        submit: "Size it up",
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
      fields: html`${field("Level", choice("level", levels(state), "severity"))}${
        field("Why", line("reason", { hint: "When in doubt, the higher one" }))
      }`,
      submit: "Set severity",
      look: state.incident.severity ? "plain" : "primary",
    }),
  );

async function takeCommand(state, app) {
  const me = state.you.person;
  if (!state.you.asked.includes("ic")) {
    if (!await app.run("role.assign", { role: "ic", to: me })) return;
  }
  await app.run("role.accept", { role: "ic" });
}

function holders(state) {
  return html`<ul class="facts">${
    ROLES.map((role) => {
      const held = state.incident.roles[role];
      return html`<li><span>${titleOf(role)}</span> <b>${held?.name ?? "nobody"}</b> ${
        held
          ? held.accepted_at === null
            ? html`<span class="warn">asked ${at(state, held.assigned_at)}</span>`
            : html`<span class="ok">✓ since ${at(state, held.accepted_at)}</span>`
          : nothing
      }</li>`;
    })
  }</ul>`;
}

function roles(state, app) {
  const { roles: held } = state.incident;
  const mine = state.you.roles;
  const next = ROLES.find((role) => !held[role]) ?? "ol";
  const first = state.people.find((one) => one.seat === next)?.person;
  return card(
    "Roles",
    html`${holders(state)}
    ${
      held.ic?.accepted_at == null
        ? html`<div class="row">${
          button(state, app, {
            say: "Take command",
            verb: "role.assign",
            click: () => takeCommand(state, app),
            look: "primary",
            focus: "take",
          })
        }</div>`
        : nothing
    }
    ${
      form(state, app, {
        id: "assign",
        verb: "role.assign",
        args: (read) => ({ role: read("role"), to: read("to") }),
        fields: html`<div class="pair">${
          field(
            "Role",
            choice("role", ROLES.map((role) => [role, titleOf(role), role === next]), "assign"),
          )
        }${field("To", peopleChoice(state, "to", first))}</div>`,
        submit: "Assign",
        look: "plain",
      })
    }
    ${
      mine.length
        ? html`<details class="more"><summary>Hand over or lay down</summary>${
          form(state, app, {
            id: "handover",
            verb: "role.handover",
            args: (read) => ({ role: read("role"), to: read("to"), brief: read("brief") }),
            fields: html`<div class="pair">${
              field("Role", choice("role", mine.map((role) => [role, titleOf(role)])))
            }${field("To", peopleChoice(state, "to"))}</div>${
              field(
                "Brief: what is known, what runs, what is next",
                prose("brief", { must: true }),
              )
            }`,
            submit: "Hand over",
            look: "plain",
          })
        }<div class="row">${
          mine.map((role) =>
            button(state, app, {
              say: "Lay down",
              rest: ` ${titleOf(role)}`,
              verb: "role.release",
              args: { role },
              look: "quiet",
            })
          )
        }</div></details>`
        : nothing
    }`,
  );
}

function approvals(state, app) {
  const waiting = state.actions.runs.filter((run) => run.status === "proposed");
  if (!can(state, "action.approve")) return nothing;
  return card(
    "Waiting for your go-ahead",
    waiting.length
      ? html`<ul class="facts">${
        waiting.map((run) =>
          html`<li class="ask"><span><b>${run.title}</b> <span class="dim">${run.component} · by ${run.by_name}, ${
            at(state, run.at)
          }</span><br><span class="dim">Risk:</span> ${run.risk || "not said"} <span class="dim">Undo:</span> ${
            run.undo || "not said"
          }</span>${
            button(state, app, {
              say: "Approve",
              rest: ` ${run.title}`,
              verb: "action.approve",
              args: { id: run.id },
              look: "primary",
              focus: "approve",
            })
          }</li>`
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
        look: "plain",
      })
    }`,
  );

const words = (state, app, id, verb, label, submit, focus, hint = "") =>
  form(state, app, {
    id,
    verb,
    args: (read) => ({ text: read("text") }),
    fields: field(label, prose("text", { must: true, focus, hint, rows: 1 })),
    submit,
    look: "plain",
  });

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
        html`<p class="fact">${at(state, event.t)} <b>${LOGGED[event.kind]}</b> ${event.data.text}</p>`
      )
    }
    ${words(state, app, "decision", "decision.log", "Decision", "Log decision")}
    ${
      words(
        state, app, "review", "plan.review", "Is the plan still right?", "Log plan review",
        "plan-review",
      )
    }
    ${
      words(
        state, app, "plan-b", "plan.alternative", "If it does not work", "Log plan B", "plan",
      )
    }`,
  );
}

function ending(state, app) {
  const { exit_criteria, resolved_at, postmortem } = state.incident;
  const over = resolved_at !== null;
  return card(
    "The end",
    html`${exit_criteria ? html`<p class="fact">Over when: <b>${exit_criteria}</b></p>` : nothing}
    ${
      over ? nothing : words(
        state, app, "exit", "exit_criteria.set", "It is over when …", "Set exit criteria",
        "exit", "errors below 1% for 15 minutes",
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
            look: "danger",
          })
        }</details>`
        : nothing
    }
    ${
      postmortem
        ? html`<p class="fact">Review in <b>${moving("left", postmortem.at)}</b>, owner <b>${
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
          look: over ? "primary" : "plain",
        })
    }`,
  );
}

/** @param {object} state @param {object} app */
export function command(state, app) {
  const declared = state.incident.declared_at !== null;
  return html`<div class="cards">
    <div>${declared ? nothing : declare(state, app)}${
    declared ? approvals(state, app) : nothing
  }${declared ? roles(state, app) : nothing}${
    declared && can(state, "severity.set") ? severity(state, app) : nothing
  }${can(state, "triage.assess") ? triage(state, app) : nothing}</div>
    <div>${declared ? nothing : roles(state, app)}${steering(state, app)}${
    can(state, "cadence.set") ? cadence(state, app) : nothing
  }${declared ? ending(state, app) : nothing}</div>
  </div>`;
}
