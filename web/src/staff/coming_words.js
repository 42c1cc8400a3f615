// Where the injects stand on the band of time. Pure functions over rows of the section `msel`; times
// are ms of drill time.

const MINUTE = 60_000;
const STEPS = [5, 10, 15, 20, 30, 60, 120].map((n) => n * MINUTE);
const MOST_TICKS = 13;

/**
 * @typedef {object} Mark
 * @property {object} inject the row of `msel`
 * @property {number} at where it stands
 * @property {"gone" | "waiting" | "again" | "off"} kind it came, it can be moved, it comes again, or it
 *   was called off
 */

/**
 * The injects that have a time, in order. One that comes again stands twice.
 *
 * @param {object[]} msel
 * @returns {Mark[]}
 */
export function marksOf(msel) {
  const marks = [];
  for (const inject of msel) {
    const { at, delivered_at: came, status, every } = inject;
    const waits = status === "waiting";
    if (came !== null) marks.push({ inject, at: came, kind: "gone" });
    if (waits && came !== null && every !== null) {
      marks.push({ inject, at: came + every, kind: "again" });
    }
    if (came === null && at !== null) marks.push({ inject, at, kind: waits ? "waiting" : "off" });
  }
  return marks.sort((a, b) => a.at - b.at);
}

/** The injects that wait for something else than a time. */
export const conditional = (msel) =>
  msel.filter((one) => one.status === "waiting" && one.at === null && one.delivered_at === null);

/**
 * Rows for what would lie upon each other.
 *
 * @template {{at: number}} M
 * @param {M[]} marks in order
 * @param {(mark: M) => number} covers how much time the width of one covers
 * @param {number} [most] rows; when all are full, the emptiest is used
 * @returns {number[]} the row of each mark, 0 for the first
 */
export function lanesOf(marks, covers, most = 5) {
  const ends = [];
  return marks.map((mark) => {
    let lane = ends.findIndex((end) => end <= mark.at);
    if (lane < 0) lane = ends.length < most ? ends.length : ends.indexOf(Math.min(...ends));
    ends[lane] = mark.at + covers(mark);
    return lane;
  });
}

/**
 * Round times of day along the band.
 *
 * @param {number} length of the drill
 * @param {string} clock0 when it begins, "14:10"
 * @returns {number[]}
 */
export function ticksOf(length, clock0) {
  const [hours, minutes] = clock0.split(":").map(Number);
  const start = (hours * 60 + minutes) * MINUTE;
  const step = STEPS.find((one) => length / one <= MOST_TICKS) ?? STEPS.at(-1);
  const ticks = [];
  for (let t = (step - start % step) % step; t <= length; t += step) ticks.push(t);
  return ticks;
}

/**
 * A time to which an inject may be moved: a whole minute, not in the past, not after the end.
 *
 * @param {number} at wanted
 * @param {number} now
 * @param {number} length
 * @returns {number}
 */
export function snapped(at, now, length) {
  const first = Math.min(Math.ceil(now / MINUTE) * MINUTE, length);
  return Math.min(Math.max(Math.round(at / MINUTE) * MINUTE, first), length);
}

/** By how much a key moves what has the focus, or undefined; `event` is of a keyboard. */
export function stepOf({ key, shiftKey }) {
  const direction = { ArrowLeft: -1, ArrowRight: 1 }[key];
  return direction && direction * (shiftKey ? 5 : 1) * MINUTE;
}

/** The first word of a name, for where there is little room. */
export const shortName = (name) => name.split(/\s/)[0];
