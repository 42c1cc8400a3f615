// Who was promised a word and when: a small board, with the questions that wait above it.
//
// Names for tests: table "Promises"; buttons "Write to: <audience>"; buttons "Answer <name> now".
import { html, nothing } from "lit-html";
import { rich, t, tn } from "../../i18n.js";
import { at, moving } from "../../parts.js";
import { can } from "../../state.js";
import { tally, waiting } from "./rhythm_words.js";

const when = (state, row) => {
  if (row.ends) return html`<b class="warn">${t("not told that it is over")}</b>`;
  if (row.due !== null) {
    return html`<b>${at(state, row.due)}</b> <span class="dim">${moving("left", row.due)}</span>`;
  }
  const open = row.told && state.incident.resolved_at === null;
  return html`<span class=${open ? "warn" : "dim"}>${
    open ? t("no time promised") : t("nothing due")
  }</span>`;
};

const last = (state, { last: word }) =>
  word
    ? html`<span title=${word.text}>${at(state, word.t)}</span> <span class="dim">${
      rich("{since} ago", { since: moving("since", word.t) })
    }</span>`
    : html`<span class="dim">${t("not yet")}</span>`;

const line = (state, row, write, writes) =>
  html`
    <tr>
      <th scope="row">${row.name}${row.every
        ? html`
          <span class="dim">${t("every {n} min", { n: row.every })}</span>
        `
        : nothing}</th>
      <td>${last(state, row)}</td>
      <td>${when(state, row)}</td>
      <td>${writes
        ? html`<button type="button" class="small" aria-label=${
          t("Write to: {name}", row)
        } @click=${() => write(row.id)}>${t("Write")}</button>`
        : nothing}</td>
    </tr>
  `;

function score(rows) {
  const { kept, due } = tally(rows);
  return due
    ? html`<span class=${kept === due ? "ok" : "warn"}>${
      tn("{kept} of {n} promise kept", "{kept} of {n} promises kept", due, { kept })
    }</span>`
    : nothing;
}

function questions(state, app) {
  const open = waiting(state);
  if (!open.length) return nothing;
  const go = (id) => app.show?.({ focus: "answer", form: `answer-${id}` });
  return html`<ul class="asking" aria-label=${t("Questions that wait")}>${
    open.map((one) =>
      html`<li><span class="grow"><b>${one.name}</b> ${
        rich("has waited for {since}, since {time}:", {
          since: moving("since", one.at),
          time: at(state, one.at),
        })
      } <span class="dim">${one.text}</span></span>${
        can(state, "query.answer")
          ? html`<button type="button" class="small" aria-label=${
            t("Answer {name} now", one)
          } @click=${() => go(one.id)}>${t("Answer")}</button>`
          : nothing
      }</li>`
    )
  }</ul>`;
}

/**
 * @param {object} state
 * @param {object} app
 * @param {object[]} rows of rhythm()
 * @param {(id: string) => void} write opens the composer for an audience
 */
export function board(state, app, rows, write) {
  const writes = (id) => can(state, id === "public" ? "statuspage.post" : "update.post");
  const rest = rows.filter(({ shown }) => !shown).map(({ name }) => name);
  return html`
    <section
      class="card board-card"><h3>${t("Promises")} ${score(rows)}<span class="dim">${rest.length
        ? t("Not told yet: {names}", { names: rest.join(", ") })
        : nothing}</span></h3>${questions(
          state,
          app,
        )}
      <table class="promises" aria-label=${t("Promises")}>
        <thead><tr><th scope="col">${t("Audience")}</th><th scope="col">${t(
          "Last told",
        )}</th><th scope="col">${t("Next word")}</th><th scope="col"><span class="vh">${t(
          "Write",
        )}</span></th></tr></thead>
        <tbody>${rows.filter(({ shown }) => shown).map((row) =>
          line(state, row, write, writes(row.id))
        )}</tbody>
      </table></section>
  `;
}
