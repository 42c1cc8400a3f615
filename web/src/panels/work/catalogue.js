// What can be done to the system: every action, with its risk, how long it takes and how it is
// undone, open to be proposed.
//
// Names for tests: in the open details of an action, fields "What could go wrong", "How it is
// undone", buttons "Propose <title>" and "Start <title>".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { rangeText, spanText } from "../../clock.js";
import { t } from "../../i18n.js";
import { aloud, button, card, field, form } from "../../parts.js";
import { can } from "../../state.js";
import { isOpen, riskLabel, riskText, undoText } from "./run_words.js";
import { startAnyway } from "./start.js";

/** A line of text that begins with what the catalogue says, and can be worded anew. */
const given = (name, value) => html`<input name=${name} maxlength="300" value=${value}>`;

const fact = (text, look = "tag") =>
  html`
    <span class=${look}>${text}</span>
  `;

function facts(one) {
  return html`
    <span
      class="row facts-row">${fact(one.component, "dim")}${fact(
        riskLabel(one),
        `tag risk-${one.risk}`,
      )}${fact(t("takes {span}", { span: rangeText(one.takes) }))}${one.undo === null
        ? fact(t("cannot be undone"), "tag warn")
        : fact(t("undo {span}", { span: spanText(one.undo) }))}${one.destroys_evidence
        ? fact(t("destroys evidence"), "tag warn")
        : nothing}${one.approval === "enforced"
        ? fact(t("needs a go-ahead"), "tag warn")
        : nothing}</span>
  `;
}

function offer(state, app, one) {
  return html`
    <details class="action"
      data-action=${one.action}><summary><span>${one.title}</span> ${facts(one)}</summary>
        ${form(state, app, {
          id: `propose-${one.action}`,
          verb: "action.propose",
          args: (read) => ({ action: one.action, risk: read("risk"), undo: read("undo") }),
          fields: html`${field(t("What could go wrong"), given("risk", riskText(one)))}${
            field(t("How it is undone"), given("undo", undoText(one)))
          }`,
          submit: t("Propose"),
          name: t("Propose {title}", one),
          extra: one.approval === "enforced" ? nothing : button(state, app, {
            say: t("Start"),
            name: t("Start {title}", one),
            verb: "action.start",
            args: { action: one.action },
            look: "quiet",
            click: () => startAnyway(app, one.title, { action: one.action }),
          }),
        })}</details>
  `;
}

/** @param {object} state @param {object} app */
export function catalogue(state, app) {
  if (!can(state, "action.propose")) return nothing;
  const { catalogue: all, runs } = state.actions;
  const open = new Set(runs.filter(isOpen).map((run) => run.action));
  const free = all.filter((one) => !open.has(one.action));
  return card(
    html`<span tabindex="-1" data-focus="propose">${
      aloud(t("What can be done"), t("What can be done: open one to propose it"))
    }</span>`,
    html`<div class="catalogue">${
      repeat(free, (one) => one.action, (one) => offer(state, app, one))
    }</div>`,
  );
}
