// Events as sentences of the timeline, all in one place. A kind that is not here still gets a line
// made of its name, so that a newer server does not leave gaps; null means "not worth a line".
import { spanText } from "./clock.js";
import { listText, titleOf } from "./words.js";

/**
 * One line of the timeline.
 *
 * @typedef {object} Sentence
 * @property {string} text what happened, to follow the name of who did it
 * @property {string} [who] who did it, if not the event's actor; "" for nobody
 * @property {string} [quote] what people wrote
 * @property {"chat" | "key" | "more"} group what the filter goes by
 * @property {string} [tone] outside, bad, good, page, public or staff
 * @property {string} [channel] for words that were said somewhere in particular
 * @property {string} [inject] id of what came from outside, for an answer
 */

const key = (text, quote, more) => ({ text, quote, group: "key", ...more });
const more = (text, quote, rest) => ({ text, quote, group: "more", ...rest });

const STAGES = {
  investigating: "Investigating",
  identified: "Identified",
  monitoring: "Monitoring",
  resolved: "Resolved",
};

/**
 * @param {string} stage of the status page
 * @returns {string}
 */
export const stageText = (stage) => STAGES[stage] ?? stage;

const outside = (data) => ({
  who: data.name ?? "Somebody outside",
  text: "",
  quote: data.text,
  group: "chat",
  tone: "outside",
  channel: data.channel,
  inject: data.id,
});

