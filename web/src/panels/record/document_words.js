// What the incident document says, and what somebody is about to change: pure functions.
import { clockText } from "../../clock.js";
import { t } from "../../i18n.js";
import { tagOf } from "../../words.js";
import { factsOf, ideaText, runText, scopeText } from "../comms/facts_words.js";

/** The sections in order, with their titles. */
export const SECTIONS = [
  ["summary", t("Summary")],
  ["impact", t("Impact")],
  ["timeline", t("Timeline")],
  ["hypotheses", t("Hypotheses")],
  ["actions", t("Actions")],
  ["owners", t("Owners")],
];

const REPLACED = new Set(["summary", "impact", "owners"]);
const OFFERED = 12;
const LONGEST = 400;

/** Whether the newest entry of a section is what holds, rather than all of them. */
export const isReplaced = (section) => REPLACED.has(section);

/** What holds in a section. */
export const holding = (entries, section) => isReplaced(section) ? entries.slice(-1) : entries;

/** What held before, oldest first; of a section that grows, nothing was replaced. */
export const earlier = (entries, section) => isReplaced(section) ? entries.slice(0, -1) : [];

/** The newest revision of a section; 0 before anybody wrote. */
export const newestOf = (document, section) => document[section].at(-1)?.rev ?? 0;

/**
 * What somebody has begun to write, section by section, after a change of one of them.
 *
 * @param {Record<string, {text: string, refs: number[], rev: number}>} parts begun before; `rev` is
 *   what stood there when they began
 * @param {object} document
 * @param {string} section
 * @param {string} text that is written now
 * @param {number[]} refs seqs of the events that it is about
 * @returns {Record<string, {text: string, refs: number[], rev: number}>}
 */
export function begun(parts, document, section, text, refs) {
  const { [section]: before, ...rest } = parts;
  if (!text.trim() && !refs.length) return rest;
  const rev = text.trim() && before?.text.trim() ? before.rev : newestOf(document, section);
  return { ...rest, [section]: { text, refs, rev } };
}

/** The sections in which unsent words wait, besides the one that is shown. */
export const waitingIn = (parts, shown) =>
  SECTIONS.filter(([id]) => id !== shown && parts[id]?.text.trim());

/**
 * The entry that came after somebody began to write over the one before it.
 *
 * @param {object} document
 * @param {string} section
 * @param {{text: string, rev: number} | undefined} mine
 * @returns {object | null}
 */
export function overtaken(document, section, mine) {
  if (!mine?.text.trim() || !isReplaced(section)) return null;
  const newest = document[section].at(-1);
  return newest && newest.rev > mine.rev ? newest : null;
}

/** Both texts, theirs first, as long as an entry may be. */
export const together = (theirs, mine, most) => `${theirs.trim()}\n${mine.trim()}`.slice(0, most);

/**
 * A line of the timeline, as an entry of the document.
 *
 * @param {string} clock0 when the drill begins
 * @param {{t: number}} event
 * @param {string} who
 * @param {{text: string, quote?: string}} said
 * @returns {string}
 */
export function entryText(clock0, event, who, { text, quote }) {
  const told = [who, text].filter(Boolean).join(" ");
  const line = `${clockText(clock0, event.t)} ${told}${quote ? `: ${quote}` : ""}`.replace(
    "::",
    ":",
  );
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}

/**
 * The events that an entry can be about: those that are ticked, and the newest ones that matter.
 *
 * @param {{event: {seq: number}, said: {group: string}}[]} lines of the timeline, oldest first
 * @param {number[]} ticked seqs
 * @returns {object[]} lines, newest first
 */
export function offered(lines, ticked) {
  const wanted = new Set(ticked);
  let left = OFFERED;
  return lines.toReversed().filter(({ event, said }) =>
    wanted.has(event.seq) || (said.group === "key" && left-- > 0)
  );
}

const roleText = (role, { name }) => t("{role}: {name}", { role: tagOf(role), name });

/**
 * What is on record and could stand in a section.
 *
 * @param {object} state
 * @param {string} section
 * @returns {string[]}
 */
export function suggested(state, section) {
  const { clock0 } = state.drill;
  const facts = factsOf(state);
  const hit = facts.scope ? scopeText(facts.scope) : facts.triage?.impact;
  if (section === "summary") {
    if (facts.declared === null) return [];
    const since = t("declared {time}", { time: clockText(clock0, facts.declared) });
    return [[facts.title, facts.severity, since].filter(Boolean).join(", ")];
  }
  if (section === "impact") return hit ? [hit] : [];
  if (section === "hypotheses") return facts.idea ? [ideaText(facts.idea)] : [];
  if (section === "actions") return facts.run ? [runText(facts.run, clock0)] : [];
  if (section !== "owners") return [];
  const held = Object.entries(state.incident.roles).filter(([, one]) => one.accepted_at !== null);
  return held.length ? [held.map(([role, one]) => roleText(role, one)).join(", ")] : [];
}
