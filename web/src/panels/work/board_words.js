// The board of hypotheses: which stands in which column, and what was said of it. Pure functions.

/** The columns, in order; what was tested without a result stays where it was stated. */
export const COLUMNS = ["stated", "supported", "refuted"];

const OF_RESULT = { confirmed: "supported", refuted: "refuted" };

/**
 * @param {{result: string | null}} idea
 * @returns {string} a column
 */
export const columnOf = ({ result }) => OF_RESULT[result] ?? "stated";

/**
 * @param {object[]} ideas
 * @returns {Record<string, object[]>} by column, the newest first
 */
export function board(ideas) {
  const out = Object.fromEntries(COLUMNS.map((column) => [column, []]));
  for (const idea of ideas) out[columnOf(idea)].unshift(idea);
  return out;
}

/**
 * The theory that the team goes by: what was supported last, else what was stated last and not
 * refuted.
 *
 * @param {object[]} ideas
 * @returns {object | null}
 */
export function leading(ideas) {
  const { supported, stated } = board(ideas);
  return supported[0] ?? stated[0] ?? null;
}

/**
 * Every test of an idea, oldest first.
 *
 * @param {object[]} timeline
 * @param {string} id
 * @returns {{by: string, at: number, result: string, note: string}[]}
 */
export const testsOf = (timeline, id) =>
  timeline.filter((event) => event.kind === "hypothesis.tested" && event.data.id === id)
    .map(({ actor, t, data }) => ({ by: actor, at: t, result: data.result, note: data.note }));

const RECENT = 6;

/**
 * What somebody has looked at last, as evidence to name: newest first, each source once.
 *
 * @param {object[]} looks
 * @returns {string[]} titles
 */
export function evidenceSeen(looks) {
  const seen = looks.filter((look) => look.viewed_at !== null)
    .sort((a, b) => b.viewed_at - a.viewed_at);
  return [...new Set(seen.map(({ title }) => title))].slice(0, RECENT);
}
