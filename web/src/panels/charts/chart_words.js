// What is marked on the time axis of the charts, where their cursor is, and how that reads. Pure
// functions of what the page has.
import { clockText } from "../../clock.js";
import { t } from "../../i18n.js";
import { pointText, signalText } from "../../words.js";
import { changesSeen } from "./change_words.js";

/** The sign of each kind of mark: no kind is told by its colour alone. */
export const SIGNS = {
  declared: "▼",
  resolved: "✓",
  started: "▸",
  finished: "■",
  failed: "✕",
  deploy: "◆",
};

const mark = (at, kind, text) => ({ at, kind, text });

function ofRun({ title, started_at, finished_at, status }) {
  const out = [];
  if (started_at !== null) out.push(mark(started_at, "started", t("{title} started", { title })));
  if (finished_at === null) return out;
  const failed = status === "failed" || status === "aborted";
  out.push(
    failed
      ? mark(finished_at, "failed", t("{title} did not finish", { title }))
      : mark(finished_at, "finished", t("{title} finished", { title })),
  );
  return out;
}

/**
 * What happened at which moment, as far as this page's person knows: declared, changes of the team,
 * and what they read in a change history.
 *
 * @param {object} state
 * @returns {{at: number, kind: string, text: string}[]} oldest first
 */
export function marksOf({ incident, actions, evidence, drill }) {
  const { declared_at, resolved_at } = incident;
  return [
    ...(declared_at === null ? [] : [mark(declared_at, "declared", t("Incident declared"))]),
    ...(resolved_at === null ? [] : [mark(resolved_at, "resolved", t("Incident resolved"))]),
    ...actions.runs.flatMap(ofRun),
    ...changesSeen(evidence?.looks ?? [], drill.clock0)
      .map(({ at, where, what }) => mark(at, "deploy", `${where}: ${what}`)),
  ].sort((a, b) => a.at - b.at);
}

/** The index of the time that is nearest to a moment; null if there is none. */
export function nearest(times, when) {
  if (!times.length) return null;
  let low = 0;
  let high = times.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < when) low = middle + 1;
    else high = middle;
  }
  return low > 0 && when - times[low - 1] <= times[low] - when ? low - 1 : low;
}

const FAR = 10;

/**
 * Where a key takes the cursor.
 *
 * @param {number} length how many points there are
 * @param {number | null} index where it is; null: at the newest, and going on with it
 * @param {{key: string, shiftKey?: boolean}} press
 * @returns {number | null | undefined} undefined if the key means nothing here
 */
export function moved(length, index, { key, shiftKey }) {
  const last = length - 1;
  const from = index ?? last;
  const step = shiftKey ? FAR : 1;
  const to = {
    ArrowLeft: from - step,
    ArrowRight: from + step,
    Home: 0,
    End: last,
    Escape: index === null ? undefined : last,
  }[key];
  if (to === undefined || length < 1) return undefined;
  return to >= last ? null : Math.max(0, to);
}

const HALF = 30_000;

/** The marks within half a minute of a moment. */
export const marksAt = (marks, when) => marks.filter(({ at }) => Math.abs(at - when) <= HALF);

/**
 * The moment of the cursor, in a few words.
 *
 * @param {string} clock0
 * @param {number} when
 * @param {boolean} now whether it is the newest
 * @param {{at: number, text: string}[]} marks
 * @returns {string} "14:21, Incident declared", "now, 14:30"
 */
export function momentText(clock0, when, now, marks) {
  const time = clockText(clock0, when);
  const moment = now ? t("now, {time}", { time }) : time;
  return [moment, ...marksAt(marks, when).map(({ text }) => text)].join(", ");
}

/**
 * Every chart's value at one moment, as it is read aloud.
 *
 * @param {{name: string, service: string, signal: string, unit: string}[]} series
 * @param {Record<string, (number | null)[]>} values
 * @param {number} index
 * @param {(service: string) => string} title
 * @returns {string} "Checkout error rate 40%; Checkout latency 1.84 s"
 */
export const valuesText = (series, values, index, title) =>
  series.map(({ name, service, signal, unit }) =>
    `${title(service)} ${signalText(signal)} ${pointText(values[name]?.[index], unit)}`
  ).join("; ");
