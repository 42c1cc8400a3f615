// What the score so far says in words: pure functions over the message `score` of the wire.
import { t } from "../i18n.js";
import { tagOf } from "../words.js";

/** The letters that a person may give, and what they mean. */
export const LETTERS = [
  ["P", t("Performed without challenges")],
  ["S", t("Performed with some challenges")],
  ["M", t("Performed with major challenges")],
  ["U", t("Unable to be performed")],
  ["n/a", t("Not applicable")],
];

const OPEN = { not_applicable: t("not judged yet"), not_observable: t("cannot be seen") };

/** A criterion's value: "0.80", "not judged yet". */
export const valueText = ({ status, value }) =>
  status === "scored" ? value.toFixed(2) : OPEN[status] ?? status;

/** Who a criterion belongs to. */
export const seatText = (seat) => seat === "team" ? t("Team") : tagOf(seat);

/** What an id is called: those that an inject asked for are called by their names alone. */
export const idText = (id) => id.startsWith("E:") ? "" : id;

/** Whether a person may rate it: what one inject asked for is judged by its time alone. */
export const isRatable = (id) => !id.startsWith("E:");

/** The letter that a key gives: 1 to 4 for P, S, M and U, 0 for not applicable; else undefined. */
export const letterOf = (key) => ({ 1: "P", 2: "S", 3: "M", 4: "U", 0: "n/a" })[key];

/**
 * The score by capability.
 *
 * @param {{capabilities: object, criteria: object}} score
 * @returns {{id: string, title: string, letter: string | null, reason: string,
 *   judged: [string, object][], open: [string, object][]}[]} pairs of id and criterion
 */
export function byCapability({ capabilities, criteria }) {
  const all = Object.entries(criteria);
  return Object.entries(capabilities).map(([id, { title, letter, reason }]) => {
    const mine = all.filter(([, one]) => one.capability === id);
    return {
      id,
      title,
      letter,
      reason,
      judged: mine.filter(([, one]) => one.status === "scored"),
      open: mine.filter(([, one]) => one.status !== "scored"),
    };
  });
}

/**
 * What somebody said of a criterion or a capability.
 *
 * @param {object[] | undefined} ratings
 * @param {string} id
 * @param {string} by whose; everybody who holds the facilitator's link is one
 * @returns {{rating: string, note: string} | undefined}
 */
export const ratingOf = (ratings, id, by) =>
  ratings?.findLast((one) => one.of === id && one.by === by);

/** What the others said of it, the newest of each. */
export function othersOf(ratings, id, by) {
  const newest = new Map();
  for (const one of ratings ?? []) if (one.of === id && one.by !== by) newest.set(one.by, one);
  return [...newest.values()];
}

/** How many of the ids have a letter of somebody's. */
export const ratedBy = (ratings, by) =>
  new Set((ratings ?? []).filter((one) => one.by === by).map((one) => one.of)).size;

/** What is due within two minutes. */
export const dueSoon = (due, now) => due.filter((one) => one.due - now < 120_000 && one.due > now);
