// Alerts and the pages that they sent.
//
// Names for tests: region "Alerts"; button "Acknowledge <alert>", "Escalate <alert>".
import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { repeat } from "lit-html/directives/repeat.js";
import { rich, t, tn } from "../../i18n.js";
import { at, button, none, panel } from "../../parts.js";
import { nameOf } from "../../state.js";
import { levelText, pagedText } from "../../words.js";
import { calls, notes } from "./oncall.js";

const MARKS = {
  page: t("page"),
  critical: t("critical"),
  warning: t("warning"),
  ticket: t("ticket"),
  info: t("info"),
  ok: t("ok"),
};

function pageLine(state, page) {
  if (page.acked_at !== null) {
    return rich("{name} has it since {time}", {
      name: html`<span class="ok">✓ ${nameOf(state, page.acked_by)}</span>`,
      time: at(state, page.acked_at),
    });
  }
  return html`
    <b class="bad">${t("Paging")}</b> ${pagedText(page)} <span
      class="dim">${levelText(page.level)}, ${at(state, page.sent_at)}</span>
  `;
}

function row(state, app, alert, pages) {
  const open = pages.find((page) => page.acked_at === null);
  const over = alert.resolved_at !== null;
  const mark = over ? "ok" : alert.page ? "page" : alert.severity;
  return html`<li class="alert" data-sev=${over ? "over" : alert.page ? "page" : "ticket"}>
    <div class="sev">${MARKS[mark] ?? mark}</div>
    <div class="body">
      <p class="title">${alert.alert} <span class="dim">${alert.service}</span></p>
      <p class="sum">${alert.summary}</p>
      <p class="meta">${
    over
      ? rich("{from} – {to} resolved", {
        from: at(state, alert.fired_at),
        to: at(state, alert.resolved_at),
      })
      : rich("{time} firing", { time: at(state, alert.fired_at) })
  }${pages.map((page) => html`<br>${pageLine(state, page)}`)}</p>
    </div>
    ${
    open
      ? html`<div class="acts">${
        button(state, app, {
          say: t("Ack"),
          name: t("Acknowledge {alert}", { alert: alert.alert }),
          verb: "page.ack",
          args: { id: open.id },
          look: "primary",
          focus: "ack",
        })
      }${
        button(state, app, {
          say: t("Escalate"),
          name: t("Escalate {alert}", { alert: alert.alert }),
          verb: "page.escalate",
          args: { id: open.id },
          look: "quiet small",
        })
      }</div>`
      : nothing
  }
  </li>`;
}

function byAlert(pages) {
  const out = new Map();
  for (const page of pages) out.set(page.alert, [...(out.get(page.alert) ?? []), page]);
  return out;
}

/** What waits for somebody first, then what fires, then what is over; newest first within. */
function inOrder({ alerts, pages }) {
  const waits = new Set(
    pages.filter((page) => page.acked_at === null).map((page) => page.alert),
  );
  const rank = (one) => one.resolved_at !== null ? 3 : waits.has(one.alert) ? 0 : one.page ? 1 : 2;
  return [...alerts].sort((a, b) => rank(a) - rank(b));
}

function list(state, app) {
  const pages = byAlert(state.pages);
  const { ui, names, drill, you } = state;
  return html`<ul>${
    repeat(inOrder(state), (one) => one.alert, (one) => {
      const mine = pages.get(one.alert) ?? [];
      // Sections come whole: what is as it was looks as it did.
      const said = JSON.stringify([one, mine]);
      return guard(
        [said, ui.busy, names, drill.phase, you.can.length],
        () => row(state, app, one, mine),
      );
    })
  }</ul>`;
}

/** @param {object} state @param {object} app */
export function alerts(state, app) {
  const firing = state.alerts.filter((alert) => alert.resolved_at === null).length;
  return panel(
    "alerts",
    t("Alerts"),
    html`<span class="count num">${
      firing ? tn("{n} firing", "{n} firing", firing) : t("quiet")
    }</span>`,
    guard(
      [
        state.alerts,
        state.pages,
        state.oncall,
        state.names,
        state.people,
        state.online,
        state.you,
        state.drill,
        state.ui,
      ],
      () =>
        html`
          ${calls(state, app)}<div class="scroll" tabindex="0" role="group"
            aria-label=${t("Alert list")}>
                ${list(state, app)}
                ${state.alerts.length ? nothing : none(t("Nothing fires. Long may it last."))}
                ${notes(state)}
              </div>
        `,
    ),
  );
}
