// Where the times stand on the axis of a chart.

const LABEL = 36;
const MINUTE = 60_000;
const STEPS = [5, 10, 15, 20, 30, 60].map((n) => n * MINUTE);

/**
 * Round times of an axis, as many as have room, and none that would be cut off at an edge.
 *
 * @param {number} from ms of drill time
 * @param {number} to
 * @param {number} width in px
 * @returns {number[]}
 */
export function ticks(from, to, width) {
  const room = Math.max(1, Math.floor(width / LABEL));
  const step = STEPS.find((ms) => (to - from) / ms <= room) ?? 120 * MINUTE;
  const edge = (to - from) * (LABEL / 2 / width);
  const out = [];
  for (let at = Math.ceil((from + edge) / step) * step; at <= to - edge; at += step) out.push(at);
  return out;
}
