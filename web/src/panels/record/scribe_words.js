// What a scribe does: a line at once, and what is not written down yet. Pure.
import { clockText } from "../../clock.js";

/** What belongs into the record of every incident. */
const KEY = new Set([
  "incident.declared",
  "severity.set",
  "role.accepted",
  "hypothesis.tested",
  "decision.logged",
  "plan.alternative",
  "action.started",
  "action.finished",
  "action.failed",
  "mitigation.verified",
  "recovery.verified",
  "incident.resolved",
  "incident.reopened",
]);
const AT_ONCE = 10; // an entry may be about twenty events, and 4,000 characters long

const BEGINS_WITH_TIME = /^\W{0,2}\d{1,2}[:.h][0-5]\d\b/;

/** Whether a text says when, before anything else. */
export const hasTime = (text) => BEGINS_WITH_TIME.test(text);

/** A line with its time before it, unless it begins with one. */
export const timed = (text, clock0, at) =>
  hasTime(text) ? text : `${clockText(clock0, at)} ${text}`;

/**
 * Key events that no entry of the document is about.
 *
 * @param {Record<string, {refs: number[]}[]>} document
 * @param {{event: {seq: number, kind: string}}[]} lines of the timeline, oldest first
 * @returns {object[]} lines, oldest first
 */
export function missing(document, lines) {
  const told = new Set(Object.values(document).flat().flatMap(({ refs }) => refs ?? []));
  return lines.filter(({ event }) => KEY.has(event.kind) && !told.has(event.seq));
}

/** So many of them as one entry takes. */
export const batch = (lines) => lines.slice(0, AT_ONCE);

/**
 * Entries as one text, each with its time.
 *
 * @param {{text: string, at: number}[]} entries
 * @param {string} clock0
 * @returns {string}
 */
export const asTimeline = (entries, clock0) =>
  entries.map(({ text, at }) => timed(text, clock0, at)).join("\n");
