// What is coming, on one band of time: now, what came, what waits and can be moved, and how the drill
// would go on without its people.
//
// Names for tests: region "What is coming"; sliders "<id>, <name>"; list "Waits for something else";
// buttons "Forecast", "Hide what is coming", "Show what is coming"; the injects themselves in
// injects.js.
import { html, nothing } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { repeat } from "lit-html/directives/repeat.js";
import { clockText, drillTime, spanText } from "../clock.js";
import { rich, t, tn } from "../i18n.js";
import { at, hidden, none, panel } from "../parts.js";
import { can } from "../state.js";
import { channelText } from "../words.js";
import { conditional, lanesOf, marksOf, shortName, ticksOf } from "./coming_words.js";
import { forecastButton, forecastMarks, forecastWords, outlookRows } from "./forecast.js";
import { hold, keys, nowOf, press } from "./moving.js";
import { comes, movable, nextOf, nextTime } from "./msel.js";
import { openInject } from "./open.js";

const WIDTH = 96; // px of a handle
const SMALL = 30; // px of what cannot be moved
const TALL = 30; // px of a handle where the band stands upright

const NEVER = { at: null, delivered_at: null, every: null };

const upright = matchMedia("(max-width: 760px)");

let track = null;
let page = null;

const resized = new ResizeObserver(() => page?.ui({}));

const mount = (element) => {
  resized.disconnect();
  track = element ?? null;
  hold(track, upright);
  if (track) resized.observe(track);
};

/** Time that a mark covers on the band as it is now. */
function coverOf(length) {
  const whole = upright.matches ? track?.clientHeight || 800 : track?.clientWidth || 1000;
  const handle = upright.matches ? TALL : WIDTH;
  const small = upright.matches ? TALL : SMALL;
  return ({ kind }) => ((kind === "waiting" || kind === "again" ? handle : small) / whole) * length;
}

const place = (at, length, lane) =>
  `--at:${Math.min(1, Math.max(0, at / length)).toFixed(4)};--lane:${lane}`;

function handle(state, app, { inject, at: due }, lane) {
  const { length, clock0 } = state.drill;
  const { moving, inject: open } = state.ui;
  const mine = moving?.id === inject.id ? moving.at : null;
  const where = mine ?? due;
  const time = clockText(clock0, where);
  const said = mine !== null && mine !== due
    ? t("{time}, was {before}; Enter moves it, Escape takes it back", {
      time,
      before: clockText(clock0, due),
    })
    : t("due at {time}", { time });
  return html`<li .style=${place(where, length, lane)}><span role="slider" class="handle"
    tabindex=${isFirst(state, inject) ? 0 : -1} data-inject=${inject.id}
    data-held=${String(inject.held)} ?data-moving=${mine !== null} ?data-open=${open === inject.id}
    aria-label="${inject.id}, ${inject.name ?? inject.from}" aria-orientation="horizontal"
    aria-valuemin=${Math.ceil(nowOf(state) / 60_000)} aria-valuemax=${Math.floor(length / 60_000)}
    aria-valuenow=${Math.round(where / 60_000)} aria-valuetext=${said}
    aria-describedby="coming-keys" title=${tip(inject)}
    @pointerdown=${(event) => press(event, app, inject)}
    @keydown=${(event) => keys(event, app, inject)}><b class="num">${time}</b> ${
    shortName(inject.name ?? inject.from)
  }${inject.held ? html`<span aria-hidden="true"> ⏸</span>` : nothing}</span></li>`;
}

/** One handle can be reached by Tab; the arrows go on from there. */
function isFirst(state, inject) {
  const { moving, inject: open } = state.ui;
  const list = (state.msel ?? []).filter(movable);
  const first = list.find((one) => one.id === (moving?.id ?? open)) ?? list[0];
  return first?.id === inject.id;
}

const tip = (inject) =>
  `${inject.name ?? inject.from} · ${channelText(inject.channel)}\n${inject.text.slice(0, 160)}`;

const KINDS = {
  gone: ["✓", (time) => t("came at {time}", { time })],
  again: ["↻", (time) => t("comes again about {time}", { time })],
  off: ["×", (time) => t("does not come; it was due at {time}", { time })],
  waiting: ["", (time) => t("due at {time}", { time })],
};

// What cannot be moved is no control: it is found in the list below the band.
function still(state, { inject, at: when, kind }, lane) {
  const { length, clock0 } = state.drill;
  const [sign, words] = KINDS[kind];
  const time = clockText(clock0, when);
  return html`<li .style=${place(when, length, lane)}><span class="still" data-kind=${kind}
    title="${tip(inject)}"><span aria-hidden="true">${sign}</span><span class="name"><b
    class="num">${time}</b> ${shortName(inject.name ?? inject.from)}</span>${
    hidden(` ${inject.id}: ${words(time)}`)
  }</span></li>`;
}

