// Which evidence sources belong together, and what a kind is called.
import { t } from "../../i18n.js";

const KINDS = {
  dashboard: t("dashboard"),
  logs: t("logs"),
  traces: t("traces"),
  changes: t("changes"),
  runbook: t("runbook"),
  synthetic: t("test"),
  support: t("support queue"),
  slo: t("error budget"),
};

const GROUPS = [
  { title: t("What is measured"), kinds: ["dashboard", "slo"] },
  { title: t("Logs and traces"), kinds: ["logs", "traces"] },
  { title: t("What changed, what to do"), kinds: ["changes", "runbook"] },
  { title: t("What customers see"), kinds: ["synthetic", "support"] },
];

/** @param {string} kind @returns {string} */
export const kindText = (kind) => KINDS[kind] ?? kind;

/**
 * Sources in groups, each in the order in which they came; groups without any are left out.
 *
 * @param {{kind: string}[]} sources
 * @returns {{title: string, sources: object[]}[]}
 */
export function grouped(sources) {
  const known = new Set(GROUPS.flatMap(({ kinds }) => kinds));
  const rest = sources.filter(({ kind }) => !known.has(kind));
  return [
    ...GROUPS.map(({ title, kinds }) => ({
      title,
      sources: sources.filter(({ kind }) => kinds.includes(kind)),
    })),
    { title: t("Others"), sources: rest },
  ].filter((group) => group.sources.length);
}

/**
 * How much an Incident Commander has looked into things themselves, which others could do.
 *
 * @param {object} state
 * @returns {{count: number, ask: {person: string, name: string}} | null} `ask` is whom to ask
 *   instead; null if this person is not in command, has looked into nothing, or is alone
 */
export function lookedMyself({ you, incident, evidence, people }) {
  const held = incident.roles.ic;
  if (held?.to !== you.person || held.accepted_at === null) return null;
  const count =
    evidence.looks.filter((look) =>
      look.by === you.person && look.deep && look.asked_at >= held.accepted_at
    ).length;
  const others = people.filter((one) => one.person !== you.person);
  const lead = incident.roles.ol?.to;
  const ask = others.find((one) => one.person === lead) ??
    others.find((one) => one.seat === "ol") ??
    others.find((one) => one.seat === "responder");
  return count && ask ? { count, ask: { person: ask.person, name: ask.name } } : null;
}
