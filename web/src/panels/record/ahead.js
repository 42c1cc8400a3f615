// The look-ahead: what comes when, what nobody has decided yet, and the plans that there are.
//
// Names for tests: tab "Ahead"; lists "Coming", "Undecided", "Plans"; buttons "Go to: <what>".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { drillTime } from "../../clock.js";
import { rich, t } from "../../i18n.js";
import { at, card, moving, none } from "../../parts.js";
import { coming, plans, undecided } from "./ahead_words.js";
import "../comms/words_sheet.js";

// Not everybody has every tab.
const reaches = (app, { jump: { tab } }) =>
  app.show && (!tab || document.getElementById(`tab-${tab}`));

const jump = (app, one) =>
  reaches(app, one)
    ? html`
      <button type="button" class="quiet small" aria-label=${t("Go to: {what}", { what: one.text })}
        @click=${() => app.show(one.jump)}>${t("Go")}</button>
    `
    : nothing;

const row = (state, app, one) =>
  html`
    <li><span class="when">${at(state, one.at)} <span class="dim">${moving(
      "left",
      one.at,
    )}</span></span><span class="grow">${one.text}</span>${jump(app, one)}</li>
  `;

const open = (app, one) =>
  html`
    <li><span class="when dim">${one.since === null
      ? t("now")
      : rich("for {since}", { since: moving("since", one.since) })}</span><span class="grow">${one
      .text}</span>${jump(app, one)}</li>
  `;

const list = (label, items, draw, empty) =>
  items.length
    ? html`<ul class="ahead" aria-label=${label}>${repeat(items, ({ id }) => id, draw)}</ul>`
    : none(empty);

/** @param {object} state @param {object} app */
export function ahead(state, app) {
  const now = drillTime(state.clock, Date.now());
  const named = plans(state);
  return html`
    <div class="cards">
      <div>${card(
        t("Coming"),
        list(
          t("Coming"),
          coming(state, now),
          (one) => row(state, app, one),
          t("Nothing has a time yet."),
        ),
      )}</div>
      <div>${card(
        t("Undecided"),
        list(
          t("Undecided"),
          undecided(state),
          (one) => open(app, one),
          t("Nothing waits for a decision."),
        ),
      )}${card(
        t("Plans"),
        named.length
          ? html`<ul class="ahead" aria-label=${t("Plans")}>${
            named.map((one) =>
              html`<li><span class="when"><b>${one.name}</b></span><span class="grow">${one.text} <span
              class="dim">${at(state, one.at)}</span></span></li>`
            )
          }</ul>`
          : none(t("No plan is on record: no change is proposed, no plan B is named.")),
      )}</div>
    </div>
  `;
}
