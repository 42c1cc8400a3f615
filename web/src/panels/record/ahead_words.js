// What comes next, for whoever plans ahead: promises, time-boxes, what should finish, what nobody has
// decided yet, and the plans that there are. Pure functions of what the server sends.
import { t } from "../../i18n.js";
import { titleOf } from "../../words.js";
import { newest, STAGES } from "../comms/facts_words.js";
import { rhythm, waiting } from "../comms/rhythm_words.js";

const MINUTE = 60_000;
const REVIEW_EVERY = 30 * MINUTE; // half an hour without a look at the plan is a reason to look

/**
 * @typedef {object} Coming
 * @property {string} id
 * @property {number} at ms of drill time
 * @property {string} text
 * @property {{tab?: string, focus?: string, form?: string}} jump
 */

const go = (tab, focus, form) => ({ tab, focus, form });

const words = (state, now) =>
  rhythm(state, now).filter(({ due }) => due !== null).map((row) => ({
    id: `word-${row.id}`,
    at: row.due,
    text: t("Next word: {name}", { name: row.name }),
    jump: go("comms", row.id === "public" ? "status" : "update"),
  }));

const boxes = ({ tasks }) =>
  tasks.filter((task) => task.reported_at === null).map((task) => ({
    id: `task-${task.id}`,
    at: task.at + task.timebox,
    text: t("{name} reports: {text}", { name: task.to_name, text: task.text }),
    jump: go("tasks", "task"),
  }));

const finishing = ({ actions }) =>
  actions.runs.filter((run) => run.status === "running" && run.expected).map((run) => ({
    id: `run-${run.id}`,
    at: run.expected,
    text: t("Should finish: {title}", run),
    jump: go("work"),
  }));

function planReview({ timeline, incident }) {
  const last = newest(timeline, ({ kind }) => kind === "plan.reviewed");
  return [{
    id: "plan",
    at: (last?.t ?? incident.declared_at) + REVIEW_EVERY,
    text: t("Look at the plan: is it still right?"),
    jump: go("command", "plan-review"),
  }];
}

const meeting = ({ incident: { postmortem } }) =>
  postmortem
    ? [{ id: "review", at: postmortem.at, text: t("The review is held"), jump: go("review") }]
    : [];

/**
 * What has a time, the soonest first; late ones are in the past.
 *
 * @param {object} state
 * @param {number} now drill time
 * @returns {Coming[]}
 */
export function coming(state, now) {
  const { incident, drill } = state;
  if (incident.declared_at === null || drill.phase === "ended") return meeting(state);
  const found = incident.resolved_at !== null
    ? [...boxes(state), ...meeting(state)]
    : [words(state, now), boxes(state), finishing(state), planReview(state)].flat();
  return found.sort((a, b) => a.at - b.at);
}

const item = (id, text, since, jump) => ({ id, text, since, jump });

function changesOpen({ actions }) {
  return actions.runs.flatMap((run) => {
    if (run.status === "proposed") {
      return [
        item(
          `go-${run.id}`,
          t("Go-ahead or not: {title}", run),
          run.at,
          go("command", "approve"),
        ),
      ];
    }
    if (run.status === "approved") {
      return [
        item(
          `start-${run.id}`,
          t("Approved, not started: {title}", run),
          run.approved_at ?? run.at,
          go("work", "start"),
        ),
      ];
    }
    return run.status === "finished" && !run.verified && !run.undoes
      ? [
        item(
          `verify-${run.id}`,
          t("Did it work? {title}", run),
          run.finished_at,
          go("work", "verify"),
        ),
      ]
      : [];
  });
}

const untested = ({ hypotheses }) =>
  hypotheses.filter(({ result }) => result === null).map((idea) =>
    item(`idea-${idea.id}`, t("Not tested: {text}", idea), idea.at, go("work", "idea"))
  );

const offered = ({ incident: { roles } }) =>
  Object.entries(roles).filter(([, held]) => held.accepted_at === null).map(([role, held]) =>
    item(
      `role-${role}`,
      t("{name} has not accepted: {role}", { name: held.name, role: titleOf(role) }),
      held.assigned_at,
      go("command", "assign"),
    )
  );

const contested = ({ incident: { contests } }) =>
  contests.map((one) =>
    item(
      `contest-${one.by}`,
      t("{name} asks who is in command", one),
      one.at,
      go("command"),
    )
  );

const asking = (state) =>
  waiting(state).map((one) =>
    item(`ask-${one.id}`, t("{name} waits for an answer", one), one.at, {
      focus: "answer",
      form: `answer-${one.id}`,
    })
  );

function settled({ incident, timeline, actions, statuspage }) {
  const planned = timeline.some(({ kind }) => kind === "plan.alternative");
  const moving = actions.runs.some(({ status }) => status === "running" || status === "approved");
  const over = incident.resolved_at;
  const open = [];
  if (!incident.severity) {
    open.push(item("severity", t("No severity is set"), null, go("command", "severity")));
  }
  if (over === null && moving && !planned) {
    open.push(
      item("plan-b", t("No plan B, and a change is under way"), null, go("command", "plan")),
    );
  }
  if (over === null && !incident.exit_criteria) {
    open.push(item("exit", t("Nobody said when it is over"), null, go("command", "exit")));
  }
  if (over !== null && statuspage.stage && statuspage.stage !== STAGES.at(-1)) {
    open.push(
      item("page", t("The status page does not say that it is over"), over, go("comms", "status")),
    );
  }
  if (over !== null && !incident.postmortem) {
    open.push(item("review", t("The review has no date"), over, go("command", "review")));
  }
  return open;
}

/**
 * What waits for somebody's decision, the longest wait first; what has no time comes last.
 *
 * @param {object} state
 * @returns {{id: string, text: string, since: number | null, jump: object}[]}
 */
export function undecided(state) {
  if (state.incident.declared_at === null || state.drill.phase === "ended") return [];
  const all = [contested, changesOpen, asking, offered, untested, settled];
  return all.flatMap((make) => make(state))
    .sort((a, b) => (a.since ?? Infinity) - (b.since ?? Infinity) || 0);
}

const LETTERS = "BCDEFGH";

/**
 * The plans: the change that is wanted or made now as plan A, then what was named for if it fails.
 *
 * @param {object} state
 * @returns {{name: string, text: string, at: number}[]}
 */
export function plans({ actions, timeline }) {
  const first = newest(
    actions.runs,
    (run) => !run.undoes && ["proposed", "approved", "running"].includes(run.status),
  );
  const others = timeline.filter(({ kind }) => kind === "plan.alternative").slice(-LETTERS.length);
  return [
    ...(first ? [{ name: t("Now"), text: first.title, at: first.started_at ?? first.at }] : []),
    ...others.map((event, i) => ({
      name: t("Plan {letter}", { letter: LETTERS[i] }),
      text: event.data.text,
      at: event.t,
    })),
  ];
}
