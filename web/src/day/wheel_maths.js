// The wheel as numbers: where it stands at a moment, which slice is under the pointer, what fits on
// a slice, and whether it can be read. Pure functions, so that everybody sees the same wheel.
//
// Degrees go clockwise. The pointer stands at the right, at 0°: the name that wins can be read
// without turning one's head. Slice i lies from i to i + 1 widths when the wheel has not turned.

const FULL = 360;
const RUN_UP = 0.09;
const FRICTION = 2.5;
const OFF_CENTRE = 0.3;
const FURTHEST_OFF = 16;
const LONGEST_TOUCH = 6;
const BEAT = 450;

const mod = (value, n) => ((value % n) + n) % n;

/**
 * @typedef {object} Spin
 * @property {{id: string, title: string}[]} pool one slice each
 * @property {string} winner id
 * @property {number} turns whole turns before the last one
 * @property {number} ms how long it turns
 */

// A number in 0..1 that a text always gives (FNV-1a).
function fraction(text) {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ character.codePointAt(0), 0x01000193);
  }
  return (hash >>> 0) / 2 ** 32;
}

/**
 * How far the wheel has turned when it stands still again. It stops somewhere on the winner's slice,
 * the same place for everybody: not far from its middle, and well away from its pegs.
 *
 * @param {Spin} spin
 * @returns {number} degrees
 */
export function restAngle({ pool, winner, turns }) {
  const width = FULL / pool.length;
  const index = Math.max(0, pool.findIndex((one) => one.id === winner));
  const most = Math.min(OFF_CENTRE * width, FURTHEST_OFF);
  const aside = (fraction(`${winner} of ${pool.length}`) - 0.5) * 2 * most;
  const place = (index + 0.5) * width + aside;
  return Math.max(0, Math.round(turns)) * FULL + mod(-place, FULL);
}

// How the speed grows and fades: straight up to the highest, then down as if something braked it.
// The area below the first part is RUN_UP / 2, below the second (1 - RUN_UP) / (FRICTION + 1).
const RUN_UP_AREA = RUN_UP / 2;
const WHOLE_AREA = RUN_UP_AREA + (1 - RUN_UP) / (FRICTION + 1);

/**
 * The part of the way that is behind the wheel after a part of the time: a short run-up, then slower
 * and slower.
 *
 * @param {number} part of the time, 0..1
 * @returns {number} of the way, 0..1
 */
export function easing(part) {
  if (part <= 0) return 0;
  if (part >= 1) return 1;
  if (part < RUN_UP) return part * part / (2 * RUN_UP) / WHOLE_AREA;
  const left = (1 - part) / (1 - RUN_UP);
  const fading = (1 - RUN_UP) / (FRICTION + 1) * (1 - left ** (FRICTION + 1));
  return (RUN_UP_AREA + fading) / WHOLE_AREA;
}

/**
 * How far the wheel has turned.
 *
 * @param {Spin} spin
 * @param {number} elapsed ms since it began; anything after `ms` is the end
 * @returns {number} degrees
 */
export const angleAt = (spin, elapsed) => restAngle(spin) * easing(elapsed / spin.ms);

/**
 * Which slice is under the pointer.
 *
 * @param {number} angle how far the wheel has turned
 * @param {number} n slices
 * @returns {number} 0..n-1
 */
export const sliceUnder = (angle, n) => Math.min(n - 1, Math.floor(mod(-angle, FULL) / FULL * n));

/**
 * How many pegs have gone by: one between any two slices.
 *
 * @param {number} angle how far the wheel has turned
 * @param {number} n slices
 * @returns {number}
 */
export const pegsPassed = (angle, n) => Math.floor(angle / FULL * n);

/**
 * How far the peg that goes by bends the pointer.
 *
 * @param {number} angle how far the wheel has turned
 * @param {number} n slices
 * @returns {number} 0 (not at all) .. 1 (it slips off)
 */
