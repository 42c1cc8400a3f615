// The time cursor of the charts: a slider for pointer, touch and keyboard, the moment that it is
// on, the values read aloud on demand, and what happened when, as a list to jump by.
//
// Names for tests: slider "Time cursor"; button "Read the values"; list "Marks of the time axis".
import { html, nothing, render } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import { clockText } from "../../clock.js";
import { t } from "../../i18n.js";
import { marksOf, momentText, moved, nearest, SIGNS, valuesText } from "./chart_words.js";
import "../work/work_sheet.js";

let made = { key: [], marks: [] };

const alike = (some, others) =>
  some.length === others.length &&
  some.every(({ at, text }, i) => at === others[i].at && text === others[i].text);

/** The marks of a state; the same array as long as they are the same. */
export function currentMarks(state) {
  const { incident, actions, evidence, drill } = state;
  const key = [incident, actions, evidence, drill];
  if (key.some((one, i) => one !== made.key[i])) {
    const marks = marksOf(state);
    made = { key, marks: alike(marks, made.marks) ? made.marks : marks };
  }
  return made.marks;
}

const inSight = (marks, times) => times.length ? marks.filter(({ at }) => at >= times[0]) : [];

const list = (clock0, marks, go) =>
  html`<ul class="axismarks" aria-label=${t("Marks of the time axis")}>${
    repeat(marks, ({ at, kind, text }) =>
      `${at} ${kind} ${text}`, ({ at, kind, text }) =>
      html`<li><button type="button" class="axismark small quiet" data-kind=${kind}
        @click=${() =>
        go(at)}><span aria-hidden="true">${SIGNS[kind]}</span>
        <time class="num">${
        clockText(clock0, at)
      }</time> <span class="told">${text}</span></button></li>`)
  }</ul>`;

/**
 * The cursor of some charts.
 *
 * @param {object} places elements: `scrub` for the slider, `marks` for the list
 * @param {object} charts what createCharts made
 * @param {() => object} current the state
 * @returns {{draw: () => void, press: (event: KeyboardEvent) => void}}
 */
export function createScrub(places, charts, current) {
  let spoken = "";

  const titled = (service) =>
    current().drill.services.find((one) => one.id === service)?.title ?? service;

  const moment = ({ times, index }) => {
    if (!times.length) return "";
    const at = times[index ?? times.length - 1];
    return momentText(current().drill.clock0, at, index === null, currentMarks(current()));
  };

  const speak = () => {
    const where = charts.where();
    const { series, times, values, index } = where;
    if (!times.length) return;
    const what = valuesText(series, values, index ?? times.length - 1, titled);
    // The same words again are not read again.
    const next = t("{moment}: {values}", { moment: moment(where), values: what });
    spoken = spoken === next ? `${next} ` : next;
    draw();
  };

  const pin = (index) => {
    spoken = "";
    charts.pin(index);
  };

  const press = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("button, select")) return;
    if (event.key === "Enter") speak();
    else {
      const { times, pinned } = charts.where();
      const to = moved(times.length, pinned, event);
      if (to === undefined) return;
      pin(to);
    }
    event.preventDefault();
  };

  const slide = (event) => {
    const { times } = charts.where();
    const index = Number(event.currentTarget.value);
    pin(index >= times.length - 1 ? null : index);
  };

  function draw() {
    const where = charts.where();
    const { times, index, pinned } = where;
    const last = Math.max(0, times.length - 1);
    const text = moment(where);
    render(
      html`
        <input type="range" aria-label=${t("Time cursor")} min="0" .max=${String(last)} step="1"
          .value=${live(String(pinned ?? last))} aria-valuetext=${text}
          title=${t("Arrow keys move the time cursor, Enter reads the values")} ?disabled=${!last}
          @input=${slide} @keydown=${press}>
        <span class="dim num moment">${index === null ? nothing : text}</span>
        <button type="button" class="small read" @click=${speak}>${t("Read the values")}</button>
        <span class="vh" role="status">${spoken}</span>
      `,
      places.scrub,
    );
    render(
      list(
        current().drill.clock0,
        inSight(currentMarks(current()), times),
        (at) => pin(nearest(charts.where().times, at)),
      ),
      places.marks,
    );
  }

  return { draw, press };
}
