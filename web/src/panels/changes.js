// The right half of the Work tab: propose, start and verify what is done to the system.
//
// Names for tests: in the open details of an action, buttons "Propose <title>" and "Start <title>";
// for one on the table "Approve <title>", "Start <title>", "Announce <title>", "Stop <title>",
// "Verify <title>", "Undo <title>"; button "Verify recovery". Starting without approval asks:
// "Start anyway"; undoing asks: "Undo it".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { rangeText, spanText } from "../clock.js";
import { button, card, field, form, hidden, signals } from "../parts.js";
import { can } from "../state.js";
import { isOpen, undoText } from "./run_words.js";
import { sureToStart, table } from "./runs.js";

/** A line of text that begins with what the runbook says. */
const given = (name, value) => html`<input name=${name} maxlength="300" value=${value}>`;

function facts(one) {
  const undo = one.undo === null ? "cannot be undone" : `undo ${spanText(one.undo)}`;
  return html`
    <span
      class="dim">${one.component} · ${rangeText(one.takes)} · risk ${one
        .risk} · ${undo}${one.destroys_evidence
        ? html`
          · <span class="warn">destroys evidence</span>
        `
        : nothing}${one.approval === "enforced"
        ? html`
          · <span class="warn">needs a go-ahead</span>
        `
        : nothing}</span>
  `;
}

function offer(state, app, one) {
  return html`<details class="action" data-action=${one.action}><summary>${one.title} ${
    facts(one)
  }</summary>
    ${
    form(state, app, {
      id: `propose-${one.action}`,
      verb: "action.propose",
      args: (read) => ({ action: one.action, risk: read("risk"), undo: read("undo") }),
      fields: html`${field("What could go wrong", given("risk", `risk ${one.risk}`))}${
        field("How it is undone", given("undo", undoText(one)))
      }`,
      submit: "Propose",
      rest: ` ${one.title}`,
      extra: one.approval === "enforced" ? nothing : button(state, app, {
        say: "Start",
        rest: ` ${one.title}`,
        verb: "action.start",
        args: { action: one.action },
        look: "quiet",
        click: async () => {
          if (await sureToStart(app, one.title)) {
            app.run("action.start", { action: one.action });
          }
        },
      }),
    })
  }</details>`;
}

const recovery = (state, app) =>
  can(state, "recovery.verify") && state.incident.declared_at !== null &&
    state.incident.resolved_at === null
    ? card(
      "Recovery",
      html`<p class="why">When the signals are back, and stay: say so, and on what you saw it.</p>${
        form(state, app, {
          id: "recovery",
          verb: "recovery.verify",
          args: (_read, data) => ({ signals: data.getAll("signals") }),
          fields: signals("I looked at"),
          submit: "Verify recovery",
          inline: true,
          look: "plain",
        })
      }`,
    )
    : nothing;

/**
 * Bring an action into sight: its row on the table if it is there, else in the catalogue, opened.
 *
 * @param {string} action
 */
export function showAction(action) {
  const places = [...document.querySelectorAll("[data-action]")]
    .filter((element) => element.dataset.action === action);
  const place = places.find((element) => element.matches("details")) ?? places[0];
  if (!place) return;
  if (place.matches("details")) place.open = true;
  place.scrollIntoView({ block: "center" });
  (place.querySelector("summary") ?? place).focus();
}

/** @param {object} state @param {object} app */
export function changes(state, app) {
  const { catalogue, runs } = state.actions;
  const open = new Set(runs.filter(isOpen).map((run) => run.action));
  const free = catalogue.filter((one) => !open.has(one.action));
  return html`${table(state, app)}${
    can(state, "action.propose")
      ? card(
        html`<span tabindex="-1" data-focus="propose">What can be done</span>${
          hidden(": open one to propose it")
        }`,
        html`<div class="catalogue">${
          repeat(free, (one) => one.action, (one) => offer(state, app, one))
        }</div>`,
      )
      : nothing
  }${recovery(state, app)}`;
}
