// Events as sentences of the timeline. What each kind says is in sentence_lines.js. A kind that is not
// there still gets a line made of its name, so that a newer server does not leave gaps.
import { t } from "./i18n.js";
import { LINES, more } from "./sentence_lines.js";

export { stageText } from "./sentence_lines.js";

/**
 * One line of the timeline.
 *
 * @typedef {object} Sentence
 * @property {string} who whose name stands before the text; "" for nobody
 * @property {string} text what happened, to follow that name
 * @property {boolean} own whether `who` is the event's actor
 * @property {string} [quote] what people wrote
 * @property {"chat" | "key" | "more"} group what the filter goes by
 * @property {string} [tone] outside, bad, good, page, public, change, hand, quiet or staff
 * @property {string} [channel] for words that were said somewhere in particular
 * @property {string} [inject] id of what came from outside, for an answer
 * @property {number} [re] seq of the message that it answers
 * @property {string[]} [mentions] persons and roles that it speaks to
 */

/** The kinds that have a line of their own. */
export const KNOWN = Object.keys(LINES);

/** Take in the lines that only staff reads. */
export const learn = (lines) => Object.assign(LINES, lines);

const fill = (text, slots) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => slots[name] === undefined ? whole : slots[name]);

/**
 * Put the name and the rest of a sentence apart, so that the name can look like one. In a language
 * whose sentences do not begin with whoever acts, the text says it all.
 */
function apart(line, data, who) {
  const { slots, text, ...rest } = line;
  if (!text) return { ...rest, text, who, own: line.who === undefined };
  const whole = fill(text, { ...data, ...slots, who });
  const begins = text.startsWith("{who} ");
  return {
    ...rest,
    who: begins ? who : "",
    text: begins ? whole.slice(who.length + 1) : whole,
    own: line.who === undefined && text.includes("{who}"),
  };
}

/**
 * What an event says, or null if it has no line.
 *
 * @param {{kind: string, t: number, actor: string, data: object}} event
 * @param {object} context `name(id)`, `run(id)`, `task(id)`, `idea(id)`, `asker(id)`,
 *   `source(id)`: what ids are called
 * @returns {Sentence | null}
 */
export function sentence(event, context) {
  const { kind, actor, t: now, data = {} } = event;
  const line = LINES[kind];
  if (line === null) return null;
  const said = line ? line(data, { ...context, actor, t: now }) : more(
    `{who} ${kind.replaceAll(/[._]/g, " ")}`,
    typeof data.text === "string" ? data.text : "",
  );
  return apart(said, data, said.who ?? context.name(actor));
}

/**
 * The names behind the ids of a state, for `sentence`.
 *
 * @param {object} state
 * @param {(id: string) => string} name
 */
export function contextOf(state, name) {
  const pick = (list, id, field, other) => list?.find((one) => one.id === id)?.[field] ?? other;
  return {
    name,
    run: (id) => pick(state.actions?.runs, id, "title", t("a change")),
    task: (id) => pick(state.tasks, id, "text", ""),
    idea: (id) => pick(state.hypotheses, id, "text", ""),
    asker: (id) => pick(state.inbox, id, "name", t("a question")),
    source: (id) => state.evidence?.sources.find((one) => one.source === id)?.title ?? id,
  };
}
