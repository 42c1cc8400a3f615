// The middle of the console: one sheet for each thing that staff has on the desk.
//
// Names for tests: tabs "Injects", "Questions", "Score so far", "Shared picture", "Notes", "Review".
import { html } from "lit-html";
import { drillTime } from "../clock.js";
import { t } from "../i18n.js";
import { tablist } from "../panels/frame/tablist.js";
import { can } from "../state.js";
import { injects } from "./injects.js";
import { notes } from "./notes.js";
import { missing, picture } from "./picture.js";
import { openQuestions, questions } from "./questions.js";
import { hasReview, review } from "./review.js";
import { score } from "./score.js";
import { dueSoon } from "./score_words.js";

const unanswered = (state) => {
  const open = state.probe && state.probes?.at(-1);
  return open ? missing(state, open.answers).length : 0;
};

const SHEETS = [
  { id: "injects", title: t("Injects"), body: injects },
  {
    id: "questions",
    title: t("Questions"),
    body: questions,
    badge: (state) =>
      can(state, "ask.answer") && state.drill.phase !== "ended" ? openQuestions(state).length : 0,
  },
  {
    id: "score",
    title: t("Score so far"),
    body: score,
    badge: (state) => dueSoon(state.score?.due ?? [], drillTime(state.clock, Date.now())).length,
  },
  { id: "picture", title: t("Shared picture"), body: picture, badge: unanswered },
  { id: "notes", title: t("Notes"), body: notes },
  { id: "review", title: t("Review"), body: review, there: hasReview },
];

/**
 * @param {object} state
 * @param {object} app
 * @param {string[]} [order] of the sheets, if not all of them in their usual order
 */
export function sheets(state, app, order = SHEETS.map(({ id }) => id)) {
  const found = order.map((id) => SHEETS.find((one) => one.id === id))
    .filter(({ there }) => there?.(state) ?? true);
  const open = found.some(({ id }) => id === state.ui.sheet) ? state.ui.sheet : found[0].id;
  const shown = found.map(({ id, title, badge }) => ({
    id: `sheet-${id}`,
    title,
    waiting: badge?.(state) ?? 0,
  }));
  const choose = (id) => app.ui({ sheet: id.replace("sheet-", "") });
  return html`<div class="sheets" id="sheets">${
    tablist(t("On the desk"), shown, `sheet-${open}`, choose)
  }${
    found.map(({ id, body }) =>
      html`
        <div class="sheet" role="tabpanel" id="area-sheet-${id}"
          aria-labelledby="tab-sheet-${id}"
          ?hidden=${id !== open}>${body(state, app)}</div>
      `
    )
  }</div>`;
}
