// The lines that looks at a source have found, and a search through all of them.
//
// Names for tests: in a source, search field "Find in <title>", box "Only lines that match".
import { html, nothing } from "lit-html";
import { clockText } from "../../clock.js";
import { t, tn } from "../../i18n.js";
import { beforeText, changeOf } from "../charts/change_words.js";
import { matches, newLines, pieces, search } from "./log_words.js";

const ENOUGH = 4;
const NOTHING = { text: "", only: false };

/** What is searched for in a source. */
export const findOf = (state, source) => state.ui.find?.[source] ?? NOTHING;

const finished = (looks) => looks.filter((look) => look.viewed_at !== null);

/**
 * The search through all looks at one source; nothing where there is little to search.
 *
 * @param {object} state @param {object} app
 * @param {{source: string, title: string, kind: string}} one
 * @param {object[]} looks at that source
 */
export function finder(state, app, one, looks) {
  const seen = finished(looks);
  const lines = seen.reduce((sum, look) => sum + look.lines.length, 0);
  if (!lines || (one.kind !== "logs" && lines < ENOUGH)) return nothing;
  const find = findOf(state, one.source);
  const set = (patch) =>
    app.ui({ find: { ...state.ui.find, [one.source]: { ...find, ...patch } } });
  const { words, hits, total } = search(seen, find.text);
  return html`<div class="find" role="search" aria-label=${
    t("Lines of {title}", {
      title: one.title,
    })
  }>
    <input type="search" aria-label=${t("Find in {title}", { title: one.title })}
      placeholder=${t("Find in these lines")} .value=${find.text} maxlength="100"
      @input=${(event) => set({ text: event.currentTarget.value })}>
    ${
    words.length
      ? html`
        <label
          class="only"><input type="checkbox" .checked=${find.only} @change=${(event) =>
            set({ only: event.currentTarget.checked })}>${t("Only lines that match")}</label>
      `
      : nothing
  }<span class="dim num" role="status">${
    words.length ? tn("{hits} of {n} line", "{hits} of {n} lines", total, { hits }) : ""
  }</span></div>`;
}

const marked = (line, words) =>
  words.length
    ? pieces(line, words).map(({ text, hit }) => hit ? html`<mark>${text}</mark>` : text)
    : line;

const fresh = (line, news) =>
  news.has(line)
    ? html`
      <span class="tag news">${t("new")}</span>
    `
    : nothing;

const change = (state, line, words, seen, alert) => {
  const one = changeOf(line, state.drill.clock0, seen);
  if (!one) return html`<li>${marked(line, words)}</li>`;
  const apart = beforeText(one.at, alert);
  return html`<li><span class="num when">${one.when}</span> <b>${marked(one.where, words)}</b> ${
    marked(one.what, words)
  } <span class="dim">${one.who ? t("by {who}", { who: one.who }) : nothing}${
    apart && one.who ? " · " : nothing
  }${apart}</span></li>`;
};

/**
 * The lines of one look.
 *
 * @param {object} state
 * @param {object} look
 * @param {object} seen `words` searched for, `only` those that match, `before` the lines of the look
 *   before, `alert` when the first alert fired
 */
export function lines(state, look, { words, only, before, alert }) {
  const shown = only && words.length
    ? look.lines.filter((line) => matches(line, words))
    : look.lines;
  if (!look.lines.length) return nothing;
  if (!shown.length) return html`<p class="dim">${t("No line matches.")}</p>`;
  const news = newLines(look.lines, before);
  if (look.kind === "changes") {
    return html`<ol class="lines history">${
      shown.map((line) => change(state, line, words, look.viewed_at, alert))
    }</ol>`;
  }
  return html`<ol class="lines printed" tabindex="0" aria-label=${
    t("{title} at {time}", {
      title: look.title,
      time: clockText(state.drill.clock0, look.viewed_at),
    })
  }>${shown.map((line) => html`<li>${marked(line, words)}${fresh(line, news)}</li>`)}</ol>`;
}
