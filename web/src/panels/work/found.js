// What a look has found: lines, readings, a trace, the steps of a runbook, an error budget.
import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { rich, t } from "../../i18n.js";
import { aloud, at, moving, none, stopped } from "../../parts.js";
import { nameOf } from "../../state.js";
import { signalText } from "../../words.js";
import { wanted } from "./log_words.js";
import { findOf, lines } from "./logs.js";
import {
  budget,
  readingText,
  scale,
  wasText,
  waterfall,
  whereItGoes,
  WIDTH,
} from "./look_words.js";
import { keptTicks, runbook } from "./runbook.js";

const named = (series) => {
  const [service, signal] = series.split(".");
  return `${service} ${signalText(signal)}`;
};

function reading(one, before) {
  const was = wasText(one, before);
  return html`<li><span class="dim">${named(one.series)}</span> <b class="num">${
    readingText(one)
  }</b>${
    was
      ? html`
        <span class="dim num">${was}</span>
      `
      : nothing
  }</li>`;
}

const bar = (x, width, look = "") =>
  html`
    <svg class="bar ${look}" viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none"
      aria-hidden="true">
      <rect x=${x} width=${width} height="10"></rect>
    </svg>
  `;

const trace = (spans) =>
  html`
    <div class="trace">
      <ol aria-label=${t("Trace")}>${waterfall(spans).map((row) =>
        html`<li data-longest=${row.longest}><span class="op" data-depth=${row.depth}>${row.name} <span
        class="dim">${row.service}</span></span>${
          bar(row.x, row.width, row.depth ? "" : "root")
        }<span class="num">${aloud(row.text, row.said)}</span></li>`
      )}</ol>
      <p class="scale num" aria-hidden="true">${scale(spans).map((text) =>
        html`<span>${text}</span>`
      )}</p>
    </div>
    <p class="fact">${t("Where the time goes:")}</p>
    <ul class="goes">${whereItGoes(spans).map(({ text }) =>
      html`<li class="num">${text}</li>`
    )}</ul>
  `;

function slo(one) {
  const said = budget(one);
  return html`<figure class="slo" data-tone=${said.tone}>
    <figcaption>${named(one.series)}: <b class="num">${said.aim}</b></figcaption>
    <p>${rich("{left} of the error budget", { left: html`<b class="num">${said.left}</b>` })}</p>
    ${bar(0, said.share * WIDTH, "budget")}
    <p class="num">${t("Burns {speed}", { speed: said.burn })}${said.end ? `; ${said.end}` : ""}</p>
    <p class="dim num">${said.spent}</p>
  </figure>`;
}

function parts(state, app, look, seen) {
  const { readings, spans = [], steps = [], kind } = look;
  const some = look.lines.length || readings.length || spans.length || steps.length;
  return html`${lines(state, look, seen)}${spans.length ? trace(spans) : nothing}${
    steps.length ? runbook(state, app, look) : nothing
  }${
    look.slo
      ? slo(look.slo)
      : kind === "slo" && !look.lines.length
      ? none(t("No data: nobody measures it at the moment."))
      : nothing
  }${
    readings.length
      ? html`<ul class="readings">${readings.map((one) => reading(one, seen.readings))}</ul>`
      : nothing
  }${some || kind === "slo" ? nothing : none(t("Nothing to see there."))}`;
}

const pending = (look) =>
  html`<div class="wait"><progress max="1" data-live="part" data-at=${look.asked_at}
    data-until=${look.ready_at} aria-label=${t("Looking")}></progress> ${
    moving("left", look.ready_at)
  }</div>`;

/** What else than a look itself decides how it is shown: as long as this is the same, it stays. */
function around(state, look, before) {
  const { text, only } = findOf(state, look.source);
  const book = look.steps?.length
    ? [keptTicks(look.source), state.evidence.looks, state.actions.runs, state.you.can.join()]
    : [];
  return [
    look.id,
    look.viewed_at,
    text,
    only,
    before?.id,
    stopped(state, "evidence.query"),
    ...book,
  ];
}

/**
 * A look, while it takes and after.
 *
 * @param {object} state @param {object} app @param {object} look
 * @param {{before?: object, alert: number | null}} context the look before at the same source, and
 *   when the first alert fired
 */
export function result(state, app, look, { before, alert }) {
  if (look.viewed_at === null) return pending(look);
  const mine = look.by === state.you.person;
  const time = at(state, look.viewed_at);
  const { text, only } = findOf(state, look.source);
  return guard(
    [...around(state, look, before), alert],
    () =>
      html`<details class="result" open><summary>${
        mine
          ? rich("{time} seen", { time })
          : rich("{time} seen by {name}", { time, name: nameOf(state, look.by) })
      }</summary>${
        parts(state, app, look, {
          words: wanted(text),
          only,
          before: before?.lines,
          readings: before?.readings,
          alert,
        })
      }</details>`,
  );
}
