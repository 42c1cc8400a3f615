// The situation at one glance: what is known, what is being done, what is promised next, and who
// waits for this page's person. Pure functions of what the page shows anyway.
import { clockText } from "../../clock.js";
import { t, tn } from "../../i18n.js";
import { can, nameOf } from "../../state.js";
import { titleOf } from "../../words.js";
import { leading } from "../work/board_words.js";
import { isOpen as runIsOpen, isToVerify } from "../work/run_words.js";
import { isLate, isOpen } from "../tasks/task_words.js";

/**
 * @typedef {object} Line
 * @property {string} id stable
 * @property {string} text
 * @property {number} [until] a moment that it goes on to, ms of drill time
 * @property {number} [since] a moment since when it waits
 * @property {string} [tone] bad or warn
 * @property {{tab: string | null, focus: string}} [go] where to see to it
 */

const line = (id, text, more = {}) => ({ id, text, ...more });

const RESULTS = { confirmed: t("supported"), inconclusive: t("unclear so far") };

/** Who is hurt, as it was said last. */
export function impactOf({ incident, updates }) {
  const { scope, triage } = incident;
  if (scope) return t("{what}: {who}, {how_many}, since {since}", scope);
  return triage?.impact || updates?.at(-1)?.impact || "";
}

/** What the team suspects, in one line; "" if nothing. */
export function theoryOf({ hypotheses }) {
  const idea = leading(hypotheses);
  if (!idea) return "";
  const { suspects, text, result } = idea;
  return t("{suspects} ({result}): {text}", {
    suspects,
    text,
    result: RESULTS[result] ?? t("not tested"),
  });
}

function known(state) {
  const { incident, drill, alerts } = state;
  const firing = alerts.filter((alert) => alert.resolved_at === null).length;
  const impact = impactOf(state);
  const theory = theoryOf(state);
  return [
    incident.severity
      ? line(
        "severity",
        t("{level} since {time}", {
          level: incident.severity,
          time: clockText(drill.clock0, incident.severity_at),
        }),
      )
      : line("severity", t("No severity set"), {
        tone: "warn",
        go: { tab: "command", focus: "severity" },
      }),
    impact
      ? line("impact", impact)
      : line("impact", t("Nobody has said who is hurt"), { tone: "warn" }),
    theory ? line("theory", t("Theory: {theory}", { theory })) : line("theory", t("No theory yet")),
    line("alerts", firing ? tn("{n} alert fires", "{n} alerts fire", firing) : t("No alert fires")),
  ];
}

const OF_RUN = {
  running: (run) => line(run.id, t("{title} runs", run), { until: run.expected }),
  approved: (run) => line(run.id, t("Approved, not started: {title}", run)),
  finished: (run) => line(run.id, t("Finished, not verified: {title}", run), { tone: "warn" }),
};

function doing(state, now) {
  const runs = state.actions.runs.filter((run) =>
    OF_RUN[run.status] && (runIsOpen(run) || isToVerify(run))
  ).map((run) => OF_RUN[run.status](run));
  const open = state.tasks.filter(isOpen);
  const late = open.filter((task) => isLate(task, now)).length;
  const tasks = open.length
    ? [line(
      "tasks",
      late
        ? tn("{n} task open, {late} late", "{n} tasks open, {late} late", open.length, { late })
        : tn("{n} task open", "{n} tasks open", open.length),
      { tone: late ? "bad" : undefined, go: { tab: "tasks", focus: "ask" } },
    )]
    : [];
  const all = [...runs, ...tasks];
  return all.length ? all : [line("nothing", t("Nothing is under way"))];
}

function promised({ incident }) {
  const { promised: next, postmortem, resolved_at } = incident;
  const out = [];
  if (resolved_at === null) {
    if (next.internal !== null) {
      out.push(line("internal", t("Internal update"), { until: next.internal }));
    }
    if (next.public !== null) out.push(line("public", t("Status page"), { until: next.public }));
  }
  if (postmortem) out.push(line("review", t("Review"), { until: postmortem.at }));
  out.sort((a, b) => a.until - b.until);
  return out.length ? out : [line("nothing", t("No next update is promised"))];
}

function waits(state, now) {
  const { you, incident, actions, tasks } = state;
  const out = you.asked.map((role) =>
    line(`role-${role}`, t("You are asked to be {role}", { role: titleOf(role) }), { tone: "warn" })
  );
  if (incident.contests.length && can(state, "command.settle")) {
    out.push(line("contest", t("Somebody asks who is in command"), { tone: "bad" }));
  }
  if (can(state, "action.approve")) {
    for (const run of actions.runs.filter(({ status }) => status === "proposed")) {
      out.push(line(`approve-${run.id}`, t("Go-ahead: {title}", run), {
        since: run.at,
        go: { tab: "command", focus: "approve" },
      }));
    }
  }
  for (const item of state.inbox.filter((one) => one.expects && one.answered_at === null)) {
    out.push(line(`answer-${item.id}`, t("{name} waits for an answer", item), {
      since: item.at,
      go: { tab: null, focus: "answer" },
    }));
  }
  for (const task of tasks.filter((one) => isOpen(one) && one.to === you.person)) {
    out.push(line(`task-${task.id}`, t("Your task: {text}", task), {
      tone: isLate(task, now) ? "bad" : undefined,
      until: task.at + task.timebox,
      go: { tab: "tasks", focus: "task" },
    }));
  }
  return out.length ? out : [line("nobody", t("Nobody waits for you"))];
}

/**
 * @param {object} state
 * @param {number} now drill time
 * @returns {{known: Line[], doing: Line[], promised: Line[], waits: Line[]}}
 */
export const situation = (state, now) => ({
  known: known(state),
  doing: doing(state, now),
  promised: promised(state),
  waits: waits(state, now),
});

const NO_NEWS = ["nothing", "nobody"];

/**
 * The first words of a hand-over brief, from what is on record.
 *
 * @param {object} state
 * @param {number} now
 * @returns {string} one line each
 */
export function briefOf(state, now) {
  const { clock0 } = state.drill;
  const said = (lines) =>
    lines.filter(({ id }) => !NO_NEWS.includes(id)).map(({ text, until }) =>
      until === undefined
        ? text
        : t("{text}, until {time}", { text, time: clockText(clock0, until) })
    ).join("; ");
  const { known: facts, doing: work, promised: next } = situation(state, now);
  const open = state.actions.runs.filter(({ status }) => status === "proposed")
    .map(({ title, by }) => t("{title}, by {name}", { title, name: nameOf(state, by) }));
  const parts = [
    [said(facts), (what) => t("Known: {what}.", { what })],
    [said(work), (what) => t("Under way: {what}.", { what })],
    [said(next), (what) => t("Promised: {what}.", { what })],
    [open.join("; "), (what) => t("Waits for a go-ahead: {what}.", { what })],
    [state.incident.exit_criteria, (what) => t("Over when: {what}.", { what })],
  ];
  return parts.filter(([what]) => what).map(([what, say]) => say(what)).join("\n");
}
