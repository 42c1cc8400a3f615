// What each kind of event says. A text is a whole sentence with slots: `{who}` is whoever did it, and
// every other slot is a field of the event's data unless the line fills it itself.
import { spanText } from "./clock.js";
import { t } from "./i18n.js";
import {
  audienceText,
  levelText,
  listText,
  pagedText,
  riskWord,
  seenInText,
  titleOf,
} from "./words.js";

const STAGES = {
  investigating: t("Investigating"),
  identified: t("Identified"),
  monitoring: t("Monitoring"),
  resolved: t("Resolved"),
};

/**
 * @param {string} stage of the status page
 * @returns {string}
 */
export const stageText = (stage) => STAGES[stage] ?? stage;

/** A line that matters to everybody: what happened, what people wrote, and the rest of it. */
export const key = (text, quote, rest) => ({ text, quote, group: "key", ...rest });

/** A line for those who want to see everything. */
export const more = (text, quote, rest) => ({ text, quote, group: "more", ...rest });

const RESULTS = {
  confirmed: t("confirmed"),
  refuted: t("refuted"),
  inconclusive: t("inconclusive"),
};

const looked = (signals) => t("Looked at: {signals}", { signals: seenInText(signals) });
const sections = {
  summary: t("Summary"),
  impact: t("Impact"),
  timeline: t("Timeline"),
  hypotheses: t("Hypotheses"),
  actions: t("Actions"),
  owners: t("Owners"),
};

const outside = (data) => ({
  who: data.name ?? t("Somebody outside"),
  text: "",
  quote: data.text,
  group: "chat",
  tone: "outside",
  channel: data.channel,
  inject: data.id,
});

// Why a drill ends if nobody says why; the log has it in English.
const ENDS = {
  "time is up": t("time is up"),
  "ended by the facilitator": t("ended by the facilitator"),
};

