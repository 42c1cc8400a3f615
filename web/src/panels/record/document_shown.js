// The incident document as it stands: every section, who wrote it and when, and what stood there before.
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { clockText } from "../../clock.js";
import { rich, t, tn } from "../../i18n.js";
import { aloud, at, moving } from "../../parts.js";
import { can } from "../../state.js";
import { earlier, holding, isReplaced } from "./document_words.js";
import { goToEntry } from "../channel/entries.js";

const FRESH = 60_000;
const SHOWN = 6; // entries of a section that grows

const about = (state, app, refs, lines) =>
  refs.map((seq) => {
    const found = lines.get(seq);
    return found
      ? html`
        <button type="button" class="ref" title=${found.said.text}
          aria-label=${t("{time} in the timeline: {text}", {
            time: clockText(state.drill.clock0, found.event.t),
            text: found.said.text,
          })} @click=${() => goToEntry(app, seq)}>${at(state, found.event.t)}</button>
      `
      : nothing;
  });

const entry = (state, app, lines, one) =>
  html`
    <li>
      <p class="said">${one.text}</p>
      <p class="dim">${one.name}, ${at(state, one.at)} ${about(state, app, one.refs, lines)}</p>
    </li>
  `;

// Who wrote last, so that nobody begins where somebody else is at it.
function wrote(state, entries) {
  const last = entries.at(-1);
  if (!last) return html`<span class="dim">${t("Nothing yet.")}</span>`;
  const fresh = last.by !== state.you.person && state.clock.t - last.at < FRESH;
  return html`<span class=${fresh ? "warn" : "dim"}>${
    rich("{name} wrote here {since} ago", { name: last.name, since: moving("since", last.at) })
  }</span>`;
}

/**
 * A section of the document.
 *
 * @param {object} state
 * @param {object} app
 * @param {Map<number, object>} lines of the timeline, by seq
 * @param {[string, string]} which id and title
 * @param {(id: string) => void} write opens the composer there
 */
export function section(state, app, lines, [id, title], write) {
  const all = state.document[id];
  const entries = holding(all, id);
  const rows = (list) =>
    html`<ul class="doc">${
      repeat(list, (one) => one.rev, (one) => entry(state, app, lines, one))
    }</ul>`;
  const older = isReplaced(id) ? earlier(all, id) : entries.slice(0, -SHOWN);
  const summary = isReplaced(id)
    ? tn("{n} earlier version", "{n} earlier versions", older.length)
    : tn("{n} earlier", "{n} earlier", older.length);
  const before = older.length
    ? html`<details class="more"><summary>${
      aloud(summary, t("{section}: {earlier}", { section: title, earlier: summary }))
    }</summary>${rows(older)}</details>`
    : nothing;
  const newest = entries.length ? rows(entries.slice(-SHOWN)) : nothing;
  return html`<div class="docpart"><h4>${title} ${wrote(state, all)}${
    can(state, "doc.write")
      ? html`
        <button type="button" class="quiet small" aria-label=${t("Write in: {section}", {
          section: title,
        })}
          @click=${() => write(id)}>${t("Write")}</button>
      `
      : nothing
  }</h4>${isReplaced(id) ? [newest, before] : [before, newest]}</div>`;
}
