// The score so far: what is due, what shows, and every criterion with its evidence in words. It is for
// staff alone, and so are the letters that a person gives beside it (rate.js).
//
// Names for tests: region "Score so far"; list "Due soonest"; buttons "<id> <name>, <value>" open
// what was seen; "Rate it: <capability>".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { rich, t, tn } from "../i18n.js";
import { hidden, moving, none, panel } from "../parts.js";
import { can } from "../state.js";
import { letters, rateByKey, rated, rating } from "./rate.js";
import { byCapability, idText, isRatable, ratedBy, seatText, valueText } from "./score_words.js";

const SHOWN = 5;

const due = ({ score, drill }) =>
  drill.phase === "ended" ? nothing : html`
    <h3>${t("Due soonest")}</h3>
    ${score.due.length
      ? html`<ol class="due" aria-label=${t("Due soonest")}>${
        score.due.slice(0, SHOWN).map((one) =>
          html`<li><b>${idText(one.criterion)}</b> ${one.name} <span class="tag">${
            seatText(one.seat)
          }</span> ${moving("left", one.due)}</li>`
        )
      }</ol>`
      : none(t("Nothing is due."))}
  `;

const patterns = ({ score }) =>
  score.patterns.length
    ? html`
      <h3>${t("Shows so far")}</h3>
      <ul class="chips">${score.patterns.map(({ name, criteria }) =>
        html`<li class="tag">${name} <span class="dim">${
          criteria.map(idText).filter(Boolean).join(" ")
        }</span></li>`
      )}</ul>
    `
    : nothing;

const asked = (one) =>
  t("Asked for: {target} {seat}, weight {weight}.", { ...one, seat: seatText(one.seat) });

// Only the row that is open has its details in the page: there are more than fifty.
function row(state, app, [id, one]) {
  const open = state.ui.scored === id;
  const toggle = () => app.ui({ scored: open ? null : id });
  return html`
    <li class="crit" data-open=${open}
      data-rates=${isRatable(id)
        ? id
        : nothing}><div class="line"><button type="button" class="quiet" aria-expanded=${open} @click=${toggle}><span
          class="num">${idText(id)}</span><span>${one.name}${rated(state, id)}</span>${hidden(
            ", ",
          )}<meter aria-hidden="true" min="0" max="1"
          low=".65" high=".9" optimum="1" value=${one.value ??
            0} ?hidden=${one.value === null}></meter><span class="num">${valueText(
              one,
            )}</span></button>${letters(state, app, id, one.name)}</div>${open
            ? html`<div class="seen"><p>${one.said}</p><p class="dim">${asked(one)}</p>${
              rating(state, app, id, one.name)
            }</div>`
            : nothing}</li>
  `;
}

const rows = (state, app, pairs) =>
  html`<ul>${repeat(pairs, ([id]) => id, (pair) => row(state, app, pair))}</ul>`;

function capability(state, app, { id, title, letter, reason, judged, open }) {
  const shown = state.ui.scored === id;
  return html`<section class="cap" aria-labelledby="cap-${id}">
    <div class="row" data-rates=${id}><h3 id="cap-${id}">${title}</h3> <b class="grade">${
    letter ?? "–"
  }</b>${rated(state, id)}<span class="push"></span>${
    can(state, "rating.give")
      ? html`
        <button type="button" class="quiet small" aria-expanded=${shown}
          aria-label=${t("Rate it: {title}", { title })}
          @click=${() => app.ui({ scored: shown ? null : id })}>${t("Rate it")}</button>
      `
      : nothing
  }${letters(state, app, id, title)}</div>
    <p class="dim">${reason}</p>
    ${shown ? html`<div class="seen">${rating(state, app, id, title)}</div>` : nothing}
    ${rows(state, app, judged)}
    ${
    open.length
      ? html`
        <details class="more"
          ?open=${state.you.seat === "evaluator"}><summary>${tn(
            "{n} not judged yet",
            "{n} not judged yet",
            open.length,
          )}${hidden(`: ${title}`)}</summary>${rows(state, app, open)}</details>
      `
      : nothing
  }</section>`;
}

const standing = (state) =>
  state.drill.phase === "ended"
    ? html`<b>${t("The drill is over.")}</b> ${t("Only the review can still change it.")}`
    : html`<b>${t("Provisional.")}</b> ${
      t(
        "It is judged from what has happened so far, and changes until the end. Trainees never see it while they play.",
      )
    }`;

function howTo(state) {
  if (!can(state, "rating.give")) return nothing;
  const n = ratedBy(state.ratings, state.you.person);
  return html`<p class="why">${
    rich(
      "Your letter stands beside the scorer's: press it, or {keys} on the row in focus; {note} writes a note.",
      {
        keys: html`<kbd>1</kbd> <kbd>2</kbd> <kbd>3</kbd> <kbd>4</kbd> <kbd>0</kbd>`,
        note: html`<kbd>n</kbd>`,
      },
    )
  } <b>${tn("You have rated {n}.", "You have rated {n}.", n)}</b></p>`;
}

// Whoever rates has the rows at hand first.
const soFar = (state) =>
  state.you.seat === "evaluator"
    ? html`<details class="more"><summary>${t("What is due, and what shows so far")}</summary>${
      due(state)
    }${patterns(state)}</details>`
    : html`${due(state)}${patterns(state)}`;

/** @param {object} state @param {object} app */
export function score(state, app) {
  return panel(
    "score",
    t("Score so far"),
    nothing,
    html`
      <div class="scroll" tabindex="0" role="group" aria-label=${t("Score")}
        @keydown=${rateByKey(state, app)}>${state.score
          ? html`<div class="pad"><p class="why">${standing(state)}</p>${howTo(state)}
          ${soFar(state)}</div>${
            repeat(byCapability(state.score), ({ id }) => id, (one) => capability(state, app, one))
          }`
          : none(t("It comes in a moment."))}</div>
    `,
    "bare",
  );
}