export function bend(angle, n) {
  const width = FULL / n;
  const touch = Math.min(LONGEST_TOUCH, width * (0.5 - OFF_CENTRE) * 0.8);
  const since = mod(angle, width);
  return since < touch ? since / touch : 0;
}

/**
 * For people who do not want things to turn: which name is lit. One after the other, slowly enough to
 * read, and in time for the same end.
 *
 * @param {Spin} spin
 * @param {number} elapsed ms since it began
 * @returns {number} index into the pool
 */
export function litAt({ pool, winner, ms }, elapsed) {
  const last = Math.max(0, pool.findIndex((one) => one.id === winner));
  const beats = Math.floor(ms / BEAT);
  const gone = Math.min(beats, Math.max(0, Math.floor(elapsed / BEAT)));
  return mod(last - beats + gone, pool.length);
}

/**
 * @param {string} text
 * @param {number} most characters, the dots included
 * @returns {string} cut at a word if that leaves enough of it
 */
export function shorten(text, most) {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  const space = cut.lastIndexOf(" ");
  return `${(space > most * 0.6 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

// How many lines of how many characters there is room for, by the number of slices.
const ROOM = [[5, 4, 14], [6, 3, 14], [9, 2, 14], [14, 1, 14], [22, 1, 15]];

/**
 * What is written on a slice beside its number.
 *
 * @param {string} title
 * @param {number} n slices
 * @returns {string[]} lines; none where slices are too narrow for words
 */
export function labelLines(title, n) {
  const found = ROOM.find(([most]) => n <= most);
  if (!found) return [];
  const [, lines, width] = found;
  const out = [];
  let rest = title.trim();
  while (rest && out.length < lines - 1 && rest.length > width) {
    const space = rest.lastIndexOf(" ", width);
    if (space <= 0) break;
    out.push(rest.slice(0, space));
    rest = rest.slice(space + 1);
  }
  return rest ? [...out, shorten(rest, width)] : out;
}

/** Colours of slices in both themes; what is written on them is INK. */
export const PALETTE = [
  { light: "#9fc5f4", dark: "#1f4f86" },
  { light: "#f4cf7f", dark: "#6a4d0f" },
  { light: "#f2aaa8", dark: "#7d303a" },
  { light: "#93d7c8", dark: "#185c54" },
  { light: "#cbb8f3", dark: "#553f92" },
  { light: "#c3dd8b", dark: "#43581a" },
  { light: "#f4b98d", dark: "#7a4217" },
  { light: "#bcc7d5", dark: "#414d5d" },
];

/** What is written on a slice. */
export const INK = { light: "#18202c", dark: "#f3f6fa" };

/**
 * The colour of a slice: never that of a neighbour, also where the circle closes.
 *
 * @param {number} i slice
 * @param {number} n slices
 * @returns {{light: string, dark: string}}
 */
export function colourOf(i, n) {
  const last = i === n - 1 && n > 1 && i % PALETTE.length === 0;
  return PALETTE[last ? 3 : i % PALETTE.length];
}

const linear = (part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;

function luminance(hex) {
  const [red, green, blue] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255)
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * How well one colour can be told from another (WCAG 2).
 *
 * @param {string} one "#rrggbb"
 * @param {string} other
 * @returns {number} 1..21
 */
export function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/**
 * The outline of a slice.
 *
 * @param {number} i slice
 * @param {number} n slices
 * @param {number} radius
 * @returns {string} an SVG path around the middle at 0, 0
 */
export function slicePath(i, n, radius) {
  if (n === 1) {
    return `M${radius} 0A${radius} ${radius} 0 1 1 ${-radius} 0A${radius} ${radius} 0 1 1 ${radius} 0Z`;
  }
  const corner = (part) => {
    const turn = part / n * 2 * Math.PI;
    return [radius * Math.cos(turn), radius * Math.sin(turn)].map((x) => x.toFixed(3)).join(" ");
  };
  return `M0 0L${corner(i)}A${radius} ${radius} 0 0 1 ${corner(i + 1)}Z`;
}
