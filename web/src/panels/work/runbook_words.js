// The steps of a runbook that somebody ticked off for themselves. Pure functions; what is kept is
// a text, so that it can lie in the browser's storage.

/** A short name of a step: the same words are the same step, wherever they stand. */
export function keyOf({ text }) {
  let sum = 5381;
  for (const letter of text) sum = (sum * 33 + letter.codePointAt(0)) % 0xffffffff;
  return sum.toString(36);
}

/**
 * @param {string | null} kept what was kept
 * @returns {Set<string>} keys of the steps that are ticked
 */
export const ticked = (kept) => new Set((kept ?? "").split(" ").filter(Boolean));

/**
 * @param {string | null} kept
 * @param {object} step
 * @param {boolean} on
 * @returns {string | null} what to keep now; null: nothing
 */
export function tick(kept, step, on) {
  const all = ticked(kept);
  if (on) all.add(keyOf(step));
  else all.delete(keyOf(step));
  return [...all].join(" ") || null;
}

/**
 * How far somebody is.
 *
 * @param {object[]} steps
 * @param {string | null} kept
 * @returns {{done: number, all: number, next: number}} `next` is the index of the first step that
 *   is not ticked, -1 if all are
 */
export function progress(steps, kept) {
  const marks = ticked(kept);
  const is = steps.map((step) => marks.has(keyOf(step)));
  return { done: is.filter(Boolean).length, all: steps.length, next: is.indexOf(false) };
}
