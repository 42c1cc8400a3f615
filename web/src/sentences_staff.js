// What only staff reads in the timeline; fetched when somebody of them opens a page.
import { t } from "./i18n.js";
import { more } from "./sentence_lines.js";
import { listText } from "./words.js";

const line = (text, quote, slots) => more(text, quote, { tone: "staff", slots });
const percent = (share) => Math.round(share * 100);

/** By kind, as LINES of sentence_lines.js. */
export const STAFF_LINES = {
  "inject.skipped": () => line(t("Inject {id} was skipped")),
  "inject.expired": () => line(t("Nobody answered inject {id} in time")),
  "inject.cancelled": () => line(t("Inject {id} is no longer needed")),
  "inject.held": () => line(t("Inject {id} is held back")),
  "inject.released": () => line(t("Inject {id} is not held back any more")),
  "inject.moved": () => line(t("Inject {id} was moved to another time")),
  "inject.edited": ({ text }) => line(t("Inject {id} was reworded"), text),
  "evidence.destroyed": ({ sources = [] }, ctx) =>
    line(t("Lost for good: {sources}"), "", { sources: listText(sources.map(ctx.source)) }),
  "evidence.lost": ({ source }, ctx) =>
    line(t("Nobody can reach {source}"), "", { source: ctx.source(source) }),
  "evidence.regained": ({ source }, ctx) =>
    line(t("{source} can be reached"), "", { source: ctx.source(source) }),
  "fault.started": () => line(t("Fault {fault} begins")),
  "fault.changed": ({ strength }) =>
    line(t("Fault {fault} is at {percent}%"), "", { percent: percent(strength) }),
  "fault.cleared": () => line(t("Fault {fault} is gone")),
  "impact.changed": ({ level }) => line(t("Impact is {percent}%"), "", { percent: percent(level) }),
  "rating.given": ({ note }) => line(t("{who} rates {of}: {rating}"), note),
  "note.added": ({ text }) => line(t("{who} notes: {tag}"), text),
  "facts.changed": ({ facts }) =>
    line(
      t("What is true has changed"),
      listText(Object.entries(facts ?? {}).map((fact) => fact.join(" "))),
    ),
};
