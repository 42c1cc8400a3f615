// "What now": one quiet line for whoever does not know the next step yet, by seat. It says what IMAG
// would have them do, never what is wrong with the system: it reads only what the page shows anyway.
import { t } from "./i18n.js";
import { requestsToMe, toAcknowledge } from "./panels/people/oncall_words.js";
import { can, roleOf } from "./state.js";
import { titleOf } from "./words.js";

const MINUTE = 60_000;
const WATCHING = ["observer", "evaluator", "facilitator"];

/**
 * @typedef {object} Advice
 * @property {string} id stable, so that it can be put away
 * @property {string} text
 * @property {string} [tab] where to do it
 * @property {string} [focus] data-focus of the control
 */

const step = (id, text, tab, focus) => ({ id, text, tab, focus });

const open = (run, ...statuses) => statuses.includes(run.status);

function shared(state) {
  const { incident, alerts, you } = state;
  const [call] = requestsToMe(state);
  if (call) {
    return step(
      `come-${call.id}`,
      t("You are asked to come for {team}.", { team: call.team }),
      null,
      "ack",
    );
  }
  const page = toAcknowledge(state)[0];
  // An IC may, but where somebody has operations it is theirs to do.
  const theirs = you.seat === "ic" && state.people.some((one) => one.seat === "ol");
  if (page && can(state, "page.ack") && !theirs) {
    return step(
      `ack-${page.id}-${page.level}`,
      t("Acknowledge the page {alert}, so that everybody knows you have it.", {
        alert: page.alert,
      }),
      null,
      "ack",
    );
  }
  const firing = alerts.some((alert) => alert.resolved_at === null);
  if (incident.declared_at === null) {
    return firing
      ? step(
        "declare",
        t("Declare the incident. Do not wait for certainty: it can be stood down later."),
        "command",
        "declare",
      )
      : step("watch", t("All quiet. Keep an eye on the dashboards and alerts."));
  }
  if (!roleOf(state, "ic") && (you.seat === "ic" || can(state, "severity.set"))) {
    return step("take", t("Nobody is in command. Take command."), "command", "take");
  }
  const question = state.inbox.find((item) => item.expects && item.answered_at === null);
  if (question && you.seat !== "responder") {
    return step(
      `answer-${question.id}`,
      t("{name} waits for an answer.", { name: question.name }),
      null,
      "answer",
    );
  }
  return null;
}

function commander(state) {
  const { incident, actions, people } = state;
  const { roles, cadence } = incident;
  const waiting = actions.runs.find((run) => run.status === "proposed");
  if (incident.resolved_at !== null) {
    if (!incident.postmortem) {
      return step("review", t("Schedule the review and name its owner."), "command", "review");
    }
    return state.review.draft
      ? null
      : step("draft", t("Write the review while it is fresh."), "review", "draft");
  }
  if (!incident.severity) {
    return step(
      "severity",
      t("Set the severity. When in doubt, take the higher one."),
      "command",
      "severity",
    );
  }
  if (waiting) {
    return step(
      `approve-${waiting.id}`,
      t("A change waits for your go-ahead: {title}.", { title: waiting.title }),
      "command",
      "approve",
    );
  }
  const missing = ["ol", "cl"].find((role) =>
    !roles[role] && people.some((one) => one.seat === role)
  );
  if (missing) {
    return step(
      `assign-${missing}`,
      t("Name the {role}; they accept, then it counts.", { role: titleOf(missing) }),
      "command",
      "assign",
    );
  }
  if (!incident.channels.length) {
    return step(
      "hub",
      t("Open one chat and one document for the incident, so that nobody has to search."),
      "record",
      "channel",
    );
  }
  if (!Object.keys(cadence).length) {
    return step(
      "cadence",
      t("Promise how often each audience hears from you."),
      "command",
      "cadence",
    );
  }
  if (
    actions.runs.some((run) => open(run, "running")) &&
    !state.timeline.some((event) => event.kind === "plan.alternative")
  ) {
    return step(
      "plan-b",
      t("A change is under way. What is plan B if it does not work?"),
      "command",
      "plan",
    );
  }
  if (!incident.exit_criteria) {
    return step("exit", t("Say what has to be true for this to be over."), "command", "exit");
  }
  return step(
    "steer",
    t("Every half hour: what changed, is the plan still right, who needs to know?"),
  );
}