/** By kind; null means "not worth a line". */
export const LINES = {
  "drill.started": () => key(t("The drill has started")),
  "drill.paused": ({ reason }) => key(t("The clock is paused"), reason),
  "drill.resumed": () => key(t("The clock runs again")),
  "drill.speed": () => more(t("The clock runs at {factor}×")),
  "drill.ended": ({ reason }) => key(t("The drill has ended"), ENDS[reason] ?? reason),
  "drill.frozen": () =>
    key(t("The drill was stopped by a fault in the simulator"), "", { tone: "bad" }),
  "drill.soloed": ({ person }, { name }) =>
    more(t("{who} plays alone and holds the clock"), "", { who: name(person) }),
  "seat.taken": ({ name, seat, bot }) =>
    more(bot ? t("{who} plays {title}") : t("{who} sits down as {title}"), "", {
      who: name,
      slots: { title: titleOf(seat) },
    }),
  "seat.left": ({ person, seat }, { name }) =>
    more(t("{who} leaves the seat {title}"), "", {
      who: name(person),
      slots: { title: titleOf(seat) },
    }),
  "seat.readied": ({ person, ready }, { name }) =>
    more(ready ? t("{who} is ready") : t("{who} is not ready after all"), "", {
      who: name(person),
    }),
  "comms.checked": ({ person, works, note }, { name }) =>
    more(works ? t("{who} hears and is heard") : t("{who} has trouble with the call"), note, {
      who: name(person),
      tone: works ? undefined : "bad",
    }),
  "hand.raised": ({ text }) => key(t("{who} raises a hand"), text, { tone: "hand" }),
  "hand.lowered": ({ person }, { name, actor }) =>
    person && person !== actor
      ? more(t("{who} lowers the hand of {name}"), "", { slots: { name: name(person) } })
      : more(t("{who} lowers the hand")),
  "question.asked": ({ text }) => key(t("{who} asks the facilitator:"), text, { tone: "hand" }),
  "question.answered": ({ text, to, everybody }, { name }) =>
    key(everybody ? t("{who} answers everybody:") : t("{who} answers {name}:"), text, {
      tone: "hand",
      slots: { name: name(to) },
    }),

  "alert.fired": ({ summary, page }) =>
    key(t("{alert} fires on {service}"), summary, { tone: page ? "page" : undefined }),
  "alert.resolved": () => key(t("{alert} resolved on {service}"), "", { tone: "good" }),
  "page.sent": (data, ctx) => {
    const name = pagedText(data, ctx.name);
    return data.level === "requested"
      ? key(t("{who} asks for the team {team}: {name} is paged"), data.reason, { slots: { name } })
      : more(t("Paged {name} ({level}) for {alert}"), "", {
        slots: { name, level: levelText(data.level) },
      });
  },
  "page.acked": ({ alert }) =>
    key(alert ? t("{who} acknowledges {alert}") : t("{who} answers the call")),
  "responder.joined": ({ name }) =>
    key(t("{who} joins for the team {team}"), "", { who: name, tone: "good" }),
  "escalation.sent": (data, ctx) => {
    const slots = { name: pagedText(data, ctx.name), level: levelText(data.level) };
    if (data.by === "auto") {
      const text = data.alert
        ? t("Nobody answered: {alert} to {name} ({level})")
        : t("Nobody answered: to {name} ({level})");
      return key(text, "", { slots, tone: "bad" });
    }
    const text = data.alert
      ? t("{who} escalates {alert} to {name}")
      : t("{who} escalates to {name}");
    return key(text, data.reason, { slots });
  },

  "triage.assessed": ({ impact }) => key(t("{who} sizes it up as {severity}"), impact),
  "incident.declared": ({ title }) => key(t("{who} declares an incident"), title, { tone: "bad" }),
  "severity.set": ({ reason }) => key(t("{who} sets the severity to {level}"), reason),
  "priority.set": ({ reason }) => key(t("{who} sets the priority to {level}"), reason),
  "role.assigned": ({ role, to }, { name, actor }) =>
    key(to === actor ? t("{who} steps up as {title}") : t("{who} asks {name} to be {title}"), "", {
      slots: { title: titleOf(role), name: name(to) },
    }),
  "role.accepted": ({ role }) =>
    key(t("{who} is now {title}"), "", { slots: { title: titleOf(role) } }),
  "role.handover": ({ role, to, brief }, { name }) =>
    key(t("{who} hands {title} over to {name}"), brief, {
      slots: { title: titleOf(role), name: name(to) },
    }),
  "role.released": ({ role }) =>
    key(t("{who} lays down {title}"), "", { slots: { title: titleOf(role) } }),
  "command.contested": ({ reason }) =>
    key(t("{who} asks who is in command"), reason, { tone: "bad" }),
  "command.settled": ({ text }) => key(t("{who} settles who is in command"), text),
  "cadence.set": ({ audience }) =>
    key(t("{who} promises an update every {minutes} min to: {audience}"), "", {
      slots: { audience: audienceText(audience) },
    }),
  "exit_criteria.set": ({ text }) => key(t("{who} says when it will be over"), text),
  "channel.opened": ({ kind }) =>
    key(
      kind === "doc"
        ? t("{who} opens the incident document {name}")
        : kind === "bridge"
        ? t("{who} opens the call {name}")
        : t("{who} opens the chat {name}"),
    ),
  "bridge.joined": () => more(t("{who} joins the call")),
  "bridge.left": () => more(t("{who} leaves the call")),
  "message.posted": ({ text, channel, to, re, mentions }, { name }) => ({
    text: to ? t("{who} to {name}:") : "",
    quote: text,
    group: "chat",
    channel,
    re,
    mentions: to ? [...(mentions ?? []), to] : mentions,
    slots: to ? { name: name(to) } : undefined,
  }),

  "task.assigned": ({ to, text, timebox }, { name }) =>
    key(t("{who} asks {name}, within {span}"), text, {
      slots: { name: name(to), span: spanText(timebox) },
    }),
  "task.acked": ({ id }, { task }) => more(t("{who} takes the task on"), task(id)),
  "task.started": ({ joined }) =>
    more(joined ? t("{who} joins in on: {topic}") : t("{who} works on: {topic}")),
  "task.extended": ({ id, timebox }, { task }) =>
    more(t("{who} needs longer, {span} in all"), task(id), { slots: { span: spanText(timebox) } }),
  "task.reported": ({ text }) => key(t("{who} reports"), text),

  "evidence.asked": ({ source }, ctx) =>
    more(t("{who} opens {source}"), "", { tone: "quiet", slots: { source: ctx.source(source) } }),
  "evidence.viewed": ({ title, source }, ctx) =>
    more(t("{who} has looked at {source}"), "", {
      tone: "quiet",
      slots: { source: title || ctx.source(source) },
    }),
  "changes.reviewed": () => more(t("{who} has reviewed the recent changes")),
  "evidence.captured": ({ what }) => key(t("{who} keeps evidence"), what),
  "scope.defined": (data) =>
    key(t("{who} states the scope"), t("{what}: {who}, {how_many}, since {since}", data)),
  "hypothesis.stated": ({ text }) => key(t("{who} suspects {suspects}"), text),
  "hypothesis.tested": ({ id, result, note }, { idea }) =>
    key(t("{who} tested an idea: {result}"), note || idea(id), {
      slots: { result: RESULTS[result] ?? result },
    }),

  "action.proposed": ({ risk, undo }) =>
    key(
      t("{who} proposes: {title}"),
      [risk && t("Risk: {risk}", { risk: riskWord(risk) }), undo && t("Undo: {undo}", { undo })]
        .filter(Boolean)
        .join(" · "),
    ),
  "action.approved": ({ id }, { run }) =>
    key(t("{who} approves: {run}"), "", { tone: "good", slots: { run: run(id) } }),
  "action.announced": ({ text }) => key(t("{who} announces a change"), text),
  "action.started": ({ expected, component, waits_for: waits = [] }, { t: now, run }) =>
    key(
      t("{who} starts: {title}"),
      [
        expected &&
        t("On {component}, about {span}", { component, span: spanText(expected - now) }),
        waits.length && t("after {runs}", { runs: listText(waits.map(run)) }),
      ].filter(Boolean).join(", "),
      { tone: "change" },
    ),
  "action.finished": () => key(t("Finished: {title}"), "", { tone: "change" }),
  "action.progressed": ({ id, stage }, { run }) =>
    more(stage ? t("{run}: {stage} is done") : t("{run}: no longer waits"), "", {
      slots: { run: run(id) },
    }),
  "action.failed": ({ title, reason }) =>
    key(t("Failed: {title}"), reason, {
      tone: "bad",
      slots: { title: title ?? t("a change") },
    }),
  "action.aborted": () => key(t("{who} stops: {title}"), "", { tone: "bad" }),
  "mitigation.verified": ({ id, worked, signals = [] }, { run }) =>
    key(
      worked ? t("{who} sees that it worked: {run}") : t("{who} sees that it did not work: {run}"),
      signals.length ? looked(signals) : "",
      { tone: worked ? "good" : "bad", slots: { run: run(id) } },
    ),

  "decision.logged": ({ text }) => key(t("{who} decides"), text),
  "plan.reviewed": ({ text }) => key(t("{who} reviews the plan"), text),
  "plan.alternative": ({ text }) => key(t("{who} names a plan B"), text),

  "update.posted": ({ audience, text }) =>
    key(t("{who} posts an update to: {audience}"), text, {
      tone: "public",
      slots: { audience: audienceText(audience) },
    }),
  "statuspage.posted": ({ stage, text }) =>
    key(t("{who} posts to the status page: {stage}"), text, {
      tone: "public",
      slots: { stage: stageText(stage) },
    }),
  "query.answered": ({ id, inject, text }, ctx) => ({
    text: t("{who} answers {name}:"),
    quote: text,
    group: "chat",
    slots: { name: ctx.asker(id ?? inject) },
  }),

  "recovery.verified": ({ signals = [] }) =>
    key(t("{who} sees that the service is back"), looked(signals), { tone: "good" }),
  "incident.resolved": ({ text }) =>
    key(t("{who} declares the incident resolved"), text, { tone: "good" }),
  "incident.reopened": ({ reason }) =>
    key(t("{who} opens the incident again"), reason, { tone: "bad" }),
  "postmortem.scheduled": ({ owner, at }, { name, t: now }) =>
    key(t("{who} schedules the review in {span}; {name} owns it"), "", {
      slots: { span: spanText(at - now), name: name(owner) },
    }),

  "doc.updated": ({ section, text }) =>
    more(t("{who} writes in the document, {section}"), text, {
      slots: { section: sections[section] ?? section },
    }),
  "probe.asked": () => key(t("The facilitator asks everybody what they know")),
  "probe.answered": () => more(t("{who} has answered the facilitator")),
  "postmortem.drafted": () => key(t("{who} writes the review")),
  "postmortem.shared": (data) =>
    key(data.with ? t("{who} shares the review with {with}") : t("{who} shares the review")),
  "runbook.updated": ({ source, text }, ctx) =>
    key(source ? t("{who} updates {source}") : t("{who} writes a new runbook"), text, {
      slots: { source: ctx.source(source) },
    }),

  "inject.delivered": outside,
  "inject.exec_question": outside,
  "signal.defined": null,
  "signal.moved": null,
  "span.changed": null,
};
