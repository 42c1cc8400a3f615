// How urgent it is, and who is in command when that is not clear.
//
// Names for tests: fields "Priority", "Reason"; button "Set priority"; "Not clear who is in
// command?" opens field "What makes you ask"; buttons "Ask who is in command", "Settle it"; field
// "Who is in command".
import { html, nothing } from "lit-html";
import { rich, t } from "../../i18n.js";
import { at, card, choice, field, form, line, prose } from "../../parts.js";
import { can } from "../../state.js";

const LEVELS = [
  ["P0", t("P0 · drop everything")],
  ["P1", t("P1 · now")],
  ["P2", t("P2 · today")],
  ["P3", t("P3 · this week")],
  ["P4", t("P4 · when there is time")],
];

/** How urgent the work is, whatever its severity. */
export const priority = (state, app) =>
  card(
    t("Priority"),
    html`
      <p class="why">${t(
        "Severity says how bad it is, priority how soon it must be worked on.",
      )} ${state.incident.priority
        ? rich("It is {level} since {time}.", {
          level: html`<b>${state.incident.priority}</b>`,
          time: at(state, state.incident.priority_at),
        })
        : nothing}</p>${form(state, app, {
          id: "priority",
          verb: "priority.set",
          args: (read) => ({ level: read("level"), reason: read("reason") }),
          fields: html`${field(t("Priority"), choice("level", LEVELS), "wide")}${
            field(t("Reason"), line("reason"))
          }`,
          submit: t("Set priority"),
          inline: true,
          look: "plain",
        })}
    `,
  );

const asked = (state) =>
  state.incident.contests.map((one) =>
    html`<p class="fact"><b class="warn">${
      t("{name} asks who is in command", { name: one.name })
    }</b> ${at(state, one.at)} ${one.reason}</p>`
  );

const settle = (state, app) =>
  form(state, app, {
    id: "settle",
    verb: "command.settle",
    args: (read) => ({ text: read("text") }),
    fields: field(
      t("Who is in command"),
      prose("text", { must: true, rows: 1, hint: t("I am, …") }),
    ),
    submit: t("Settle it"),
    inline: true,
  });

const contest = (state, app) =>
  html`<details class="more"><summary>${t("Not clear who is in command?")}</summary>${
    form(state, app, {
      id: "contest",
      verb: "command.contest",
      args: (read) => ({ reason: read("reason") }),
      fields: field(
        t("What makes you ask"),
        line("reason", { must: true, hint: t("two people give orders") }),
      ),
      submit: t("Ask who is in command"),
      inline: true,
      look: "plain",
    })
  }</details>`;

/** Asking who is in command, and settling it. */
export function contests(state, app) {
  const open = state.incident.contests;
  const mine = open.some((one) => one.by === state.you.person);
  return html`${asked(state)}${
    open.length && can(state, "command.settle") ? settle(state, app) : nothing
  }${mine || !can(state, "command.contest") ? nothing : contest(state, app)}`;
}
