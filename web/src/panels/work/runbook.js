// The steps of a runbook, to be ticked off. The ticks are somebody's own: they stay in this browser,
// and nobody else sees them.
//
// Names for tests: boxes with the text of a step; in a step "Look: <title>", "Open: <title>",
// "Seen at <time>: go to it"; "Untick all".
import { html, nothing } from "lit-html";
import { clockText } from "../../clock.js";
import { keep } from "../../drafts.js";
import { t } from "../../i18n.js";
import { button, moving } from "../../parts.js";
import { can } from "../../state.js";
import { showAction, showSource } from "./places.js";
import { statusText } from "./run_words.js";
import { keyOf, progress, tick, ticked } from "./runbook_words.js";

const nameOf = (source) => `ticks-${source}`;

/** What is kept of the ticks of a runbook; for whoever has to know whether it changed. */
export const keptTicks = (source) => keep(nameOf(source));

function lookOf(state, app, step) {
  if (!step.look) return nothing;
  const last = state.evidence.looks.filter((look) => look.source === step.look).at(-1);
  const waits = last?.viewed_at === null;
  const time = last && !waits ? clockText(state.drill.clock0, last.viewed_at) : "";
  return html`${
    waits
      ? html`<span class="dim">${t("Looking")} ${moving("left", last.ready_at)}</span>`
      : button(state, app, {
        say: t("Look: {title}", { title: step.look_title }),
        verb: "evidence.query",
        args: { source: step.look },
        look: "small",
      })
  }${
    time
      ? html`<button type="button" class="small quiet" @click=${() => showSource(step.look)}>${
        t("Seen at {time}: go to it", { time })
      }</button>`
      : nothing
  }`;
}

function actionOf(state, step) {
  if (!step.do) return nothing;
  const run = state.actions.runs.filter((one) => one.action === step.do && !one.undoes).at(-1);
  const status = run ? html`<span class="tag">${statusText(run)}</span>` : nothing;
  return can(state, "action.propose")
    ? html`<button type="button" class="small" @click=${() => showAction(step.do)}>${
      t("Open: {title}", { title: step.do_title })
    }</button>${status}`
    : html`<span class="dim">${step.do_title}</span>${status}`;
}

/**
 * @param {object} state @param {object} app
 * @param {{source: string, steps: object[]}} look
 */
export function runbook(state, app, { source, steps }) {
  const kept = keptTicks(source);
  const marks = ticked(kept);
  const { done, all, next } = progress(steps, kept);
  const save = (text) => {
    keep(nameOf(source), text);
    app.ui({});
  };
  return html`
    <p
      class="far"><span class="num" role="status">${t("{done} of {all} done", {
        done,
        all,
      })}</span> <progress max=${all} value=${done} aria-label=${t("Steps done")}></progress>${done
        ? html`<button type="button" class="small quiet" @click=${() => save(null)}>${
          t("Untick all")
        }</button>`
        : nothing}</p>
    <ol class="steps">${steps.map((step, i) => {
      const on = marks.has(keyOf(step));
      return html`
        <li data-done=${on} data-next=${i === next}
          aria-current=${i === next
            ? "step"
            : nothing}><label><input type="checkbox" .checked=${on} @change=${(event) =>
            save(tick(keptTicks(source), step, event.currentTarget.checked))}> <span>${step
            .text}</span></label>
                <div class="row">${lookOf(state, app, step)}${actionOf(state, step)}</div></li>
      `;
    })}</ol>
  `;
}
