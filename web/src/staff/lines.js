// What the timeline says to staff besides sentences_staff.js: the facilitator's own hand on the world.
import { t } from "../i18n.js";
import { more } from "../sentence_lines.js";

const line = (text, slots) => more(text, "", { tone: "staff", slots });

// By what is done to a fault; whoever did it is the facilitator.
const NUDGES = {
  start: t("{who} starts the fault {fault}"),
  clear: t("{who} clears the fault {fault}"),
  worsen: t("{who} makes the fault {fault} worse by {by}"),
  ease: t("{who} eases the fault {fault} by {by}"),
};

function nudged({ fault, do: deed, series, by }) {
  if (fault) return line(NUDGES[deed] ?? t("{who} nudges the fault {fault}"), { fault, by });
  const free = !by || by === "0";
  return line(free ? t("{who} lets {series} go") : t("{who} pushes {series} by {by}"), {
    series,
    by,
  });
}

/** By kind, as LINES of sentence_lines.js. */
export const DESK_LINES = {
  "world.nudged": nudged,
  "inject.met": () => line(t("Inject {id} was answered as it asked")),
  "inject.expected": null,
  "monitor.failed": ({ service, series }) =>
    line(t("A monitor fails: {what}"), { what: service ?? series ?? "" }),
  "monitor.recovered": ({ service, series }) =>
    line(t("A monitor works again: {what}"), { what: service ?? series ?? "" }),
};
