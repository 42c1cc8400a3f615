// Which scenarios may come up: the host's filters, as the server will apply them, and what the wheel
// shows.
import { can } from "../state.js";
import { turns } from "./state.js";

const DAY_MS = 86_400_000;
const FRESH_DAYS = 60;

/** Nothing is left out. */
export const ALL = { tags: [], low: 1, high: 5, from: "", to: "", fresh: false, out: [], salt: "" };

/**
 * @typedef {{id: string, title: string, minutes: number, difficulty: number, tags: string[],
 *   played: {times: number, last_ms: number} | null}} Entry of the library
 */

// Whole minutes, as the server takes them; an empty field sets no limit.
const SHORTEST = 1;
const LONGEST = 1_440;
const within = (text, empty) =>
  text === "" ? empty : Math.min(LONGEST, Math.max(SHORTEST, Math.round(Number(text))));
const lengths = ({ from, to }) => [within(from, SHORTEST), within(to, LONGEST)];

/**
 * Those that the filters let through; `out` is not looked at.
 *
 * @param {Entry[]} library
 * @param {typeof ALL} filters
 * @param {number} now ms since 1970
 * @returns {Entry[]}
 */
export function fitting(library, filters, now) {
  const [shortest, longest] = lengths(filters);
  return library.filter((one) =>
    (!filters.tags.length || filters.tags.some((tag) => one.tags.includes(tag))) &&
    one.difficulty >= filters.low && one.difficulty <= filters.high &&
    one.minutes >= shortest && one.minutes <= longest &&
    (!filters.fresh || !one.played || now - one.played.last_ms > FRESH_DAYS * DAY_MS)
  );
}

/**
 * Those that are on the wheel.
 *
 * @param {Entry[]} library
 * @param {typeof ALL} filters
 * @param {number} now ms since 1970
 * @returns {Entry[]}
 */
export const remaining = (library, filters, now) =>
  fitting(library, filters, now).filter((one) => !filters.out.includes(one.id));

/**
 * What `wheel.spin` is given: only what narrows.
 *
 * @param {Entry[]} library
 * @param {typeof ALL} filters
 * @returns {object}
 */
export function spinArgs(library, filters) {
  const [shortest, longest] = lengths(filters);
  const args = {};
  if (filters.tags.length) args.tags = filters.tags;
  if (filters.low > 1 || filters.high < 5) args.difficulty = [filters.low, filters.high];
  if (filters.from !== "" || filters.to !== "") args.minutes = [shortest, longest];
  if (filters.fresh) args.fresh = true;
  const out = library.filter((one) => filters.out.includes(one.id));
  if (out.length) args.only = library.filter((one) => !out.includes(one)).map((one) => one.id);
  if (filters.salt.trim()) args.salt = filters.salt.trim();
  return args;
}

/**
 * The filters that a spin was given, the other way round.
 *
 * @param {object} args what `spinArgs` made
 * @param {Entry[]} library whatever was not named then is out, also what has come since
 * @returns {typeof ALL}
 */
export function filtersOf(args, library) {
  const { tags = [], difficulty, minutes, fresh = false, only } = args;
  const [low, high] = difficulty ?? [ALL.low, ALL.high];
  const [shortest, longest] = minutes ?? [SHORTEST, LONGEST];
  const from = shortest > SHORTEST ? String(shortest) : "";
  const to = longest < LONGEST ? String(longest) : "";
  const known = new Set(tagsOf(library));
  const out = only ? library.map((one) => one.id).filter((id) => !only.includes(id)) : [];
  return { ...ALL, tags: tags.filter((tag) => known.has(tag)), low, high, from, to, fresh, out };
}

/**
 * @param {Entry[]} library
 * @returns {string[]} every tag once, the frequent ones first
 */
export function tagsOf(library) {
  const count = new Map();
  for (const tag of library.flatMap((one) => one.tags)) count.set(tag, (count.get(tag) ?? 0) + 1);
  return [...count].sort(([a, n], [b, m]) => m - n || a.localeCompare(b)).map(([tag]) => tag);
}

/**
 * How long ago something was played.
 *
 * @param {number} last_ms ms since 1970
 * @param {number} now
 * @returns {number} whole days
 */
export const daysAgo = (last_ms, now) => Math.max(0, Math.floor((now - last_ms) / DAY_MS));

/**
 * What the wheel shows: the spin that turns, the newest result, or what may come up next.
 *
 * @param {object} state `ui.filters` and `ui.touched` (they were changed after the spin) are the host's
 * @param {number} now
 * @returns {{pool: {id: string, title: string}[], winner: string | null, result: boolean}} an empty
 *   pool: nobody knows yet
 */
export function onWheel(state, now) {
  const { wheel, chosen, library, ui } = state;
  if (wheel && turns(state, now)) return { pool: wheel.pool, winner: null, result: true };
  if (can(state, "wheel.spin") && (ui.touched || !wheel)) {
    return { pool: remaining(library, ui.filters, now), winner: null, result: false };
  }
  if (!wheel) return { pool: [], winner: null, result: false };
  // A choice by hand stands above the wheel's.
  const winner = !chosen || chosen.scenario === wheel.winner ? wheel.winner : null;
  return { pool: wheel.pool, winner, result: true };
}
