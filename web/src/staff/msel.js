// What the list of injects says in words. Pure functions over rows of the section `msel`.
import { clockText, spanText } from "../clock.js";
import { listText, tagOf } from "../words.js";

/** Whether an inject can still come, or come again. */
export const comes = (inject) => inject.status === "waiting";

/**
 * @param {object[]} list
 * @returns {object | undefined} the inject that comes next as far as anybody knows
 */
export const nextOf = (list) => list.find((one) => comes(one) && !one.held) ?? list.find(comes);

/**
 * What an inject waits for and what becomes of it.
 *
 * @param {object} inject
 * @returns {{say: string, code?: string}[]} `code` is the condition as its author wrote it
 */
export function rulesOf(inject) {
  const { at, trigger, code, every, times, expect } = inject;
  const rules = [];
  if (at === null) rules.push({ say: trigger, code: code ?? undefined });
  if (inject.while) {
    rules.push({ say: `only while ${inject.while.words}`, code: inject.while.code });
  }
  if (inject.unless) rules.push({ say: `unless ${inject.unless.words}`, code: inject.unless.code });
  if (every !== null) rules.push({ say: `${times} times, every ${spanText(every)}` });
  if (expect) rules.push({ say: expectation(expect) });
  return rules;
}

function expectation({ by, verb, within }) {
  const what = verb === "query.answer" ? "an answer" : verb.replaceAll(/[._]/g, " ");
  const from = by.length ? ` from ${listText(by.map(tagOf)).replace(" and ", " or ")}` : "";
  return `expects ${what}${from}${within === null ? "" : ` within ${spanText(within)}`}`;
}

/**
 * Short words about where an inject stands.
 *
 * @param {object} inject
 * @param {string} clock0 when the drill begins
 * @returns {string[]}
 */
export function tagsOf(inject, clock0) {
  const tags = [];
  if (inject.times > 1 && inject.count > 0) tags.push(`came ${inject.count} of ${inject.times}`);
  if (inject.held) {
    const until = inject.held_until;
    tags.push(until === null ? "held back" : `held until ${clockText(clock0, until)}`);
  }
  if (inject.edited) tags.push("reworded");
  if (inject.trigger === "improvised") tags.push("improvised");
  if (inject.status === "skipped") tags.push("skipped");
  if (inject.status === "cancelled") tags.push("no longer needed");
  return tags;
}
