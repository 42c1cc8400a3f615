// What is said of a trace and of an error budget. Pure functions of what the server sends.
import { spanText } from "../clock.js";
import { quantityText } from "../words.js";

/** The width of a trace, in the units of its drawing. */
export const WIDTH = 1000;

const THINNEST = 4;
const DEEPEST = 5;
const DAY = 86_400_000;

/**
 * Where the spans of a trace lie in a drawing, and what is said of them.
 *
 * @param {{name: string, service: string, start: number, ms: number, depth: number}[]} spans
 * @returns {{name: string, service: string, depth: number, x: number, width: number, text: string,
 *   rest: string}[]}
 */
export function waterfall(spans) {
  const end = Math.max(1, ...spans.map(({ start, ms }) => start + ms));
  return spans.map(({ name, service, start, ms, depth }) => {
    const width = Math.max(THINNEST, Math.round(ms / end * WIDTH));
    return {
      name,
      service,
      depth: Math.min(depth, DEEPEST),
      x: Math.min(Math.round(start / end * WIDTH), WIDTH - width),
      width,
      text: quantityText(ms, "ms"),
      rest: `, from ${quantityText(start, "ms")} on${depth ? `, level ${depth + 1}` : ""}`,
    };
  });
}

const percent = (share) => {
  const text = (share * 100).toFixed(2).replace(/\.?0+$/, "");
  return `${text === "-0" ? "0" : text}%`;
};

const roughly = (share) => {
  const whole = share * 100;
  return `${whole.toFixed(Math.abs(whole) < 10 ? 1 : 0)}%`;
};

const long = (ms) => ms >= 2 * DAY ? `${Math.round(ms / DAY)} days` : spanText(ms);

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
    aim: `${percent(target)} over ${long(window)}`,
    left: left > 0 ? `${roughly(left)} left` : `overspent by ${roughly(-left)}`,
    spent: `${roughly(spent)} spent since the start of the drill`,
    burn: `${times(burn["5m"])} over 5 min, ${times(burn["1h"])} over 1 h`,
    end: out === null || left <= 0 ? "" : `gone in ${long(out)} at this speed`,
    share: Math.min(1, Math.max(0, left)),
    tone: left <= 0.1 ? "bad" : burn["5m"] > 1 ? "warn" : "ok",
  };
}
