// What is known against what was told, as a table with two columns.
//
// Names for tests: table "Known and told".
import { html, nothing } from "lit-html";
import { t, tn } from "../../i18n.js";
import { at } from "../../parts.js";
import { nameOf } from "../../state.js";
import { knownAndTold, toTell } from "./known_words.js";

const MARKS = {
  same: ["ok", t("these words")],
  unsaid: ["dim", t("not in these words")],
  newer: ["warn", t("changed since")],
  differs: ["bad", t("differs from the record")],
  refuted: ["bad", t("refuted since")],
  unbacked: ["warn", t("nothing on record")],
  late: ["bad", t("late")],
  open: ["warn", t("no time promised")],
};

const mark = (name) =>
  MARKS[name]
    ? html`
      <span class="mark-word ${MARKS[name][0]}">${MARKS[name][1]}</span>
    `
    : nothing;

const quote = (text) => text ? html`<span class="quoted">${text}</span>` : nothing;

const telling = (state, one) =>
  html`<li><b>${one.name}</b> ${at(state, one.at)}${mark(one.mark)} ${quote(one.text)}</li>`;

const source = (state, record) =>
  html`<span class="dim">${
    [record.source, record.by && nameOf(state, record.by)].filter(Boolean).join(", ")
  }${
    record.at === null ? nothing : html`
      ${at(state, record.at)}
    `
  }</span>`;

const fact = (state, { title, record, told, untold }) =>
  html`
    <tbody>
      <tr>
        <th colspan="2" scope="rowgroup">${title}</th>
      </tr>
      <tr>
        <td>${record
          ? html`${quote(record.text)} ${source(state, record)}`
          : html`<span class="dim">${t("nothing on record")}</span>`}</td>
        <td>${told.length
          ? html`<ul>${told.map((one) => telling(state, one))}</ul>`
          : untold
          ? html`<span class="mark-word warn">${t("nobody yet")}</span>`
          : html`<span class="dim">–</span>`}</td>
      </tr>
    </tbody>
  `;

/** @param {object} state @param {number} now drill time */
export function told(state, now) {
  const rows = knownAndTold(state, now);
  const n = toTell(rows);
  return html`
    <section class="card known-card">
      <h3>${t("Known and told")} ${n
        ? html`<span class="warn">${tn("{n} to tell", "{n} to tell", n)}</span>`
        : nothing}</h3>
      <p class="why">${t(
        "Figures and names from the record, texts as they were written. Read them against each other.",
      )}</p>
      <table class="known"
        aria-label=${t("Known and told")}><thead><tr><th scope="col">${t(
          "On record",
        )}</th><th scope="col">${t("Told")}</th></tr></thead>${rows.map((row) =>
          fact(state, row)
        )}</table>
    </section>
  `;
}