const LINES = {
  "drill.started": () => key("The drill has started", "", { who: "" }),
  "drill.paused": ({ reason }) => key("The clock is paused", reason, { who: "" }),
  "drill.resumed": () => key("The clock runs again", "", { who: "" }),
  "drill.speed": ({ factor }) => more(`The clock runs at ${factor}×`, "", { who: "" }),
  "drill.ended": ({ reason }) => key("The drill has ended", reason, { who: "" }),
  "drill.frozen": () =>
    key("The drill was stopped by a fault in the simulator", "", {
      who: "",
      tone: "bad",
    }),
  "seat.taken": ({ name, seat, bot }) =>
    more(`${bot ? "plays" : "sits down as"} ${titleOf(seat)}`, "", {
      who: name,
    }),
  "seat.left": ({ person, seat }, { name }) =>
    more(`leaves the seat ${titleOf(seat)}`, "", { who: name(person) }),

  "alert.fired": ({ alert, service, summary, page }) =>
    key(`${alert} fires on ${service}`, summary, {
      who: "",
      tone: page ? "page" : undefined,
    }),
  "alert.resolved": ({ alert, service }) =>
    key(`${alert} resolved on ${service}`, "", { who: "", tone: "good" }),
  "page.sent": ({ alert, name, to, level, team, reason }, ctx) =>
    level === "requested"
      ? key(`asks for the team ${team}: ${name ?? ctx.name(to)} is paged`, reason)
      : more(`Paged ${name ?? ctx.name(to)} (${level}) for ${alert}`, "", {
        who: "",
      }),
  "page.acked": ({ alert }) => key(alert ? `acknowledges ${alert}` : "answers the call"),
  "responder.joined": ({ team, name }) =>
    key(`joins for the team ${team}`, "", { who: name, tone: "good" }),
  "escalation.sent": (data, ctx) => {
    const to = data.name ?? ctx.name(data.to);
    const what = data.alert ? `${data.alert} to ` : "to ";
    return data.by === "auto"
      ? key(`Nobody answered: ${what}${to} (${data.level})`, "", {
        who: "",
        tone: "bad",
      })
      : key(`escalates ${what}${to}`, data.reason);
  },

  "triage.assessed": ({ severity, impact }) => key(`sizes it up as ${severity}`, impact),
  "incident.declared": ({ title }) => key("declares an incident", title, { tone: "bad" }),
  "severity.set": ({ level, reason }) => key(`sets the severity to ${level}`, reason),
  "role.assigned": ({ role, to }, { name, actor }) =>
    key(
      to === actor ? `steps up as ${titleOf(role)}` : `asks ${name(to)} to be ${titleOf(role)}`,
    ),
  "role.accepted": ({ role }) => key(`is now ${titleOf(role)}`),
  "role.handover": ({ role, to, brief }, { name }) =>
    key(`hands ${titleOf(role)} over to ${name(to)}`, brief),
  "role.released": ({ role }) => key(`lays down ${titleOf(role)}`),
  "cadence.set": ({ audience, minutes }) =>
    key(`promises ${audience} an update every ${minutes} min`),
  "exit_criteria.set": ({ text }) => key("says when it will be over", text),
  "channel.opened": ({ kind, name }) =>
    key(
      `opens the ${{ doc: "incident document", bridge: "call" }[kind] ?? "chat"} ${name}`,
    ),
  "message.posted": ({ text, channel, to }, { name }) => ({
    text: to ? `to ${name(to)}:` : "",
    quote: text,
    group: "chat",
    channel,
  }),

  "task.assigned": ({ to, text, timebox }, { name }) =>
    key(`asks ${name(to)}, within ${spanText(timebox)}`, text),
  "task.acked": ({ id }, { task }) => more("takes the task on", task(id)),
  "task.reported": ({ text }) => key("reports", text),

  "evidence.asked": ({ source }, ctx) => more(`opens ${ctx.source(source)}`, "", { tone: "quiet" }),
  "evidence.viewed": ({ title, source }, ctx) =>
    more(`has looked at ${title || ctx.source(source)}`, "", { tone: "quiet" }),
  "changes.reviewed": () => more("has reviewed the recent changes"),
  "evidence.captured": ({ what }) => key("keeps evidence", what),
  "scope.defined": ({ who, how_many, what, since }) =>
    key("states the scope", `${what}: ${who}, ${how_many}, since ${since}`),
  "hypothesis.stated": ({ text, suspects }) => key(`suspects ${suspects}`, text),
  "hypothesis.tested": ({ id, result, note }, { idea }) =>
    key(`tested an idea: ${result}`, note || idea(id)),

  "action.proposed": ({ title, risk, undo }) =>
    key(
      `proposes: ${title}`,
      [risk && `Risk: ${risk}`, undo && `Undo: ${undo}`].filter(Boolean)
        .join(" · "),
    ),
  "action.approved": ({ id }, { run }) => key(`approves: ${run(id)}`, "", { tone: "good" }),
  "action.announced": ({ text }) => key("announces a change", text),
  "action.started": ({ title, expected, component, waits_for: waits = [] }, { t, run }) =>
    key(
      `starts: ${title}`,
      [
        expected ? `On ${component}, about ${spanText(expected - t)}` : "",
        waits.length ? `after ${listText(waits.map(run))}` : "",
      ].filter(Boolean).join(", "),
      { tone: "change" },
    ),
  "action.finished": ({ title }) => key(`Finished: ${title}`, "", { who: "", tone: "change" }),
  "action.progressed": ({ id, stage }, { run }) =>
    more(stage ? `${run(id)}: ${stage} is done` : `${run(id)}: no longer waits`, "", { who: "" }),
  "action.failed": ({ title, reason }) =>
    key(`Failed: ${title ?? "a change"}`, reason, { who: "", tone: "bad" }),
  "action.aborted": ({ title }) => key(`stops: ${title}`, "", { tone: "bad" }),
  "mitigation.verified": ({ id, worked, signals = [] }, { run }) =>
    key(
      `${worked ? "sees that it worked" : "sees that it did not work"}: ${run(id)}`,
      signals.length ? `Looked at ${listText(signals)}` : "",
      { tone: worked ? "good" : "bad" },
    ),

  "decision.logged": ({ text }) => key("decides", text),
  "plan.reviewed": ({ text }) => key("reviews the plan", text),
  "plan.alternative": ({ text }) => key("names a plan B", text),

  "update.posted": ({ audience, text }) => key(`updates ${audience}`, text, { tone: "public" }),
  "statuspage.posted": ({ stage, text }) =>
    key(`posts to the status page: ${stageText(stage)}`, text, {
      tone: "public",
    }),
  "query.answered": ({ id, inject, text }, ctx) => ({
    text: `answers ${ctx.asker(id ?? inject)}:`,
    quote: text,
    group: "chat",
  }),

  "recovery.verified": ({ signals = [] }) =>
    key("sees that the service is back", `Looked at ${listText(signals)}`, {
      tone: "good",
    }),
  "incident.resolved": ({ text }) => key("declares the incident resolved", text, { tone: "good" }),
  "incident.reopened": ({ reason }) => key("opens the incident again", reason, { tone: "bad" }),
  "postmortem.scheduled": ({ owner, at }, { name, t }) =>
    key(
      `schedules the review in ${spanText(at - t)}; ${name(owner)} owns it`,
    ),

  "inject.delivered": outside,
  "inject.exec_question": outside,

  // What only the facilitator reads.
  "inject.skipped": ({ id }) => more(`Inject ${id} was skipped`, "", { who: "", tone: "staff" }),
  "inject.expired": ({ id }) =>
    more(`Nobody answered inject ${id} in time`, "", {
      who: "",
      tone: "staff",
    }),
  "inject.cancelled": ({ id }) =>
    more(`Inject ${id} is no longer needed`, "", { who: "", tone: "staff" }),
  "inject.held": ({ id }) => more(`Inject ${id} is held back`, "", { who: "", tone: "staff" }),
  "inject.released": ({ id }) =>
    more(`Inject ${id} is not held back any more`, "", { who: "", tone: "staff" }),
  "inject.edited": ({ id, text }) =>
    more(`Inject ${id} was reworded`, text, { who: "", tone: "staff" }),
  "evidence.destroyed": ({ sources = [] }, ctx) =>
    more(`Lost for good: ${listText(sources.map(ctx.source))}`, "", { who: "", tone: "staff" }),
  "evidence.lost": ({ source }, ctx) =>
    more(`Nobody can reach ${ctx.source(source)}`, "", { who: "", tone: "staff" }),
  "evidence.regained": ({ source }, ctx) =>
    more(`${ctx.source(source)} can be reached`, "", { who: "", tone: "staff" }),
  "fault.started": ({ fault }) => more(`Fault ${fault} begins`, "", { who: "", tone: "staff" }),
  "fault.changed": ({ fault, strength }) =>
    more(`Fault ${fault} is at ${Math.round(strength * 100)}%`, "", {
      who: "",
      tone: "staff",
    }),
  "fault.cleared": ({ fault }) => more(`Fault ${fault} is gone`, "", { who: "", tone: "staff" }),
  "impact.changed": ({ level }) =>
    more(`Impact is ${Math.round(level * 100)}%`, "", {
      who: "",
      tone: "staff",
    }),
  "signal.defined": null,
  "signal.moved": null,
  "span.changed": null,
};

