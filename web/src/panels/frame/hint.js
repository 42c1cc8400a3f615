// The next step, for those who want it; fetched a moment after the room has opened.
//
// Names for tests: buttons "Show me", "Put this hint away".
import { html, nothing } from "lit-html";
import { drillTime } from "../../clock.js";
import { keep } from "../../drafts.js";
import { hintNow } from "../../hints.js";
import { t } from "../../i18n.js";
import { tagOf } from "../../words.js";

export { askHint } from "../../hints.js";

/** @param {object} state @param {object} app */
export function hint(state, app) {
  if (state.you.asked.length || state.drill.phase === "lobby") return nothing;
  const next = hintNow(state, drillTime(state.clock, Date.now()));
  if (!next || keep("no-hints") || state.ui.away.includes(next.id)) return nothing;
  const away = () => app.ui({ away: [...app.state.ui.away, next.id] });
  return html`<p class="hint"><b>${t("What now, {seat}?", { seat: tagOf(state.you.seat) })}</b>
    <span>${next.text}</span>
    ${
    next.focus
      ? html`<button type="button" class="quiet" @click=${() => app.show(next)}>${
        t("Show me")
      }</button>`
      : nothing
  }
    <button type="button" class="quiet icon" title=${t("Put this hint away")} @click=${away}><span
      aria-hidden="true">×</span><span class="vh">${t("Put this hint away")}</span></button></p>`;
}
