// After the end: the rooms side by side, as a start for talking. It speaks of what happened when, in
// the order of the teams, and never of who was better.
//
// Names for tests: table "What happened when"; region "Side by side".
import { html, nothing } from "lit-html";
import { runText } from "../clock.js";
import { t } from "../i18n.js";
import { hidden } from "../parts.js";

/** What a letter says (HSEEP). */
export const LETTERS = {
  P: t("performed without challenges"),
  S: t("performed with some challenges"),
  M: t("performed with major challenges"),
  U: t("could not be performed"),
};

const CAPABILITIES = {
  detection: t("Detection"),
  mitigation: t("Mitigation"),
  investigation: t("Investigation"),
  resolution: t("Resolution"),
  post_incident: t("After the incident"),
  command: t("Command"),
  communication: t("Communication"),
};

/** @param {string} id @returns {string} "After the incident" */
export const nameOfCapability = (id) => CAPABILITIES[id] ?? id;

const time = (name, key) => ({
  name,
  of: (room) => room[key] === null || room[key] === undefined ? null : runText(room[key]),
});

const MEASURES = [
  time(t("Page acknowledged"), "acked_at"),
  time(t("Declared"), "declared_at"),
  time(t("Mitigated"), "mitigated_at"),
  { name: t("A change was verified to work"), of: (room) => room.mitigated ? t("yes") : t("no") },
  time(t("Recovered"), "recovered_at"),
  time(t("Incident resolved"), "resolved_at"),
  { name: t("Updates posted"), of: (room) => String(room.updates) },
  { name: t("Changes made"), of: (room) => String(room.runs.finished) },
];

/**
 * The rows of the comparison: measures that at least one room has, then what was judged.
 *
 * @param {object[]} rooms of the overview, in the order of their teams
 * @returns {{name: string, cells: (string | null)[], said?: (string | null)[]}[]}
 */
export function rowsOf(rooms) {
  const measured = MEASURES.map(({ name, of }) => ({ name, cells: rooms.map(of) }));
  const ids = Object.keys(CAPABILITIES).filter((id) => rooms.some((room) => room.letters?.[id]));
  const judged = ids.map((id) => ({
    name: CAPABILITIES[id],
    cells: rooms.map((room) => room.letters?.[id] ?? null),
    said: rooms.map((room) => LETTERS[room.letters?.[id]] ?? null),
  }));
  return [...measured, ...judged].filter((row) => row.cells.some((cell) => cell !== null));
}

/** @param {object[]} rooms of the overview */
export function comparison(rooms) {
  const over = rooms.filter((room) => room.state === "ended");
  if (over.length < 2 || over.length < rooms.length) return nothing;
  return html`
    <section class="compare" aria-labelledby="compare-title">
      <h3 id="compare-title">${t("Side by side")}</h3>
      <p class="dim">${t(
        "The same world, met in different ways. Ask what each room knew at that time, and what made the next step easy or hard. This is no ranking.",
      )}</p>
      <div class="scroll" tabindex="0" role="group" aria-label=${t("Table of what happened when")}>
        <table>
          <caption class="vh">${t("What happened when")}</caption>
          <thead>
            <tr><td></td>${over.map(({ team }) =>
              html`<th scope="col">${t("Team {team}", { team })}</th>`
            )}</tr>
          </thead>
          <tbody>${rowsOf(over).map(({ name, cells, said }) =>
            html`<tr><th scope="row">${name}</th>${
              cells.map((cell, i) =>
                html`<td class="num">${
                  cell ?? html`<span class="dim">–</span>${hidden(t("no such moment"))}`
                }${
                  said?.[i]
                    ? html`
                      <span class="dim">${said[i]}</span>
                    `
                    : nothing
                }</td>`
              )
            }</tr>`
          )}</tbody>
        </table>
      </div>
    </section>
  `;
}
