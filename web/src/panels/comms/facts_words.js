// What the room knows, from structured fields alone, each with the time since which it is known: what
// a draft may say, and what is held against what was told. Pure functions of what the server sends.
import { clockText } from "../../clock.js";
import { t } from "../../i18n.js";

/** The newest item for which something holds, or undefined. */
export const newest = (list, holds = () => true) => list.findLast(holds);

const began = (run) => run.started_at ?? run.approved_at ?? run.at;

/** When a run last came further. */
export const runAt = (run) => run.verified?.at ?? run.finished_at ?? began(run);

/** Whether a run changes something for the better; one that only looks, or takes back, does not. */
const isFix = (run) => run.kind !== "diagnostic" && !run.undoes;

/** The times at which ideas were tested, by id. */
function testTimes(timeline) {
  const tested = timeline.filter((event) => event.kind === "hypothesis.tested");
  return new Map(tested.map((event) => [event.data.id, event.t]));
}

/**
 * The idea that leads: one that was confirmed, else the newest that was not refuted.
 *
 * @param {object} state
 * @returns {{text: string, suspects: string, result: string | null, by: string, at: number} | null}
 */
function leading({ hypotheses, timeline }) {
  const idea = newest(hypotheses, (one) => one.result === "confirmed") ??
    newest(hypotheses, (one) => one.result !== "refuted");
  return idea ? { ...idea, at: testTimes(timeline).get(idea.id) ?? idea.at } : null;
}

/**
 * What is on record.
 *
 * @param {object} state
 * @returns {object} `declared`, `over` (times or null), `severity`, `title`, `scope`, `triage`,
 *   `idea`, `confirmed`, `run` (the newest change that is wanted or made), `worked`, `refuted`
 */
export function factsOf(state) {
  const { incident, actions, hypotheses, timeline } = state;
  const fixes = actions.runs.filter(isFix);
  const open = newest(fixes, ({ status }) => status === "running") ??
    newest(fixes, ({ status }) => status === "approved" || status === "proposed");
  const done = newest(fixes, ({ status }) => status === "finished");
  const idea = leading(state);
  const times = testTimes(timeline);
  return {
    title: incident.title,
    severity: incident.severity,
    declared: incident.declared_at,
    over: incident.resolved_at,
    scope: incident.scope,
    triage: incident.triage,
    idea,
    confirmed: idea?.result === "confirmed",
    refuted: hypotheses.filter(({ result }) => result === "refuted")
      .map((one) => ({ ...one, at: times.get(one.id) ?? one.at })),
    run: open ?? done ?? null,
    done: done ?? null,
    worked: newest(fixes, (one) => one.status === "finished" && one.verified?.worked) ?? null,
  };
}

/** @returns {string} "checkout: people who pay by card, about 40%, since 14:13" */
export const scopeText = (scope) => t("{what}: {who}, {how_many}, since {since}", scope);

const TESTED = {
  confirmed: t("confirmed"),
  refuted: t("refuted"),
  inconclusive: t("inconclusive"),
};

/** @returns {string} "the new release (card-router, not confirmed)" */
export const ideaText = (idea) =>
  t("{idea} ({suspect}, {result})", {
    idea: idea.text,
    suspect: idea.suspects,
    result: TESTED[idea.result] ?? t("not confirmed"),
  });

/**
 * How far a change is, with the times that are known.
 *
 * @param {object} run
 * @param {string} clock0
 * @returns {string} "Move traffic: running since 14:26, should finish at 14:30"
 */
export function runText(run, clock0) {
  const clock = (at) => clockText(clock0, at);
  const { title, status, verified } = run;
  if (status === "proposed") return t("{title}: waits for the go-ahead", { title });
  if (status === "approved") return t("{title}: approved, not started yet", { title });
  if (status === "running") {
    const times = { title, since: clock(began(run)), end: clock(run.expected ?? 0) };
    return run.expected
      ? t("{title}: running since {since}, should finish at {end}", times)
      : t("{title}: running since {since}", times);
  }
  if (status !== "finished") return title;
  const at = clock(run.finished_at);
  if (!verified) return t("{title}: finished at {at}, not checked yet", { title, at });
  return verified.worked
    ? t("{title}: finished at {at}, it worked", { title, at })
    : t("{title}: finished at {at}, it did not help", { title, at });
}

/** The stages of an incident as it is told outside, in order. */
export const STAGES = ["investigating", "identified", "monitoring", "resolved"];

/**
 * The stage that what is on record backs.
 *
 * @param {ReturnType<typeof factsOf>} facts
 * @returns {string}
 */
export function stageNow(facts) {
  if (facts.over !== null) return "resolved";
  if (facts.worked && facts.worked === facts.done && facts.run?.status !== "running") {
    return "monitoring";
  }
  const moving = facts.run && ["running", "finished"].includes(facts.run.status);
  return facts.confirmed || moving ? "identified" : "investigating";
}
