// Where it is going: decisions, whether the plan is still right, what is done if it is not, and how
// often whom hears of it.
//
// Names for tests: "Log decision", "Log plan review", "Log plan B", "Set cadence".
import { html, nothing } from "lit-html";
import { rich, t, tn } from "../../i18n.js";
import { at, card, choice, field, form, minutes, moving, words } from "../../parts.js";
import { can } from "../../state.js";
import { audienceText } from "../../words.js";

const AUDIENCES = ["stakeholders", "executives", "responders", "public"];

const LOGGED = {
  "decision.logged": t("Decided"),
  "plan.reviewed": t("Reviewed"),
  "plan.alternative": t("Plan B"),
};
const SHOWN = 4;

const entry = (state, event) =>
  html`<p class="fact">${at(state, event.t)} <b>${LOGGED[event.kind]}</b> ${event.data.text}</p>`;

const earlier = (state, events) =>
  events.length
    ? html`<details class="more"><summary>${
      tn("{n} earlier", "{n} earlier", events.length)
    }</summary>${events.map((event) => entry(state, event))}</details>`
    : nothing;

/** What is done if the change that runs does not help: nobody wants to think of it then. */
const planB = (state, logged) =>
  state.actions.runs.some((run) => run.status === "running") &&
    !logged.some((event) => event.kind === "plan.alternative")
    ? html`<p class="warn">${t("A change runs, and there is no plan B.")}</p>`
    : nothing;

/** @param {object} state @param {object} app */
export function steering(state, app) {
  if (!can(state, "decision.log")) return nothing;
  const logged = state.timeline.filter((event) => LOGGED[event.kind]);
  const reviewed = logged.findLast((event) => event.kind === "plan.reviewed");
  return card(
    t("Decisions and plan"),
    html`${earlier(state, logged.slice(0, -SHOWN))}${
      logged.slice(-SHOWN).map((event) => entry(state, event))
    }${
      reviewed
        ? html`<p class="dim">${
          rich("The plan was looked at {span} ago.", { span: moving("since", reviewed.t) })
        }</p>`
        : nothing
    }${planB(state, logged)}
    ${words(state, app, "decision", "decision.log", t("Decision"), t("Log decision"))}
    ${
      words(
        state,
        app,
        "review",
        "plan.review",
        t("Is the plan still right?"),
        t("Log plan review"),
        "plan-review",
      )
    }
    ${
      words(
        state,
        app,
        "plan-b",
        "plan.alternative",
        t("If it does not work"),
        t("Log plan B"),
        "plan",
      )
    }`,
  );
}

/** @param {object} state @param {object} app */
export function cadence(state, app) {
  const { cadence: kept, promised } = state.incident;
  const next = (audience) => audience === "public" ? promised.public : promised.internal;
  return card(
    t("Cadence"),
    html`${
      Object.entries(kept).map(([audience, every]) =>
        html`<p class="fact">${
          rich("{audience}: every {minutes}", {
            audience: audienceText(audience),
            minutes: html`<b>${t("{n} min", { n: every })}</b>`,
          })
        }${
          next(audience) === null ? nothing : html`
            <span class="dim">${rich("next: {left}", {
              left: moving("left", next(audience)),
            })}</span>
          `
        }</p>`
      )
    }${
      form(state, app, {
        id: "cadence",
        verb: "cadence.set",
        args: (read) => ({ audience: read("audience"), minutes: Number(read("minutes")) }),
        fields: html`<div class="pair">${
          field(
            t("Audience"),
            choice("audience", AUDIENCES.map((one) => [one, audienceText(one)]), "cadence"),
          )
        }${field(t("Interval"), minutes("minutes", 15))}</div>`,
        submit: t("Set cadence"),
        inline: true,
        look: "plain",
      })
    }`,
  );
}
