// Timeline and channel: everything that happened and was said, in order, and room to say something.
//
// Names for tests: region "Timeline"; log "Timeline entries"; buttons "All", "Chat", "Key events";
// button "Reply to <name>"; in the entry that is pointed at or has the focus, "Reply to <name>" and the
// page's mark ("Log this", "Note this"); the rest in composer.js.
import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { ref } from "lit-html/directives/ref.js";
import { repeat } from "lit-html/directives/repeat.js";
import { t, tn } from "../../i18n.js";
import { aloud, none, panel } from "../../parts.js";
import { prefs } from "../../prefs.js";
import { composer } from "./composer.js";
import { linesOf } from "./entries.js";
import { entry, questionOf } from "./entry.js";
import { goToNewest, growAbove, isFollowing, mountLog, readOn, scrolled } from "./follow.js";
import { isForMe } from "./mentions.js";
import { offerTools, replyHere } from "./tools.js";

export { followTimeline } from "./follow.js";

const FILTERS = [["all", t("All")], ["chat", t("Chat")], ["key", t("Key events")]];
const SHOWN = 150;
const MORE = 200;
const ABOVE = 20; // lines before one that was asked for

const wanted = (filter) => ({ said }) => filter === "all" || said.group === filter;

const step = (app) => (event) => {
  const line = event.target.closest(".entry");
  if (event.target !== line) return;
  if (event.key === "Enter") {
    replyHere(app, line);
    event.preventDefault();
    return;
  }
  const next = { ArrowUp: "previousElementSibling", ArrowDown: "nextElementSibling" }[event.key];
  if (!next) return;
  event.preventDefault();
  line[next]?.focus();
};

let pinned = null;

/**
 * The lines that are in the page: the newest, what was asked for above them and, while somebody reads
 * further up, nothing less than before.
 */
function windowOf(all, { earlier, from }) {
  let start = all.length - SHOWN - Number(earlier || 0);
  for (const seq of [from, isFollowing() ? null : pinned]) {
    if (!seq) continue;
    const found = all.findIndex(({ event }) => event.seq >= seq);
    if (found >= 0) start = Math.min(start, seq === from ? found - ABOVE : found);
  }
  const shown = start > 0 ? all.slice(start) : all;
  pinned = shown[0]?.event.seq ?? null;
  return shown;
}

const filters = (state, app, fresh) => {
  const counts = {
    chat: fresh.lines.filter(({ said }) => said.group === "chat").length,
    key: fresh.lines.filter(({ said }) => said.group === "key").length,
  };
  return html`
    <span class="seg" role="group" aria-label=${t("Show")}>${FILTERS.map(([name, text]) =>
      html`
        <button type="button" aria-pressed=${state.ui.filter === name} @click=${() =>
          app.ui({ filter: name })}>${text}${counts[name] && state.ui.filter !== name
          ? html`<span class="badge num">${
            aloud(counts[name], tn("{n} new", "{n} new", counts[name]))
          }</span>`
          : nothing}</button>
      `
    )}</span>
  `;
};

const back = (fresh) => {
  const n = fresh.lines.length;
  return html`
    <button type="button" class="newest" @click=${goToNewest}><span
      aria-hidden="true">↓ </span>${n ? tn("{n} new", "{n} new", n) : t("Newest")}</button>
  `;
};

/** @param {object} state @param {object} app */
export function timeline(state, app) {
  const fresh = readOn(state, app);
  const { filter, earlier } = state.ui;
  const all = filter === "all" ? linesOf(state) : linesOf(state).filter(wanted(filter));
  const shown = windowOf(all, state.ui);
  const newest = shown.at(-1);
  const offer = offerTools(app);
  const hiddenLines = all.length - shown.length;
  const more = () => growAbove(() => app.ui({ earlier: Number(earlier || 0) + MORE }));
  const row = (line) => {
    const place = { newest: line === newest, divided: line.event.seq === fresh.divider };
    // A line is drawn again only when something that it shows has changed.
    return guard(
      [
        line,
        place.newest,
        place.divided,
        isForMe(state, line.said.mentions),
        questionOf(state, line.said),
      ],
      () => entry(state, app, line, place),
    );
  };
  return panel(
    "timeline",
    t("Timeline"),
    filters(state, app, fresh),
    html`
      <div class="scroll log" id="log" tabindex="0" role="log" aria-label=${t("Timeline entries")}
        aria-relevant="additions" aria-live=${prefs().channel ? "polite" : "off"}
        @scroll=${scrolled} ${ref(mountLog)}>${hiddenLines > 0
          ? html`<p class="none"><button type="button" class="quiet" @click=${more}>${
            tn("Show {n} earlier", "Show {n} earlier", Math.min(MORE, hiddenLines))
          }</button></p>`
          : nothing}
        <ol @keydown=${step(app)} @pointerover=${offer} @focusin=${offer}>${repeat(
          shown,
          ({ event }) => event.seq,
          row,
        )}</ol>
        ${all.length ? nothing : none(t("Nothing has happened yet."))}
      </div>${isFollowing() ? nothing : back(fresh)}${composer(state, app)}
    `,
    "feed",
  );
}