function band(state, app) {
  const { length, clock0 } = state.drill;
  const marks = marksOf(state.msel ?? []);
  const moves = can(state, "inject.move") && state.drill.phase !== "ended";
  const lanes = lanesOf(marks, coverOf(length));
  const rows = Math.max(1, ...lanes.map((lane) => lane + 1));
  const one = (mark, i) =>
    moves && mark.kind === "waiting"
      ? handle(state, app, mark, lanes[i])
      : still(state, mark, lanes[i]);
  const outlook = outlookRows(state);
  return html`
    <div class="track" ${ref(mount)} .style=${`--rows:${rows};--crews:${outlook};--minutes:${
      length / 60_000
    }`}>
      <div class="passed"></div>
      <ol class="ticks" aria-hidden="true">${ticksOf(length, clock0).map((at) =>
        html`<li class="num" .style=${place(at, length, 0)}>${clockText(clock0, at)}</li>`
      )}</ol>
      <div class="now" aria-hidden="true"><span>${t("now")}</span></div>
      <ol class="marks-in-time" aria-label=${t("Injects in time")}>${repeat(
        marks,
        ({ inject, kind }) => `${inject.id} ${kind}`,
        one,
      )}</ol>
      ${forecastMarks(state, place, track?.clientWidth || 1000)}
    </div>
  `;
}

function waits(state, app) {
  const list = conditional(state.msel ?? []);
  return html`<div class="waits"><h3 id="waits-title">${
    state.drill.phase === "ended" ? t("Never came") : t("Waits for something else")
  }</h3>${
    list.length
      ? html`<ul aria-labelledby="waits-title">${
        list.map((one) =>
          html`<li><button type="button" class="quiet" title=${tip(one)}
            aria-pressed=${state.ui.inject === one.id} @click=${() => openInject(app, one.id)}><b>${
            shortName(one.name ?? one.from)
          }</b> ${one.trigger}${
            one.held
              ? html`
                <span class="tag">${t("held back")}</span>
              `
              : nothing
          }</button></li>`
        )
      }</ul>`
      : none(t("Nothing."))
  }</div>`;
}

const moveText = ({ drill: { clock0 }, ui: { moving }, msel }) => {
  const inject = moving && msel.find((one) => one.id === moving.id);
  if (!inject) return "";
  const slots = {
    id: inject.id,
    before: clockText(clock0, inject.at),
    after: clockText(clock0, moving.at),
    span: spanText(Math.abs(moving.at - inject.at)),
  };
  if (moving.at === inject.at) return t("{id} stays at {before}.", slots);
  return moving.at > inject.at
    ? t("{id}: {before} → {after}, {span} later.", slots)
    : t("{id}: {before} → {after}, {span} earlier.", slots);
};

function summary(state) {
  const list = state.msel ?? [];
  if (state.drill.phase === "ended") {
    const came = list.filter((one) => one.delivered_at !== null).length;
    return html`<span class="dim">${
      tn("{came} of {n} inject came", "{came} of {n} injects came", list.length, { came })
    }</span>`;
  }
  const left = list.filter(comes).length;
  const next = nextTime(nextOf(list) ?? NEVER);
  return html`<span class="dim">${tn("{n} inject to come", "{n} injects to come", left)}${
    Number.isFinite(next)
      ? html`
        · ${rich("next at {time}", { time: at(state, next) })}
      `
      : nothing
  }</span>`;
}

const HOW = t(
  "Drag an inject, or choose it by keyboard: ← → moves it by a minute, with Shift by five; Enter confirms, Esc takes it back, ↑ ↓ goes to another.",
);

/** What is being moved, else how that is done. */
const guide = (state) =>
  can(state, "inject.move") && state.drill.phase !== "ended"
    ? html`<span class="guide" ?data-moving=${state.ui.moving}><span id="coming-keys">${HOW}</span><b
      role="status">${moveText(state)}</b></span>`
    : html`<span class="guide"></span>`;

const folding = (state, app, folded) => {
  const { away } = state.ui;
  const fold = () =>
    app.ui({ away: folded ? away.filter((one) => one !== "band") : [...away, "band"] });
  return html`
    <button type="button" class="quiet icon" aria-expanded=${!folded}
      title=${t("The band of time")}
      @click=${fold}><span aria-hidden="true">${folded ? "▸" : "▾"}</span><span class="vh">${folded
        ? t("Show what is coming")
        : t("Hide what is coming")}</span></button>
  `;
};

/** @param {object} state @param {object} app */
export function coming(state, app) {
  page = app;
  const folded = state.ui.away.includes("band");
  return panel(
    "coming",
    t("What is coming"),
    html`${folded ? nothing : guide(state)}${summary(state)}${forecastButton(state, app)}${
      folding(state, app, folded)
    }`,
    html`${
      folded ? nothing : html`<div class="bandage">${band(state, app)}${waits(state, app)}</div>`
    }${forecastWords(state)}`,
    "fit",
  );
}

/** Put the line of now where it belongs; called now and then, and after drawing. */
export function moveNow(state) {
  if (!track || !state.ready) return;
  const now = drillTime(state.clock, Date.now());
  const part = Math.min(1, now / state.drill.length);
  track.style.setProperty("--now", part.toFixed(4));
  track.toggleAttribute("data-early", part < 0.03);
}

/** Give the focus to the handle that Tab reaches. */
export const focusBand = () => track?.querySelector('.handle[tabindex="0"]')?.focus();
