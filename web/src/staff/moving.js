// An inject on its way to another time: dragged by a pointer or moved by the keyboard. It stays where
// it was until that is confirmed, and nothing is sent before.
import { drillTime } from "../clock.js";
import { snapped, stepOf } from "./coming_words.js";
import { openInject } from "./open.js";

const SLIP = 4; // px that a click may move

let track = null;
let upright = null;
let drag = null;

/** The band that is moved on, and whether it stands upright (a media query). */
export function hold(element, query) {
  track = element;
  upright = query;
}

/** Drill time of this moment. */
export const nowOf = (state) => drillTime(state.clock, Date.now());

/** Move an inject to a time, and remember where it was first. */
export async function moveTo(app, inject, at) {
  const { moved } = app.state.ui;
  app.ui({ moving: null });
  if (at === inject.at) return;
  if (await app.run("inject.move", { id: inject.id, at })) {
    app.ui({ moved: { [inject.id]: inject.at, ...moved } });
  }
}

const wanted = (app, at) => snapped(at, nowOf(app.state), app.state.drill.length);

const focusOn = (id) =>
  requestAnimationFrame(() =>
    track?.querySelector(`.handle[data-inject="${CSS.escape(id)}"]`)?.focus()
  );

function other(event, app, inject, step) {
  const all = [...track.querySelectorAll(".handle")].map((one) => one.dataset.inject);
  const next = all[all.indexOf(inject.id) + step];
  if (!next) return;
  event.preventDefault();
  app.ui({ moving: null, inject: next });
  focusOn(next);
}

/** Keys on a handle. */
export function keys(event, app, inject) {
  const { moving } = app.state.ui;
  const mine = moving?.id === inject.id ? moving.at : null;
  const step = stepOf(event);
  // The keys of the page are not meant here.
  if (step || /^(Arrow|Enter|Escape| |Home|End)/.test(event.key)) event.stopPropagation();
  if (step) {
    event.preventDefault();
    app.ui({ moving: { id: inject.id, at: wanted(app, (mine ?? inject.at) + step) } });
  } else if (event.key === "ArrowUp") other(event, app, inject, -1);
  else if (event.key === "ArrowDown") other(event, app, inject, 1);
  else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    if (mine !== null) moveTo(app, inject, mine);
    else openInject(app, inject.id);
  } else if (event.key === "Escape") app.ui({ moving: null });
}

/** A pointer on a handle: what it does until it is let go. */
export function press(event, app, inject) {
  if (event.button !== 0 || drag) return;
  const element = event.currentTarget;
  const from = upright.matches ? event.clientY : event.clientX;
  const whole = upright.matches ? track.clientHeight : track.clientWidth;
  const { length } = app.state.drill;
  drag = { moved: false, at: inject.at };
  element.setPointerCapture(event.pointerId);

  const move = (now) => {
    const by = (upright.matches ? now.clientY : now.clientX) - from;
    drag.moved ||= Math.abs(by) > SLIP;
    if (!drag.moved) return;
    drag.at = wanted(app, inject.at + (by / whole) * length);
    app.ui({ moving: { id: inject.id, at: drag.at } });
  };
  const stop = new AbortController();
  const done = (kept) => {
    const { moved, at } = drag;
    drag = null;
    stop.abort();
    if (!kept) app.ui({ moving: null });
    else if (moved) moveTo(app, inject, at);
    else openInject(app, inject.id);
  };
  const on = (name, act, target = element) =>
    target.addEventListener(name, act, { signal: stop.signal });
  on("pointermove", move);
  on("pointerup", () => done(true));
  on("pointercancel", () => done(false));
  on("keydown", (key) => key.key === "Escape" && done(false), globalThis);
}
