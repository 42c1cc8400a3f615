// What is said of a trace, of readings and of an error budget. Pure functions of what the server
// sends.
import { spanText } from "../../clock.js";
import { t, tn } from "../../i18n.js";
import { quantityText } from "../../words.js";

/** The width of a trace, in the units of its drawing. */
export const WIDTH = 1000;

const THINNEST = 4;
const DEEPEST = 5;
const DAY = 86_400_000;
const MOST = 3;
const WORTH_SAYING = 0.05;

/** How much of each span is its own: what none of those directly inside it takes. */
function ownTimes(spans) {
  const own = spans.map(({ ms }) => ms);
  const above = [];
  spans.forEach(({ start, ms, depth }, i) => {
    above.length = Math.min(above.length, depth);
    const parent = above.at(-1);
    if (parent !== undefined) {
      const end = spans[parent].start + spans[parent].ms;
      own[parent] -= Math.max(0, Math.min(start + ms, end) - start);
    }
    above.push(i);
  });
  return own.map((ms) => Math.max(0, ms));
}

/**
 * Where the spans of a trace lie in a drawing, and what is said of them.
 *
 * @param {{name: string, service: string, start: number, ms: number, depth: number}[]} spans each
 *   after the one that it is inside of
 * @returns {{name: string, service: string, depth: number, x: number, width: number, text: string,
 *   said: string, own: number, longest: boolean}[]} `own` is the share of all time that is a span's
 *   own
 */
export function waterfall(spans) {
  const end = Math.max(1, ...spans.map(({ start, ms }) => start + ms));
  const own = ownTimes(spans);
  const most = Math.max(...own);
  return spans.map(({ name, service, start, ms, depth }, i) => {
    const width = Math.max(THINNEST, Math.round(ms / end * WIDTH));
    const [from, time] = [quantityText(start, "ms"), quantityText(ms, "ms")];
    return {
      name,
      service,
      depth: Math.min(depth, DEEPEST),
      x: Math.min(Math.round(start / end * WIDTH), WIDTH - width),
      width,
      text: time,
      said: depth
        ? t("{time}, from {from} on, level {level}", { time, from, level: depth + 1 })
        : t("{time}, from {from} on", { time, from }),
      own: own[i] / end,
      longest: own[i] > 0 && own[i] === most,
    };
  });
}

/**
 * Where the time of a trace goes, the longest first.
 *
 * @param {object[]} spans
 * @returns {{text: string, share: number}[]} "send_to_network in card-router: 5.88 s, 89%"
 */
export function whereItGoes(spans) {
  const total = Math.max(1, ...spans.map(({ start, ms }) => start + ms));
  const own = ownTimes(spans);
  return spans.map(({ name, service }, i) => ({
    share: own[i] / total,
    text: t("{span} in {service}: {time}, {share}", {
      span: name,
      service,
      time: quantityText(own[i], "ms"),
      share: `${Math.round(own[i] / total * 100)}%`,
    }),
  })).filter(({ share }) => share >= WORTH_SAYING)
    .sort((a, b) => b.share - a.share).slice(0, MOST);
}

/** Ends of the time axis under a trace: its begin, its middle, its end. */
export function scale(spans) {
  const end = Math.max(1, ...spans.map(({ start, ms }) => start + ms));
  return [0, end / 2, end].map((ms) => quantityText(ms, "ms"));
}

/** What a reading says. */
export const readingText = ({ text, value, unit }) => text || quantityText(value, unit);

/**
 * How a reading differs from an earlier look at the same source.
 *
 * @param {{series: string, value: number | null, unit: string, text: string}} reading
 * @param {object[] | undefined} before readings of the earlier look
 * @returns {string} "was 38%", or "" if it is the same, or was not there
 */
export function wasText({ series, value, unit }, before) {
  const old = before?.find((one) => one.series === series);
  if (!old || old.value === null) return "";
  const was = old.text || quantityText(old.value, unit);
  return value === null || was !== quantityText(value, unit)
    ? t("was {value}", { value: was })
    : "";
}

const percent = (share) => {
  const text = (share * 100).toFixed(2).replace(/\.?0+$/, "");
  return `${text === "-0" ? "0" : text}%`;
};

const roughly = (share) => {
  const whole = share * 100;
  return `${whole.toFixed(Math.abs(whole) < 10 ? 1 : 0)}%`;
};

const long = (ms) => ms >= 2 * DAY ? tn("{n} day", "{n} days", Math.round(ms / DAY)) : spanText(ms);

const times = (burn) => `${burn >= 10 ? Math.round(burn) : burn.toFixed(1)}×`;

/**
 * An error budget in words.
 *
 * @param {object} slo as in a look
 * @returns {{aim: string, left: string, spent: string, burn: string, end: string, share: number,
 *   tone: string}} `share` of the bar, from 0 to 1
 */
export function budget({ target, window, left, burn, spent_by_now: spent, exhausted_in: out }) {
  return {
    aim: t("{target} over {span}", { target: percent(target), span: long(window) }),
    left: left > 0
      ? t("{share} left", { share: roughly(left) })
      : t("overspent by {share}", { share: roughly(-left) }),
    spent: t("{share} spent since the start of the drill", { share: roughly(spent) }),
    burn: t("{short} over 5 min, {long} over 1 h", {
      short: times(burn["5m"]),
      long: times(burn["1h"]),
    }),
    end: out === null || left <= 0 ? "" : t("gone in {span} at this speed", { span: long(out) }),
    share: Math.min(1, Math.max(0, left)),
    tone: left <= 0.1 ? "bad" : burn["5m"] > 1 ? "warn" : "ok",
  };
}