/** The kinds that have a line of their own. */
export const KNOWN = Object.keys(LINES);

/**
 * What an event says, or null if it has no line.
 *
 * @param {{kind: string, t: number, actor: string, data: object}} event
 * @param {object} context `name(id)`, `run(id)`, `task(id)`, `idea(id)`, `asker(id)`,
 *   `source(id)`: what ids are called
 * @returns {Sentence | null}
 */
export function sentence(event, context) {
  const line = LINES[event.kind];
  if (line === null) return null;
  const data = event.data ?? {};
  if (!line) {
    const text = event.kind.replaceAll(/[._]/g, " ");
    return more(text, typeof data.text === "string" ? data.text : "");
  }
  const { actor, t } = event;
  return line(data, { ...context, actor, t });
}

/**
 * The names behind the ids of a state, for `sentence`.
 *
 * @param {object} state
 * @param {(id: string) => string} name
 */
export function contextOf(state, name) {
  const pick = (list, id, field, other) => list?.find((one) => one.id === id)?.[field] ?? other;
  return {
    name,
    run: (id) => pick(state.actions?.runs, id, "title", "a change"),
    task: (id) => pick(state.tasks, id, "text", ""),
    idea: (id) => pick(state.hypotheses, id, "text", ""),
    asker: (id) => pick(state.inbox, id, "name", "a question"),
    source: (id) => state.evidence?.sources.find((one) => one.source === id)?.title ?? id,
  };
}
