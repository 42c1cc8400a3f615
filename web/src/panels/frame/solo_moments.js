// The moments of a drill that one would want to go back to, read from the timeline.
import { t } from "../../i18n.js";

const MINUTE = 60_000;
const MOST = 40;

const title = (state, data) =>
  data.title ?? state.actions.runs.find((run) => run.id === data.id)?.title ?? data.id;

/** What each kind says; those in FIRST only the first time. */
const SAID = {
  "alert.fired": (_, { alert }) => t("First alert: {alert}", { alert }),
  "incident.declared": () => t("Incident declared"),
  "severity.set": (_, { level }) => t("Severity set to {level}", { level }),
  "statuspage.posted": () => t("First words in public"),
  "action.started": (state, data) => t("Change started: {title}", { title: title(state, data) }),
  "action.finished": (state, data) => t("Change done: {title}", { title: title(state, data) }),
  "action.failed": (state, data) => t("Change failed: {title}", { title: title(state, data) }),
  "incident.resolved": () => t("Incident resolved"),
  "incident.reopened": () => t("Incident open again"),
};
const FIRST = new Set(["alert.fired", "statuspage.posted"]);

/**
 * @typedef {object} Moment
 * @property {number} seq of the event
 * @property {number} at drill time
 * @property {number} minute the last whole minute before it
 * @property {string} text
 */

/**
 * The key moments so far, in order.
 *
 * @param {object} state
 * @returns {Moment[]}
 */
export function moments(state) {
  const seen = new Set();
  const found = [];
  for (const { seq, t: at, kind, data } of state.timeline) {
    const say = SAID[kind];
    if (!say || (FIRST.has(kind) && seen.has(kind))) continue;
    seen.add(kind);
    found.push({ seq, at, minute: Math.floor(at / MINUTE), text: say(state, data) });
  }
  return found.slice(-MOST);
}

/** The last minute that a try may begin from. */
export const lastMinute = (now) => Math.max(0, Math.floor(now / MINUTE));

/**
 * What a try is called.
 *
 * @param {{minute: number | null}} one
 */
export const tryText = ({ minute }) =>
  minute === null ? t("From the beginning") : t("Again from minute {minute}", { minute });
