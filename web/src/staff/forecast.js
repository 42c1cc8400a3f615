// How the drill would go on without its people, asked for when somebody wants to know. It is worked out
// by the server, never sent to trainees, and stands on the band of coming.js.
//
// Names for tests: button "Forecast"; list "Forecast".
import { html, nothing } from "lit-html";
import { drillTime } from "../clock.js";
import { rich, t } from "../i18n.js";
import { at } from "../parts.js";
import { coversOn, labelOf, OLD, outlookOf, sentencesOf, SHOWN } from "./forecast_words.js";

const PATIENCE = 10_000; // ms between two requests, whatever the speed of the drill

let asked = 0;

async function fetched(path) {
  try {
    const answer = await fetch(path, { headers: { accept: "application/json" } });
    return await answer.json();
  } catch {
    const message = t("The forecast could not be fetched.");
    return { error: { message, hint: t("Try again in a moment.") } };
  }
}

async function ask(app) {
  asked = Date.now();
  app.ui({ foreseeing: true });
  const found = await fetched(`/console/${app.state.id}/forecast`);
  app.ui({
    foreseeing: false,
    forecast: found.error ? app.state.ui.forecast : found,
    errors: { ...app.state.ui.errors, forecast: found.error ?? null },
  });
}

/** Show the forecast, or put it away. */
export function toggleForecast(app) {
  const { outlook } = app.state.ui;
  app.ui({ outlook: !outlook, errors: { ...app.state.ui.errors, forecast: null } });
  if (!outlook) ask(app);
}

/** Ask again once it is old; called every few seconds. */
export function refreshForecast(app) {
  const { state } = app;
  const { outlook, foreseeing, forecast } = state.ui;
  if (!state.ready || !outlook || foreseeing || document.hidden || Date.now() - asked < PATIENCE) {
    return;
  }
  if (state.drill.phase === "ended") return;
  if (!forecast || drillTime(state.clock, Date.now()) - forecast.t >= OLD) ask(app);
}

/** @param {object} state @param {object} app */
export const forecastButton = (state, app) =>
  state.drill.phase === "ended" ? nothing : html`
    <button type="button" class="small" aria-pressed=${state.ui.outlook}
      aria-busy=${state.ui.foreseeing ? "true" : nothing}
      title=${t("How it would go on if bots played from here (o)")}
      @click=${() => toggleForecast(app)}>${t("Forecast")}</button>
  `;

const shown = ({ ui, drill }) => ui.outlook && ui.forecast && drill.phase !== "ended";

const MARGIN = 90; // px at the right of the band, into which a label may reach

// On a band so many px wide.
const rowsOf = ({ ui: { forecast }, drill: { length, clock0 } }, width) =>
  SHOWN.map(([crew, name]) => {
    const covers = coversOn({ length, width, clock0, name });
    const places = outlookOf(forecast, crew, covers);
    const [first] = places;
    // Only the first has room on its other side.
    const turned = first && first.at + covers(first, true) > length * (1 + MARGIN / width);
    return { crew, name, places, turned };
  }).filter(({ places }) => places.length);

/** How many rows the forecast takes on the band. */
export const outlookRows = (state) => shown(state) ? rowsOf(state, 1).length : 0;

/**
 * What the words of forecastWords say, on the band.
 *
 * @param {object} state
 * @param {(at: number, length: number, lane: number) => string} place gives the style of a moment
 * @param {number} width of the band, px
 */
export function forecastMarks(state, place, width) {
  if (!shown(state)) return nothing;
  const { length, clock0 } = state.drill;
  const point = (name, turned) => (one, i) => {
    const [what, time] = labelOf(one, clock0);
    return html`
      <span class="point" data-kind=${one.kind} ?data-turned=${turned && i === 0}
        .style=${place(one.at, length, 0)}><span>${i ? nothing : html`
          <b>${name}</b>
        `}${what} <span class="num">${time}</span></span></span>
    `;
  };
  return html`<div class="outlooks" aria-hidden="true">${
    rowsOf(state, width).map(({ crew, name, places, turned }) =>
      html`<div class="outlook" data-crew=${crew}>${places.map(point(name, turned))}</div>`
    )
  }</div>`;
}

/** @param {object} state */
export function forecastWords(state) {
  const { outlook, forecast, foreseeing, errors } = state.ui;
  if (!outlook || state.drill.phase === "ended") return nothing;
  const error = errors.forecast;
  return html`<div class="foreseen" role="status">${
    error ? html`<p class="refusal"><b>${error.message}</b> ${error.hint}</p>` : nothing
  }${
    forecast
      ? html`
        <ul aria-label=${t("Forecast")}>${sentencesOf(forecast, state.drill.clock0).map((text) =>
          html`<li>${text}</li>`
        )}<li class="dim">${rich("As if bots had played every seat from {time} on.", {
          time: at(state, forecast.t),
        })} ${foreseeing ? t("Looking again …") : nothing}</li></ul>
      `
      : foreseeing
      ? html`<p class="dim">${t("Bots play the rest of the drill; it takes a second or two …")}</p>`
      : nothing
  }</div>`;
}
