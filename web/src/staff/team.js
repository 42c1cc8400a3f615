// How much lies on each of those who play, each person's last sign of life, and what that means for
// whoever steers.
//
// Names for tests: region "Team"; table "Load"; list "What to think of"; buttons "Show <inject>".
import { html, nothing } from "lit-html";
import { drillTime, spanText } from "../clock.js";
import { rich, t, tn } from "../i18n.js";
import { linesOf } from "../panels/channel/entries.js";
import { seated } from "../panels/people/people.js";
import { at, hidden, panel } from "../parts.js";
import { can } from "../state.js";
import { tagOf } from "../words.js";
import { FULL, hintsOf, loadOf, MUCH } from "./load_words.js";
import { openInject } from "./open.js";

const COLUMNS = [
  ["unread", t("Unread"), t("Lines of the timeline that they have not seen yet")],
  ["pages", t("Pages"), t("Pages that nobody has acknowledged")],
  ["tasks", t("Tasks"), t("Tasks that they have not reported on")],
  ["questions", t("Asked"), t("Questions from outside that wait for their answer")],
  ["silent", t("Silent"), t("Since the last thing that they did")],
];

const text = (row, field) => field === "silent" ? spanText(row.silent) : String(row[field]);

function cell(row, [field]) {
  const value = row[field];
  if (value === null) return html`<td class="dim">–</td>`;
  const much = value >= MUCH[field];
  // The bar repeats the number beside it.
  return html`
    <td
      class=${much ? "much" : ""}><span class="num">${text(row, field)}${much
        ? html`<span aria-hidden="true"> ▲</span>${hidden(t("much"))}`
        : nothing}</span><meter aria-hidden="true" min="0" max=${FULL[field]} low=${MUCH[field]}
        high=${FULL[field]} optimum="0" value=${Math.min(value, FULL[field])}></meter></td>
  `;
}

/** What somebody did last, in the words of the timeline. */
function lastOf(lines, row) {
  for (let i = lines.length - 1; i >= 0; i--) {
    const { event, said } = lines[i];
    if (event.actor === row.person && !/^(seat|drill|hand|comms)\./.test(event.kind)) return said;
  }
  return null;
}

const row = (state, lines, one) => {
  const said = lastOf(lines, one);
  const hand = state.people.find(({ person }) => person === one.person)?.hand;
  return html`<tr><th scope="row"><span class="tag">${tagOf(one.seat)}</span> ${one.name}${
    one.bot
      ? html`
        <span class="dim">${t("bot")}</span>
      `
      : nothing
  }${
    one.offers
      ? html`
        <span class="warn">${t("offered a role")}</span>
      `
      : nothing
  }${
    hand
      ? html`
        <span class="warn" title=${hand.text || nothing}><span
          aria-hidden="true">☝</span>${hidden(t("hand up"))}</span>
      `
      : nothing
  }</th>${COLUMNS.map((column) => cell(one, column))}<td class="last dim">${
    said ? html`${said.text} ${said.quote ?? ""}` : t("nothing yet")
  }</td></tr>`;
};

const table = (state, lines, rows) =>
  html`
    <div class="side" tabindex="0" role="group" aria-label=${t("Load of each")}>
      <table
        class="load" aria-label=${t("Load")}>
        <thead>
          <tr><th scope="col">${t("Who")}</th>${COLUMNS.map(([, title, means]) =>
            html`<th scope="col"><abbr title=${means}>${title}</abbr></th>`
          )}<th scope="col">${t("Last")}</th></tr>
        </thead>
        <tbody>${rows.map((one) => row(state, lines, one))}</tbody>
      </table>
    </div>
  `;

function hints(state, app, rows) {
  const found = hintsOf(state, rows);
  if (!found.length) return nothing;
  return html`<ul class="thoughts" aria-label=${t("What to think of")}>${
    found.map((one) =>
      html`<li>${one.text}${
        one.inject && can(state, "inject.fire")
          ? html`
            <button type="button" class="quiet small" @click=${() =>
              openInject(app, one.inject)}>${t("Show {inject}", { inject: one.inject })}</button>
          `
          : nothing
      }</li>`
    )
  }</ul>`;
}

const changes = (state) =>
  state.actions.runs.filter((run) => run.status === "running").map((run) =>
    html`<li><span class="tag">${t("change")}</span> <b>${run.title}</b> <progress max="1"
      data-live="part" data-at=${run.started_at} data-until=${run.expected}
      aria-label=${run.title}></progress> <span class="dim">${
      rich("since {time}", { time: at(state, run.started_at) })
    }</span></li>`
  );

/** @param {object} state @param {object} app */
export function team(state, app) {
  const { updates, statuspage, actions } = state;
  const lines = linesOf(state);
  const rows = seated(loadOf(state, lines, drillTime(state.clock, Date.now())));
  return panel(
    "team",
    t("Team"),
    html`<span class="dim">${
      [
        tn("{n} update", "{n} updates", updates.length),
        tn("{n} public post", "{n} public posts", statuspage.posts.length),
        tn("{n} change", "{n} changes", actions.runs.length),
      ].join(" · ")
    }</span>`,
    html`${hints(state, app, rows)}${
      rows.length ? table(state, lines, rows) : html`<p class="none">${t("Nobody plays yet.")}</p>`
    }<ul class="team">${changes(state)}</ul>`,
    "fit",
  );
}
