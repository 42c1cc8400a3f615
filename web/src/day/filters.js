// The host's filters: what may come up, and how many that leaves.
//
// Names for tests: group "Any of these tags"; fields "Difficulty from", "Difficulty to", "Minutes
// from", "Minutes to", "Not played in the last 60 days"; group "On the wheel, one by one";
// button "Clear all filters".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { t, tn } from "../i18n.js";
import { pick } from "./parts.js";
import { ALL, daysAgo, fitting, remaining, tagsOf } from "./pool.js";

const LEVELS = ["1", "2", "3", "4", "5"].map((n) => [n, n]);

const change = (state, app, patch) =>
  app.ui({ filters: { ...state.ui.filters, ...patch }, touched: true });

const toggled = (list, value, on) => on ? [...list, value] : list.filter((one) => one !== value);

/** How long, how hard, and when it was played. @param {object} one entry @param {number} now */
export function about(one, now) {
  const { minutes, difficulty, played } = one;
  const facts = t("{minutes} min · difficulty {difficulty} of 5", { minutes, difficulty });
  if (!played) return html`<span class="dim">${facts}</span>`;
  const ago = daysAgo(played.last_ms, now);
  return html`<span class="dim">${facts} · ${
    ago === 0 ? t("played today") : tn("played {n} day ago", "played {n} days ago", ago)
  }</span>`;
}

const tick = (label, checked, set, more = nothing, look = "tick") =>
  html`<label class=${look}><input type="checkbox" .checked=${checked}
    @change=${(event) => set(event.currentTarget.checked)}><span>${label}${more}</span></label>`;

function minutes(state, app, name, label) {
  return html`<label class="field"><span>${label}</span><input type="number" min="0" max="1000"
    step="5" inputmode="numeric" .value=${state.ui.filters[name]} placeholder=${t("any")}
    @input=${(event) => change(state, app, { [name]: event.currentTarget.value })}></label>`;
}

/** How many may come up, said aloud when it changes. @param {object} state @param {number} now */
export function howMany(state, now) {
  const n = remaining(state.library, state.ui.filters, now).length;
  return html`<p class="howmany" role="status">${
    n
      ? tn("{n} scenario may come up.", "{n} scenarios may come up.", n)
      : t("No scenario is left. Loosen a filter.")
  }</p>`;
}

/** @param {object} state @param {object} app @param {number} now */
export function filters(state, app, now) {
  const { filters: set, touched } = state.ui;
  const inside = fitting(state.library, set, now);
  const level = (name, other, text) =>
    pick(text, LEVELS, String(set[name]), (value) => {
      const n = Number(value);
      const crossed = name === "low" ? n > set.high : n < set.low;
      change(state, app, crossed ? { [name]: n, [other]: n } : { [name]: n });
    });
  return html`
    <details class="filters">
      <summary>${t("What may come up")}</summary>
      <fieldset class="chips"><legend>${t("Any of these tags")}</legend>${tagsOf(state.library).map(
        (tag) =>
          tick(
            tag,
            set.tags.includes(tag),
            (on) => change(state, app, { tags: toggled(set.tags, tag, on) }),
            nothing,
            "chip",
          ),
      )}</fieldset>
      <div class="row ranges">
        ${level("low", "high", t("Difficulty from"))} ${level("high", "low", t("Difficulty to"))}
        ${minutes(state, app, "from", t("Minutes from"))} ${minutes(
          state,
          app,
          "to",
          t("Minutes to"),
        )}
      </div>
      ${tick(
        t("Not played in the last 60 days"),
        set.fresh,
        (fresh) => change(state, app, { fresh }),
      )}
      <fieldset class="ones"><legend>${t("On the wheel, one by one")}</legend>${inside.length
        ? repeat(
          inside,
          (one) => one.id,
          (one) =>
            tick(
              one.title,
              !set.out.includes(one.id),
              (on) => change(state, app, { out: toggled(set.out, one.id, !on) }),
              html`
                ${about(one, now)}
              `,
            ),
        )
        : html`<p class="empty">${t("Nothing in the library fits these filters.")}</p>`}</fieldset>
      <button type="button" class="quiet" ?disabled=${!touched && set === ALL}
        @click=${() => app.ui({ filters: ALL, touched: true })}>${t("Clear all filters")}</button>
    </details>
  `;
}
