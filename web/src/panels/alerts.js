// Alerts and the pages that they sent.
//
// Names for tests: region "Alerts"; button "Acknowledge <alert>", "Escalate <alert>".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { at, button, none, panel } from "../parts.js";
import { nameOf } from "../state.js";
import { calls, notes } from "./oncall.js";

function pageLine(state, page) {
  if (page.acked_at !== null) {
    return html`<span class="ok">✓ ${nameOf(state, page.acked_by)}</span> has it since ${
      at(state, page.acked_at)
    }`;
  }
  return html`<b class="bad">Paging</b> ${page.name} <span class="dim">${page.level}, ${
    at(state, page.sent_at)
  }</span>`;
}

function row(state, app, alert) {
  const pages = state.pages.filter((page) => page.alert === alert.alert);
  const open = pages.find((page) => page.acked_at === null);
  const over = alert.resolved_at !== null;
  const mark = over ? "ok" : alert.page ? "page" : alert.severity;
  return html`<li class="alert" data-sev=${over ? "over" : alert.page ? "page" : "ticket"}>
    <div class="sev">${mark}</div>
    <div class="body">
      <p class="title">${alert.alert} <span class="dim">${alert.service}</span></p>
      <p class="sum">${alert.summary}</p>
      <p class="meta">${at(state, alert.fired_at)} ${
    over ? html`– ${at(state, alert.resolved_at)} resolved` : html`firing`
  }${pages.map((page) => html`<br>${pageLine(state, page)}`)}</p>
    </div>
    ${
    open
      ? html`<div class="acts">${
        button(state, app, {
          say: "Ack",
          name: `Acknowledge ${alert.alert}`,
          verb: "page.ack",
          args: { id: open.id },
          look: "primary",
          focus: "ack",
        })
      }${
        button(state, app, {
          say: "Escalate",
          rest: ` ${alert.alert}`,
          verb: "page.escalate",
          args: { id: open.id },
          look: "quiet small",
        })
      }</div>`
      : nothing
  }
  </li>`;
}

/** What waits for somebody first, then what fires, then what is over; newest first within. */
function inOrder({ alerts, pages }) {
  const waits = new Set(
    pages.filter((page) => page.acked_at === null).map((page) => page.alert),
  );
  const rank = (one) => one.resolved_at !== null ? 3 : waits.has(one.alert) ? 0 : one.page ? 1 : 2;
  return [...alerts].sort((a, b) => rank(a) - rank(b));
}

/** @param {object} state @param {object} app */
export function alerts(state, app) {
  const firing = state.alerts.filter((alert) => alert.resolved_at === null);
  return panel(
    "alerts",
    "Alerts",
    html`<span class="count num">${firing.length ? `${firing.length} firing` : "quiet"}</span>`,
    html`${calls(state, app)}<div class="scroll" tabindex="0" role="group" aria-label="Alert list">
      <ul>${repeat(inOrder(state), (one) => one.alert, (one) => row(state, app, one))}</ul>
      ${state.alerts.length ? nothing : none("Nothing fires. Long may it last.")}
      ${notes(state)}
    </div>`,
  );
}
