// The Command tab: the situation, then what there is to declare, size, staff, steer and end.
//
// Names for tests: tab "Command"; region "Situation"; buttons "Declare incident", "Set severity",
// "Size it up"; the rest in roles.js, approvals.js, steering.js, ending.js, urgency.js.
import { html, nothing } from "lit-html";
import { drillTime } from "../../clock.js";
import { rich, t } from "../../i18n.js";
import { at, card, choice, field, form, line } from "../../parts.js";
import { can, nameOf } from "../../state.js";
import { approvals, proposed } from "./approvals.js";
import { classifier } from "./classify.js";
import { coordination } from "./coordination.js";
import { ending } from "./ending.js";
import { outstanding } from "./outstanding.js";
import { roles } from "./roles.js";
import { situationStrip } from "./situation.js";
import { cadence, steering } from "./steering.js";
import { priority } from "./urgency.js";
import "../work/work_sheet.js";

const levels = (state) =>
  state.drill.severities.map(({ label, when }) => [label, `${label} · ${when}`]);

const declare = (state, app) =>
  card(
    t("Declare"),
    html`<p class="why">${
      t("Anyone may. Do not wait for certainty: it can be stood down later.")
    }</p>${
      form(state, app, {
        id: "declare",
        verb: "incident.declare",
        args: (read) => ({ title: read("title") }),
        fields: field(
          t("What is failing, in a few words"),
          line("title", { must: true, focus: "declare", hint: t("what customers cannot do") }),
        ),
        submit: t("Declare incident"),
      })
    }`,
    "key",
  );

const triage = (state, app) =>
  card(
    t("First look"),
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
          field(t("It looks like"), choice("severity", levels(state), "triage"), "wide")
        }${field(t("Who is hurt, and how"), line("impact", { must: true, max: 1000 }))}`,
        submit: t("Size it up"),
        inline: true,
        look: "plain",
      })
    }`,
  );

const severity = (state, app) =>
  card(
    t("Severity"),
    html`${
      state.incident.severity
        ? html`<p class="fact">${
          rich("It is {level} since {time}.", {
            level: html`<b>${state.incident.severity}</b>`,
            time: at(state, state.incident.severity_at),
          })
        }</p>`
        : nothing
    }${
      form(state, app, {
        id: "severity",
        verb: "severity.set",
        args: (read) => ({ level: read("level"), reason: read("reason") }),
        fields: html`${field(t("Level"), choice("level", levels(state), "severity"), "wide")}${
          field(t("Why"), line("reason", { hint: t("When in doubt, the higher one") }))
        }`,
        submit: t("Set severity"),
        inline: true,
        look: state.incident.severity ? "plain" : "primary",
      })
    }${classifier(state, app)}`,
  );

/** @param {object} state @param {object} app */
export function command(state, app) {
  const declared = state.incident.declared_at !== null;
  const now = drillTime(state.clock, Date.now());
  const asks = declared || proposed(state).length;
  return html`
    ${declared ? situationStrip(state, app, now) : nothing}${coordination(state, app)}
        <div class="cards">
      <div>${declared ? nothing : declare(state, app)}${asks
        ? approvals(state, app)
        : nothing}${declared
        ? roles(state, app, now)
        : nothing}${declared && can(state, "severity.set")
        ? severity(state, app)
        : nothing}${declared && can(state, "priority.set")
        ? priority(state, app)
        : nothing}${can(state, "triage.assess") ? triage(state, app) : nothing}</div>
      <div>${declared ? nothing : roles(state, app, now)}${outstanding(state, app, now)}${steering(
        state,
        app,
      )}${can(state, "cadence.set") ? cadence(state, app) : nothing}${declared
        ? ending(state, app, now)
        : nothing}</div>
    </div>
  `;
}
