// When the next step is shown: at once to a beginner, later to who has practised it, and in the end
// only when asked. Only for those who practise alone; in a team everybody sees it at once.
import { advice } from "./advice.js";
import { drillTime } from "./clock.js";
import { isSolo } from "./state.js";

const SECOND = 1_000;

/** How long a step has been due before it is shown (ms of drill time), by level. */
export const WAITS = [0, 60 * SECOND, 180 * SECOND, Infinity];
const ONLY_ASKED = WAITS.length - 1;

// A step that something more urgent pushed aside for this long begins to count anew.
const FORGETS = 60 * SECOND;

/**
 * Since when each step has been due.
 *
 * @param {Record<string, {since: number, last: number}>} due what was known before
 * @param {string | undefined} id of the step that is due now, if any
 * @param {number} now drill time
 * @returns {Record<string, {since: number, last: number}>}
 */
export function follow(due, id, now) {
  const known = Object.entries(due).filter(([, { last }]) => now - last <= FORGETS);
  const next = Object.fromEntries(known);
  if (id) next[id] = { since: next[id]?.since ?? now, last: now };
  return next;
}

/**
 * Whether a step has been due for long enough.
 *
 * @param {Record<string, {since: number}>} due as `follow` gave it
 * @param {string} id
 * @param {number} now drill time
 * @param {number} level 0 to 3, see WAITS
 */
export const isShown = (due, id, now, level) =>
  id in due && now - due[id].since >= WAITS[Math.min(Math.max(level, 0), ONLY_ASKED)];

/**
 * The level of somebody's own choice.
 *
 * @param {string | null} choice "once", "late" or "asked"; else it goes by practice
 * @param {number} practised how far hints have faded by themselves, 0 to 3
 */
export function levelOf(choice, practised) {
  if (choice === "once") return 0;
  if (choice === "late") return Math.min(Math.max(practised, 1), 2);
  return choice === "asked" ? ONLY_ASKED : practised;
}

const practised = () => Number(globalThis.document?.body.dataset.hints ?? 0);

/** What this browser's person chose: "once", "late", "asked", or "" to go by practice. */
export function hintChoice() {
  try {
    return localStorage.getItem("hints") ?? "";
  } catch {
    return "";
  }
}

/** Remember a choice, for the drills to come as well. */
export function chooseHints(choice) {
  try {
    localStorage.setItem("hints", choice);
  } catch { /* then it stays as it was */ }
}

let due = {};

/**
 * The next step, if it is time to show it.
 *
 * @param {object} state `ui.asked` is the id of a step that was asked for
 * @param {number} now drill time
 * @returns {import("./advice.js").Advice | null}
 */
export function hintNow(state, now) {
  const next = advice(state, now);
  due = follow(due, next?.id, now);
  if (!next || !isSolo(state) || state.ui.asked === next.id) return next;
  return isShown(due, next.id, now, levelOf(hintChoice(), practised())) ? next : null;
}

/**
 * The next step for somebody who asks for it: it is shown from then on.
 *
 * @param {object} state
 * @param {object} app
 * @returns {import("./advice.js").Advice | null}
 */
export function askHint(state, app) {
  const next = advice(state, drillTime(state.clock, Date.now()));
  if (next) app.ui({ asked: next.id, away: state.ui.away.filter((id) => id !== next.id) });
  return next;
}
