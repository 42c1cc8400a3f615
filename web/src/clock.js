// Drill time, told to people. Every function here is pure: what time it is comes in as an argument.
import { t } from "./i18n.js";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How fast a drill clock may be asked to run, wherever somebody may ask it. */
export const SPEEDS = [1, 2, 4, 8, 15, 30, 60];

/**
 * Drill time at a wall time, going on from the last clock that the server sent.
 *
 * @param {{t: number, running: boolean, speed: number, at: number}} clock `at` is the wall time of
 *   receipt, from the same source as `wall`
 * @param {number} wall wall time in ms
 * @returns {number} ms of drill time
 */
export function drillTime(clock, wall) {
  if (!clock.running) return clock.t;
  return clock.t + Math.max(0, wall - clock.at) * clock.speed;
}

/**
 * The fictional time of day.
 *
 * @param {string} clock0 when the drill begins, "14:10"
 * @param {number} t ms of drill time; negative before the start
 * @param {boolean} [seconds] with seconds
 * @returns {string} "14:25" or "14:25:30"
 */
export function clockText(clock0, t, seconds = false) {
  const [hours, minutes] = clock0.split(":").map(Number);
  const start = hours * HOUR + minutes * MINUTE;
  const day = (((start + Math.floor(t)) % DAY) + DAY) % DAY;
  const parts = [Math.floor(day / HOUR), Math.floor(day / MINUTE) % 60];
  if (seconds) parts.push(Math.floor(day / SECOND) % 60);
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

/**
 * A length of time in words as short as an engineer writes it.
 *
 * @param {number} ms
 * @returns {string} "45s", "12m", "1h05m"
 */
export function spanText(ms) {
  const whole = Math.max(0, Math.round(ms / SECOND));
  if (whole < 60) return t("{n}s", { n: whole });
  const n = Math.floor(whole / 60);
  const two = (rest) => String(rest).padStart(2, "0");
  if (n < 60) {
    const s = whole % 60;
    return n < 5 && s ? t("{m}m{s}s", { m: n, s: two(s) }) : t("{n}m", { n });
  }
  const h = Math.floor(n / 60);
  return n % 60 ? t("{h}h{m}m", { h, m: two(n % 60) }) : t("{n}h", { n: h });
}

/**
 * What is left until a moment, or by how much it was missed. Never like a time of day.
 *
 * @param {number} ms positive before the moment
 * @returns {string} "in 3m20s", "1m05s late"
 */
export const leftText = (ms) =>
  ms < 0 ? t("{span} late", { span: spanText(-ms) }) : t("in {span}", { span: spanText(ms) });

/**
 * Drill time since the start.
 *
 * @param {number} ms
 * @returns {string} "T+3:20", "T+1:05:00"
 */
export function runText(ms) {
  const whole = Math.max(0, Math.floor(ms / SECOND));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const two = (n) => String(n).padStart(2, "0");
  return hours
    ? `T+${hours}:${two(minutes)}:${two(whole % 60)}`
    : `T+${minutes}:${two(whole % 60)}`;
}

/**
 * A range of durations, such as what an action takes.
 *
 * @param {number[]} range [low, high] in ms
 * @returns {string} "4m" or "40m–50m"
 */
export function rangeText([low, high]) {
  return low === high ? spanText(low) : `${spanText(low)}–${spanText(high)}`;
}
