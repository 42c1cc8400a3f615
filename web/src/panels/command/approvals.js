// What waits for a go-ahead: since when, at what risk, and what it would cost.
//
// Names for tests: "Approve <title>", "Not now <title>".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { rangeText, spanText } from "../../clock.js";
import { rich, t, tn } from "../../i18n.js";
import { at, button, card, moving, none } from "../../parts.js";
import { can } from "../../state.js";
import { riskLabel, riskText, undoText } from "../work/run_words.js";
import { proposal } from "../work/runs.js";

/** The runs that wait. */
export const proposed = (state) => state.actions.runs.filter((run) => run.status === "proposed");

// Whoever proposed it said no more than the catalogue says anyway.
const asListed = (run, one) => run.risk === riskText(one) && run.undo === undoText(one);

function facts(state, run) {
  const one = state.actions.catalogue.find(({ action }) => action === run.action);
  if (!one || run.undoes) return proposal(run);
  const kept = state.evidence.sources.filter(({ captured }) => captured != null).length;
  return html`<p class="row"><span class="tag risk-${one.risk}">${riskLabel(one)}</span>
    <span class="tag">${t("takes {span}", { span: rangeText(one.takes) })}</span>${
    one.undo === null
      ? html`<span class="tag warn">${t("cannot be undone")}</span>`
      : html`<span class="tag">${t("undo {span}", { span: spanText(one.undo) })}</span>`
  }${
    one.destroys_evidence
      ? html`<span class="tag warn">${t("destroys evidence")}</span> <span class="dim">${
        kept ? tn("{n} source is kept", "{n} sources are kept", kept) : t("nothing is kept yet")
      }</span>`
      : nothing
  }</p>${asListed(run, one) ? nothing : proposal(run)}`;
}

// Nothing needs to be recorded to leave a change waiting, but whoever proposed it wants to know why.
function notNow(run) {
  const field = document.getElementById("say");
  const words = t("@{name} {title}: not now, because", { name: run.by_name, title: run.title });
  field.value = `${[field.value.trim(), words].filter(Boolean).join(" ")} `;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

const row = (state, app, run) =>
  html`
    <li
      class="ask"><span><b>${run.title}</b> <span class="dim">${rich(
        "{component} · by {name}, {time}",
        {
          component: run.component,
          name: run.by_name,
          time: at(state, run.at),
        },
      )}</span> <span class="waits">${rich("waits {span}", {
        span: moving("since", run.at),
      })}</span>${facts(state, run)}</span><span class="answers">${button(state, app, {
        say: t("Approve"),
        name: t("Approve {title}", run),
        verb: "action.approve",
        args: { id: run.id },
        look: "primary",
        focus: "approve",
      })} <button type="button" class="quiet" title=${t("Say in the channel why it waits")}
        aria-label=${t("Not now {title}", run)} @click=${() => notNow(run)}>${t(
          "Not now",
        )}</button></span></li>
  `;

/** @param {object} state @param {object} app */
export function approvals(state, app) {
  const waiting = proposed(state);
  if (!can(state, "action.approve")) return nothing;
  return card(
    t("Waiting for your go-ahead"),
    waiting.length
      ? html`<ul class="facts">${
        repeat(waiting, (run) => run.id, (run) => row(state, app, run))
      }</ul>`
      : none(t("No change is proposed.")),
    waiting.length ? "key" : "",
  );
}
