// What only staff reads in the timeline; fetched when somebody of them opens a page.
import { t } from "./i18n.js";
import { more } from "./sentence_lines.js";
import { listText } from "./words.js";

const line = (text, quote, slots) => more(text, quote, { tone: "staff", slots });
const percent = (share) => Math.round(share * 100);

// As policies' questions say them; a share is of users.
const FACTS = {
  revenue_blocked: [t("the organisation cannot earn money"), t("the organisation can earn money")],
  degraded: [t("something is worse than it should be"), t("nothing is worse than it should be")],
  workaround: [t("there is a way around it"), t("there is no way around it")],
  data_loss: [t("data is lost or damaged"), t("no data is lost or damaged")],
  breach: [t("somebody got in"), t("nobody got in")],
  customer_visible: [t("customers can see it"), t("customers cannot see it")],
};

/** What a fact of the scenario says. @param {string} name @param {boolean | number} value */
export function factText(name, value) {
  if (name === "share_users") return t("{percent}% of users are hit", { percent: percent(value) });
  const words = FACTS[name];
  return words ? words[value ? 0 : 1] : `${name} ${value}`;
}

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
      listText(Object.entries(facts ?? {}).map(([name, value]) => factText(name, value))),
    ),
};
