// The keys of the console and of the evaluator's desk.
import { t } from "../i18n.js";
import { listenForKeys } from "../panels/frame/help.js";
import { can } from "../state.js";
import { focusBand } from "./coming.js";
import { toggleForecast } from "./forecast.js";
import { onSheet } from "./open.js";

const RATES = [
  ["1 2 3 4, 0", t("On a row of the score: P, S, M, U, or not applicable")],
  ["↑ ↓, n", t("On a row of the score: another row; write a note to it")],
];

const MOVES = [
  ["b", t("Go to the band of what is coming")],
  ["← →", t("There: a minute earlier or later, with Shift five")],
  ["Enter, Esc", t("There: confirm the new time, or take it back")],
  ["↑ ↓", t("There: another inject")],
];

/** The facilitator's. */
export const KEYS = [
  ["p", t("Pause or resume")],
  ["f", t("Go to the next inject")],
  ["m", t("Improvise a message")],
  ["/", t("Write a message")],
  ...MOVES,
  ["o", t("Forecast: show it, or put it away")],
  ["g then s, d, i, t", t("Go to seats, dashboards, injects, timeline")],
  ["g then c, q, n", t("Go to the score, the shared picture, the notes")],
  ["g then a, r, l, w", t("Go to questions asked, the review, the team's load, the world")],
  ...RATES,
  ["Ctrl Enter", t("Send the form that you are in")],
  ["d", t("Hide or show the charts")],
  ["Esc", t("Leave a field")],
  ["?", t("This list")],
];

/** An evaluator's. */
export const RATING_KEYS = [
  ...RATES,
  ["c", t("Go to the first row of the score")],
  ["n", t("Write a note")],
  ["o", t("Forecast: show it, or put it away")],
  ["g then c, i, a, q, r", t("Go to the score, injects, questions asked, shared picture, review")],
  ["g then s, d, t, l, w", t("Go to seats, dashboards, timeline, the team's load, the world")],
  ["Ctrl Enter", t("Send the form that you are in")],
  ["d", t("Hide or show the charts")],
  ["Esc", t("Leave a field")],
  ["?", t("This list")],
];

const PLACES = { s: "seats", d: "dashboards", t: "timeline", l: "team", w: "world" };
const DESK = { i: "injects", a: "questions", c: "score", q: "picture", n: "notes", r: "review" };

const first = (place) => place?.querySelector("button, input, textarea, [tabindex]")?.focus();

const toSheet = (app, sheet) => onSheet(app, sheet, () => first(document.getElementById(sheet)));

const toImprovise = (app) =>
  onSheet(app, "injects", () => {
    const composer = document.querySelector("#injects .improvise");
    if (composer) composer.open = true;
    composer?.querySelector("select, input")?.focus();
  });

const toRating = (app) =>
  onSheet(app, "score", () => document.querySelector("#score .crit button")?.focus());

function pauseOrResume({ state, run }) {
  const { phase } = state.drill;
  if (phase === "running") run("drill.pause", { reason: "" });
  else if (phase === "paused") run("drill.resume");
}

/** What single keys do, by key; a verb is what it takes. */
const ACTS = {
  "?": { act: (app) => app.ui({ help: true }) },
  "/": { act: () => document.getElementById("say")?.focus() },
  d: { act: (app) => app.ui({ folded: !app.state.ui.folded }) },
  o: { act: toggleForecast },
  b: { verb: "inject.move", act: focusBand },
  f: {
    verb: "inject.fire",
    act: (app) =>
      onSheet(app, "injects", () => document.querySelector("#injects .next button")?.focus()),
  },
  m: { verb: "inject.improvise", act: toImprovise },
  p: { verb: "drill.pause", act: pauseOrResume },
  c: { verb: "rating.give", act: toRating },
  n: {
    verb: "note.add",
    act: (app) => onSheet(app, "notes", () => first(document.getElementById("note"))),
  },
};

/** Let the keys of a desk work. */
export function startKeys(app) {
  listenForKeys((key) => {
    const { state } = app;
    if (!state.ready) return false;
    const { act, verb } = ACTS[key] ?? {};
    if (act) {
      if (verb && !can(state, verb)) return false;
      act(app);
      return true;
    }
    const to = key.startsWith("g ") ? key.slice(2) : "";
    if (DESK[to]) toSheet(app, DESK[to]);
    else if (PLACES[to]) first(document.getElementById(PLACES[to]));
    else return false;
    return true;
  });
}
