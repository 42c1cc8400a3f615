// What the list of injects says in words. Pure functions over rows of the section `msel`.
import { clockText, spanText } from "../clock.js";
import { t, tn } from "../i18n.js";
import { tagOf } from "../words.js";

/** Whether an inject can still come, or come again. */
export const comes = (inject) => inject.status === "waiting";

/** Whether an inject can be moved to another time: it has one, and has not come. */
export const movable = (inject) =>
  comes(inject) && inject.at !== null && inject.delivered_at === null;

/** When an inject comes next (ms of drill time), Infinity if no time is set for it. */
export const nextTime = ({ at, delivered_at: came, every }) =>
  came === null ? at ?? Infinity : every === null ? Infinity : came + every;

/** Whether it does not come any more once this has been done to it. */
export const leaves = ({ every, count, times }, verb) =>
  verb === "inject.skip" || (verb === "inject.fire" && (every === null || count + 1 >= times));

const byTime = (list) => [...list].sort((a, b) => order(nextTime(a), nextTime(b)));
const order = (a, b) => a === b ? 0 : a - b;

/**
 * @param {object[]} list
 * @returns {object | undefined} the inject that comes next as far as anybody knows
 */
export function nextOf(list) {
  const open = byTime(list.filter(comes));
  return open.find((one) => !one.held) ?? open[0];
}

/**
 * The list in three parts, each in its own order.
 *
 * @param {object[]} list
 * @returns {{timed: object[], conditional: object[], gone: object[]}} `gone` are those that do not
 *   come any more, the newest first
 */
export function partsOf(list) {
  const open = byTime(list.filter(comes));
  const since = (one) => one.delivered_at ?? -1;
  return {
    timed: open.filter((one) => Number.isFinite(nextTime(one))),
    conditional: open.filter((one) => !Number.isFinite(nextTime(one))),
    gone: list.filter((one) => !comes(one)).sort((a, b) => since(b) - since(a)),
  };
}

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
    const { words, code } = inject.while;
    rules.push({ say: t("only while {condition}", { condition: words }), code });
  }
  if (inject.unless) {
    const { words, code } = inject.unless;
    rules.push({ say: t("unless {condition}", { condition: words }), code });
  }
  if (every !== null) {
    rules.push({
      say: tn("{n} time, every {span}", "{n} times, every {span}", times, {
        span: spanText(every),
      }),
    });
  }
  if (expect) rules.push({ say: expectation(expect) });
  return rules;
}

const EXPECTED = {
  "query.answer": t("an answer"),
  "message.post": t("a message"),
  "update.post": t("an update"),
  "statuspage.post": t("a post to the status page"),
  "incident.declare": t("a declared incident"),
  "severity.set": t("a severity"),
  "evidence.capture": t("kept evidence"),
  "escalate": t("an escalation"),
};

const orText = (parts) =>
  parts.length < 2
    ? parts.join("")
    : t("{list} or {last}", { list: parts.slice(0, -1).join(", "), last: parts.at(-1) });

/**
 * What an inject asks for, in words.
 *
 * @param {{by: string[], verb: string, within: number | null}} expect
 */
export function expectation({ by, verb, within }) {
  const slots = {
    what: EXPECTED[verb] ?? verb.replaceAll(/[._]/g, " "),
    who: orText(by.map(tagOf)),
    span: within === null ? "" : spanText(within),
  };
  if (by.length && slots.span) return t("expected within {span}: {what} ({who})", slots);
  if (by.length) return t("expected: {what} ({who})", slots);
  return slots.span ? t("expected within {span}: {what}", slots) : t("expected: {what}", slots);
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
  const { count, times, held_until: until } = inject;
  if (times > 1 && count > 0) tags.push(t("came {count} of {times}", { count, times }));
  if (inject.held) {
    tags.push(
      until === null ? t("held back") : t("held until {time}", { time: clockText(clock0, until) }),
    );
  }
  if (inject.moved) tags.push(t("moved"));
  if (inject.edited) tags.push(t("reworded"));
  if (inject.trigger === "improvised") tags.push(t("improvised"));
  if (inject.status === "skipped") tags.push(t("skipped"));
  if (inject.status === "cancelled") tags.push(t("no longer needed"));
  return tags;
}
