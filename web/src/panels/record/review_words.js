// The review: its sections, what the record has for them, and what somebody else saved meanwhile.
// Pure.
import { t } from "../../i18n.js";
import { entryText } from "./document_words.js";
import { factsOf, ideaText, scopeText } from "../comms/facts_words.js";
import { asTimeline } from "./scribe_words.js";

/** The sections in order: name, title, hint. */
export const SECTIONS = [
  ["summary", t("Summary"), t("What happened, in two or three sentences")],
  ["timeline", t("Timeline"), t("14:13 first errors, 14:20 declared, …")],
  ["impact", t("Impact"), t("Who was hurt, how many, for how long: in numbers")],
  ["root_cause", t("Root cause"), t("What in the system made it possible")],
  ["went_well", t("What went well"), t("What helped, and should stay")],
  [
    "went_wrong",
    t("What went wrong"),
    t("What made it hard: systems and ways of working, not people"),
  ],
];

const MOMENTS = new Set([
  "incident.declared",
  "severity.set",
  "action.started",
  "action.finished",
  "action.failed",
  "mitigation.verified",
  "recovery.verified",
  "incident.resolved",
  "incident.reopened",
]);

const whole = (entries) => entries.map((one) => one.text).join("\n");

/** What the document says, for the sections that both have. */
export const fromDocument = ({ document: written, drill }) => ({
  summary: written.summary.at(-1)?.text ?? "",
  timeline: asTimeline(written.timeline, drill.clock0),
  impact: written.impact.at(-1)?.text ?? "",
  root_cause: whole(written.hypotheses),
});

/**
 * What the log says, for sections that need times or figures.
 *
 * @param {object} state
 * @param {{event: object, said: object}[]} lines of the timeline, oldest first
 * @param {(line: object) => string} who a line is about
 */
export function fromLog(state, lines, who) {
  const facts = factsOf(state);
  const alarm = lines.find(({ event }) => event.kind === "alert.fired" && event.data.page);
  const moments = [alarm, ...lines.filter(({ event }) => MOMENTS.has(event.kind))].filter(Boolean);
  return {
    timeline: moments.map((line) => entryText(state.drill.clock0, line.event, who(line), line.said))
      .join("\n"),
    impact: facts.scope ? scopeText(facts.scope) : "",
    root_cause: facts.confirmed ? ideaText(facts.idea) : "",
  };
}

/**
 * What each section said when somebody began to change it.
 *
 * @param {Record<string, string>} bases known before
 * @param {Record<string, string>} saved sections of the newest draft
 * @param {Record<string, string>} mine what is written now
 * @returns {Record<string, string>} for the sections that differ from what is saved
 */
export const basesOf = (bases, saved, mine) =>
  Object.fromEntries(
    Object.entries(mine).filter(([name, text]) => text !== (saved[name] ?? ""))
      .map(([name]) => [name, bases[name] ?? saved[name] ?? ""]),
  );

/** Whether somebody saved a section after it was begun here. */
export const changedSince = (bases, saved, name) =>
  name in bases && (saved[name] ?? "") !== bases[name];

/** Action items that are saved and not among those that are written here. */
export const notMine = (saved, whats) => saved.filter(({ what }) => !whats.includes(what));
