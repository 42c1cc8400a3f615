// When each audience was told last, what it was promised, and when it is to hear again. Pure
// functions of what the server sends.
import { AUDIENCES, PUBLIC } from "./audience_words.js";

const MINUTE = 60_000;
const GRACE = 2 * MINUTE; // nobody waits by the second
const ALWAYS = ["public", "stakeholders", "executives"];

/**
 * What was said to an audience, oldest first.
 *
 * @param {object} state
 * @param {string} audience id; "public" for the status page
 * @returns {{seq: number, t: number, said: string, text: string, next_at: number | null}[]} `said`
 *   is the status of an update, or the stage of a post
 */
export const wordsTo = ({ statuspage, updates }, audience) =>
  audience === "public"
    ? statuspage.posts.map((post) => ({ ...post, said: post.stage }))
    : updates.filter((one) => one.audience === audience)
      .map((one) => ({ ...one, said: one.status }));

// When the cadence was promised: it is due from then on if nothing was said yet.
const promisedSince = ({ timeline }, audience) =>
  timeline.findLast((event) => event.kind === "cadence.set" && event.data.audience === audience)
    ?.t;

/**
 * What became of the promises of a next word that have come due.
 *
 * @param {{t: number, next_at: number | null}[]} words oldest first
 * @param {number} now
 * @param {number | null} over when the incident was resolved: later promises are void
 * @returns {{kept: number, broken: number}}
 */
export function promises(words, now, over) {
  let kept = 0;
  let broken = 0;
  words.forEach(({ next_at: due }, i) => {
    if (due === null || (over !== null && due >= over)) return;
    const next = words[i + 1]?.t;
    if (next !== undefined && next <= due + GRACE) kept++;
    else if (now > due + GRACE) broken++;
  });
  return { kept, broken };
}

const earliest = (...times) => {
  const known = times.filter((at) => Number.isFinite(at));
  return known.length ? Math.min(...known) : null;
};

/**
 * One line for each audience.
 *
 * @param {object} state
 * @param {number} now drill time
 * @returns {{id: string, name: string, last: object | null, every: number | null,
 *   promised: number | null, due: number | null, kept: number, broken: number, told: boolean,
 *   ends: boolean, shown: boolean}[]} `every` is the cadence in minutes; `due` the sooner of what
 *   was promised and what the cadence asks; `ends` says that they were not told yet that it is over
 */
export function rhythm(state, now) {
  const { incident, drill } = state;
  const over = incident.resolved_at;
  const stands = over !== null || drill.phase === "ended";
  return [PUBLIC, ...AUDIENCES].map(({ id, name }) => {
    const words = wordsTo(state, id);
    const last = words.at(-1) ?? null;
    const every = incident.cadence[id] ?? null;
    const from = last?.t ?? promisedSince(state, id);
    const promised = last?.next_at ?? null;
    return {
      id,
      name,
      last,
      every,
      promised: stands ? null : promised,
      due: stands ? null : earliest(promised ?? NaN, every === null ? NaN : from + every * MINUTE),
      ...promises(words, now, over),
      told: last !== null,
      ends: over !== null && drill.phase !== "ended" && last !== null && last.t < over,
      shown: ALWAYS.includes(id) || last !== null || every !== null,
    };
  });
}

/**
 * Every promise so far, in all.
 *
 * @param {{kept: number, broken: number}[]} rows
 * @returns {{kept: number, due: number}}
 */
export function tally(rows) {
  const sum = (key) => rows.reduce((n, row) => n + row[key], 0);
  return { kept: sum("kept"), due: sum("kept") + sum("broken") };
}

/** Questions that wait for an answer, the oldest first. */
export const waiting = ({ inbox }) =>
  inbox.filter((one) => one.expects && one.answered_at === null).sort((a, b) => a.at - b.at);
