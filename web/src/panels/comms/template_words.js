// Drafts of updates and posts, filled from what is on record. Where nothing is on record there is a
// gap, "[...]": a draft never says what the room does not know. Pure.
import { clockText } from "../../clock.js";
import { t } from "../../i18n.js";
import { audienceOf } from "./audience_words.js";
import { factsOf, ideaText, runText, scopeText } from "./facts_words.js";

/** What stands where nothing is known. */
export const GAP = "[...]";

/** Whether a text still has a gap. */
export const hasGap = (text) => /\[(?:\.\.\.|…)\]/.test(text);

const sentence = (text) => {
  const trimmed = text.trim();
  return /[.!?…]$/.test(trimmed) ? trimmed : `${trimmed}.`;
};

/** Who and what is hit, as it was defined, else as it was sized up. */
const impact = ({ scope, triage }) => scope ? scopeText(scope) : triage ? triage.impact : GAP;

const affected = ({ scope, triage }) =>
  scope
    ? t("Affected: {what} ({who}), since {since}.", scope)
    : triage
    ? sentence(triage.impact)
    : GAP;

const making = ({ run }) => {
  if (run?.status === "running") return t("A change to put it right is being made now.");
  return run?.status === "finished" ? t("A change was made, and we are checking it.") : GAP;
};

const OUTSIDE = {
  investigating: (facts) => [affected(facts), t("We are looking into it.")],
  identified: (facts) => [
    affected(facts),
    facts.confirmed ? t("We know what causes it.") : GAP,
    making(facts),
  ],
  monitoring: (facts) => [
    facts.worked ? t("A change that we made has helped.") : GAP,
    t("We keep watching until we are sure."),
  ],
  resolved: (facts, clock) => [
    facts.over === null ? GAP : t("The problem is over since {time}.", { time: clock(facts.over) }),
    facts.scope ? t("It affected: {what} ({who}).", facts.scope) : GAP,
    t("We are sorry for the trouble."),
  ],
};

const status = {
  investigating: () => t("investigating"),
  identified: (facts) =>
    facts.run?.status === "running"
      ? t("mitigating")
      : facts.confirmed
      ? t("cause identified")
      : GAP,
  monitoring: ({ worked }) =>
    worked ? t("monitoring after: {title}", { title: worked.title }) : GAP,
  resolved: ({ over }, clock) =>
    over === null ? GAP : t("resolved at {time}", { time: clock(over) }),
};

const NOTICED = {
  support: ({ state }) => {
    const post = state.statuspage.posts.at(-1);
    return post ? t("You may tell them what the status page says: “{text}”", post) : GAP;
  },
  executives: () => "",
};

function inside(id, stage, facts, clock, state) {
  const { severity, idea, run, over } = facts;
  const now = status[stage](facts, clock);
  const led = id === "executives" || id === "regulator";
  const words = {
    status: led && severity ? t("{severity}, {status}", { severity, status: now }) : now,
    impact: impact(facts),
    theory: idea ? ideaText(idea) : GAP,
    next_action: over === null ? (run ? runText(run, state.drill.clock0) : GAP) : "",
    text: NOTICED[id]?.({ state }) ?? "",
  };
  if (id === "regulator") {
    words.text = facts.declared === null
      ? GAP
      : t("Declared at {time}: {title}.", { time: clock(facts.declared), title: facts.title });
  }
  return words;
}

// One sentence in each of the fields.
function mailed(stage, facts, clock) {
  const said = OUTSIDE[stage](facts, clock);
  if (stage === "resolved") return { status: said[0], impact: said[1], text: said[2] };
  if (stage === "monitoring") {
    return { status: said[0], impact: affected(facts), next_action: said[1], text: GAP };
  }
  return { status: GAP, impact: said[0], next_action: said.slice(1).join(" "), text: GAP };
}

/**
 * A draft for an audience.
 *
 * @param {object} state
 * @param {string} audience id; "public" for the status page
 * @param {string} stage investigating, identified, monitoring or resolved
 * @returns {Record<string, string>} text by field; a field that makes no sense is ""
 */
export function draftFor(state, audience, stage) {
  const facts = factsOf(state);
  const clock = (at) => clockText(state.drill.clock0, at);
  if (audience === "public") return { text: OUTSIDE[stage](facts, clock).join(" ") };
  const said = audience === "customers_email"
    ? mailed(stage, facts, clock)
    : inside(audience, stage, facts, clock, state);
  const names = audienceOf(audience).fields.map(([name]) => name);
  return Object.fromEntries(names.map((name) => [name, said[name] ?? ""]));
}

/**
 * Put a draft into what is written: a field that somebody worded stays, one that is empty or still
 * says what an earlier draft said is filled.
 *
 * @param {Record<string, string>} values what is written
 * @param {Record<string, string>} before the earlier draft
 * @param {Record<string, string>} draft
 * @returns {{values: Record<string, string>, kept: string[]}} `kept` names the fields that stay
 */
export function merge(values, before, draft) {
  const out = { ...values };
  const kept = [];
  for (const [name, text] of Object.entries(draft)) {
    const mine = values[name]?.trim() ?? "";
    if (!mine || mine === before[name]?.trim()) out[name] = text;
    else kept.push(name);
  }
  return { values: out, kept };
}

/** Minutes until the next word: the cadence that was promised, else what suits the audience. */
export const nextIn = (state, audience) =>
  state.incident.cadence[audience] ?? audienceOf(audience).every;