function operator(state) {
  const { incident, actions, evidence, hypotheses } = state;
  const runs = actions.runs;
  const go = runs.find((run) => run.status === "approved");
  const check = runs.find((run) => open(run, "finished") && !run.verified && !run.undoes);
  if (go) {
    return step(
      `go-${go.id}`,
      t("You have the go-ahead: {title}.", { title: go.title }),
      "work",
      "start",
    );
  }
  if (check) {
    return step(
      `verify-${check.id}`,
      t("Look at the signals again, then say whether it worked: {title}.", {
        title: check.title,
      }),
      "work",
      "verify",
    );
  }
  if (!incident.triage) {
    return step("triage", t("Say how bad it looks, and who is hurt."), "command", "triage");
  }
  if (!evidence.looks.some((look) => look.kind === "changes")) {
    return step("changes", t("What changed last? Most outages follow a change."), "work", "look");
  }
  if (!incident.scope) {
    return step("scope", t("Define the scope: who, how many, what, since when."), "work", "scope");
  }
  if (!hypotheses.length) {
    return step("idea", t("State what you suspect, then test it."), "work", "idea");
  }
  if (!runs.length) {
    return step(
      "propose",
      t("Propose a way to stop the harm. The cause can wait."),
      "work",
      "propose",
    );
  }
  return null;
}

function communicator(state, now) {
  const { incident, updates, statuspage } = state;
  if (!updates.length) {
    return step(
      "first-update",
      t("Tell stakeholders what is known, and when they hear more."),
      "comms",
      "update",
    );
  }
  if (!statuspage.posts.length) {
    return step(
      "first-post",
      t("Tell customers: what they notice, what you do, when they hear more."),
      "comms",
      "status",
    );
  }
  if (incident.resolved_at !== null && statuspage.stage !== "resolved") {
    return step("last-post", t("Tell customers that it is over."), "comms", "status");
  }
  const { internal, public: outside } = incident.promised;
  const soon = (at) => at !== null && at - now < 2 * MINUTE;
  if (incident.resolved_at === null && soon(internal)) {
    return step(
      `promise-${internal}`,
      t('An internal update is due. "No change" is news too, with the next time.'),
      "comms",
      "update",
    );
  }
  if (incident.resolved_at === null && soon(outside)) {
    return step(`public-${outside}`, t("The status page is due."), "comms", "status");
  }
  return null;
}

function helper(state) {
  const mine = state.tasks.filter((task) =>
    task.to === state.you.person && task.reported_at === null
  );
  const fresh = mine.find((task) => task.acked_at === null);
  if (fresh) {
    return step(`task-${fresh.id}`, t("You have a task: say that you take it."), "tasks", "task");
  }
  return mine.length
    ? step(
      `report-${mine[0].id}`,
      t("Report what came of your task, also when it is nothing."),
      "tasks",
      "task",
    )
    : null;
}

/**
 * The next step for the person of this page.
 *
 * @param {object} state
 * @param {number} now drill time
 * @returns {Advice | null}
 */
export function advice(state, now) {
  const { you, drill } = state;
  if (drill.phase !== "running" || WATCHING.includes(you.seat)) {
    return null;
  }
  const holds = (role) => you.seat === role || you.roles.includes(role);
  const led = state.people.some((one) => one.seat === "ol");
  return shared(state) ??
    helper(state) ??
    (holds("ol") || (you.seat === "responder" && !led) ? operator(state) : null) ??
    (you.seat === "responder" && led
      ? step("offer", t("Ask the Operations Lead what you can take on."))
      : null) ??
    (holds("cl") ? communicator(state, now) : null) ??
    (holds("ic") ? commander(state) : null);
}
