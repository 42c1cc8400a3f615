// The action items of a review: rows that can be added and removed.
//
// Names for tests: group "Action item <n>" with fields "What", "Type", "Priority", "Owner", "Due";
// buttons "Add an action item", "Remove action item <n>", "Take it over: <what>".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { keep } from "../../drafts.js";
import { t } from "../../i18n.js";
import { choice, field, hidden } from "../../parts.js";
import { notMine } from "./review_words.js";

const FORM = "postmortem";
const ITEMS = "review-items";
const DRAWN = 80;
const TYPES = [
  ["prevent", t("prevent")],
  ["detect", t("detect")],
  ["mitigate", t("mitigate")],
  ["process", t("process")],
  ["fix", t("fix")],
];
const PRIORITIES = ["P0", "P1", "P2", "P3", "P4"];
const FIELDS = ["what", "type", "priority", "owner", "due"];

/** The rows of action items, by number; a number is never used twice. */
export function rowsOf(state) {
  const mine = state.ui.items ?? JSON.parse(keep(ITEMS) ?? "null");
  return mine ?? Array.from({ length: state.review.draft?.actions.length || 1 }, (_, i) => i);
}

function setRows(app, rows) {
  keep(ITEMS, rows && JSON.stringify(rows));
  app.ui({ items: rows });
}

/** After they were saved, the rows are those that are saved. */
export const forgetRows = (app) => setRows(app, null);

const next = (rows) => Math.max(-1, ...rows) + 1;

/** The items that say what is to be done. */
export const itemsOf = (state, read) =>
  rowsOf(state).filter((id) => read(`what-${id}`)).map((id) =>
    Object.fromEntries(FIELDS.map((name) => [name, read(`${name}-${id}`)]))
  );

const text = (name, value, { max = 80, list } = {}) =>
  html`
    <input name=${name} maxlength=${max} list=${list ?? nothing} .defaultValue=${value}>
  `;

// What somebody else gave as a day may be words; a field for dates would drop them.
const day = (name, value) =>
  html`
    <input type=${/^(?:\d{4}-\d\d-\d\d)?$/.test(value) ? "date" : "text"} name=${name}
      maxlength="80" .defaultValue=${value}>
  `;

function item(state, app, rows, id, i) {
  const there = state.review.draft?.actions[id] ?? {};
  const remove = () => setRows(app, rows.filter((one) => one !== id));
  const n = i + 1;
  return html`
    <li>
      <fieldset class="item"><legend>${t("Action item {n}", { n })}</legend>
        ${field(
          t("What"),
          html`
            <textarea name="what-${id}" rows="1" maxlength="300" placeholder=${t("alert when …")}
              .defaultValue=${there.what ?? ""}></textarea>
          `,
          "what",
        )}
        ${field(
          t("Type"),
          choice(`type-${id}`, TYPES.map(([one, name]) => [one, name, one === there.type])),
        )}
        ${field(
          t("Priority"),
          choice(`priority-${id}`, [
            ["", "–"],
            ...PRIORITIES.map((one) => [one, one, one === there.priority]),
          ]),
        )}
        ${field(t("Owner"), text(`owner-${id}`, there.owner ?? "", { list: "owners" }))}
        ${field(t("Due"), day(`due-${id}`, there.due ?? ""))}
        <button type="button" class="quiet small" aria-label=${t("Remove action item {n}", {
          n,
        })} @click=${remove}>${t("Remove")}</button></fieldset>
    </li>
  `;
}

// Items that somebody saved while the rows here are somebody's own.
function saved(state, app, rows) {
  const { draft } = state.review;
  const own = state.ui.items ?? keep(ITEMS);
  if (!draft || !own) return nothing;
  const form = document.getElementById(FORM);
  const whats = rows.map((id) => form?.elements[`what-${id}`]?.value.trim() ?? "");
  const others = notMine(draft.actions, whats);
  if (!others.length) return nothing;
  const take = (one) => {
    const id = next(rows);
    setRows(app, [...rows, id]);
    // The row has to be drawn first.
    setTimeout(() => {
      for (const name of FIELDS) form.elements[`${name}-${id}`].value = one[name];
      form.dispatchEvent(new Event("input"));
    }, DRAWN);
  };
  return html`
    <div class="stale" role="status">
      <p>${t("Saved by {name}, and not among yours:", { name: draft.name })}</p>
      <ul class="undone whole">${others.map((one) =>
        html`<li><span class="grow">${one.what}</span><button type="button" class="small"
        @click=${() => take(one)}>${t("Take it over")}${hidden(`: ${one.what}`)}</button></li>`
      )}</ul>
    </div>
  `;
}

/** @param {object} state @param {object} app */
export function items(state, app) {
  const rows = rowsOf(state);
  return html`
    <h4>${t("Action items")}</h4>
    <p class="why">${t("One thing each, that can be done: with an owner and a date.")}</p>
    <ol class="items">${repeat(rows, (id) => id, (id, i) => item(state, app, rows, id, i))}</ol>
    ${saved(state, app, rows)}
    <datalist id="owners">${state.people.map(({ name }) =>
      html`<option value=${name}></option>`
    )}</datalist>
    <div class="row"><button type="button" @click=${() => setRows(app, [...rows, next(rows)])}>${t(
      "Add an action item",
    )}</button></div>
  `;
}
