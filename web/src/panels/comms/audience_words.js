// The audiences of updates, and what each of them needs. Pure.
import { clockText } from "../../clock.js";
import { t, tn } from "../../i18n.js";

const STATUS = t("Status");
const IMPACT = t("Impact");
const NEXT = t("Next action");

/**
 * Who is written to, in order of the switch. `fields` are those of the verb that make sense for
 * them: name, label, hint. `words` is a good length, low and high. `way` is how it reaches them;
 * `plain` marks readers who read as customers do.
 */
export const AUDIENCES = [
  {
    id: "stakeholders",
    name: t("Stakeholders"),
    need: t(
      "They plan by it: where it stands, who is hit, what comes next, and when they hear more.",
    ),
    way: "chat",
    words: [25, 110],
    every: 15,
    fields: [
      ["status", STATUS, t("where it stands, in a few words")],
      ["impact", IMPACT, t("who, how many, since when")],
      ["theory", t("Theory"), t("what is suspected, and how sure")],
      ["next_action", NEXT, t("what, and by whom")],
      ["text", t("Anything else"), ""],
    ],
  },
  {
    id: "executives",
    name: t("Executives"),
    need: t(
      "Four things: where it stands, whom it hits, what is done about it, when they hear more.",
    ),
    way: "mail",
    words: [20, 80],
    every: 30,
    fields: [
      ["status", STATUS, t("one line, severity first")],
      ["impact", IMPACT, t("customers and money, as far as measured")],
      ["next_action", NEXT, t("what is being done, by when it should show")],
      ["text", t("What you need from them"), t("a decision, a call, or nothing for now")],
    ],
  },
  {
    id: "support",
    name: t("Support"),
    need: t("They answer customers now: what people see, and words that they may use as they are."),
    way: "chat",
    plain: true,
    words: [25, 110],
    every: 30,
    fields: [
      ["status", STATUS, t("where it stands, in a few words")],
      ["impact", t("What customers notice"), t("what fails, what still works")],
      ["next_action", t("What we do about it"), t("in words that can be passed on")],
      ["text", t("What to tell customers"), t("one or two sentences to use as they are")],
    ],
  },
  {
    id: "customers_email",
    name: t("Customers, e-mail"),
    need: t("They were hit: what happened, whether they have to do something, and what you do."),
    way: "mail",
    plain: true,
    words: [30, 150],
    every: 60,
    fields: [
      ["status", t("In one line"), t("what does not work, in their words")],
      ["impact", t("What you may notice"), t("what fails, since when, what still works")],
      ["next_action", t("What we are doing"), t("no time of the fix unless it is sure")],
      ["text", t("What you can do"), t("a way around it, or that nothing is needed")],
    ],
  },
  {
    id: "responders",
    name: t("Responders"),
    need: t("They work on it: one picture for all, so that nobody has to ask."),
    way: "chat",
    words: [15, 110],
    every: 30,
    fields: [
      ["status", STATUS, t("where it stands, in a few words")],
      ["impact", IMPACT, t("who, how many, since when")],
      ["theory", t("Theory"), t("what is suspected, and how sure")],
      ["next_action", NEXT, t("what, and by whom")],
      ["text", t("Anything else"), ""],
    ],
  },
  {
    id: "regulator",
    name: t("Regulator"),
    need: t("A notice with facts only: what, since when, who is affected, what is done."),
    way: "mail",
    words: [30, 200],
    every: 60,
    fields: [
      ["status", STATUS, t("severity, and since when it is known")],
      ["impact", t("Who is affected"), t("in numbers, as far as measured")],
      ["theory", t("Cause, as far as known"), t("say that it is not known, if it is not")],
      ["next_action", t("What is being done"), t("measures taken and under way")],
      ["text", t("Anything else"), ""],
    ],
  },
];

/** The status page, with what its readers need. */
export const PUBLIC = {
  id: "public",
  name: t("Status page"),
  need: t("Customers: what they notice, what still works, what you do. No inside words."),
  plain: true,
  words: [12, 60],
  every: 30,
};

/** @returns {object} the audience with an id; the status page is "public" */
export const audienceOf = (id) => AUDIENCES.find((one) => one.id === id) ?? PUBLIC;

const span = (ms) => {
  const minutes = Math.floor(ms / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `${hours ? `${hours}h` : ""}${rest ? `${rest}m` : ""}` || "0s";
};

const team = ({ incident: { roles } }) =>
  ["ic", "ol", "cl"].filter((role) => Number.isInteger(roles[role]?.accepted_at))
    .map((role) => `@${roles[role].name} (${role.toUpperCase()})`).join(", ");

/**
 * The text that the server makes of an update's fields, for a preview. Its labels are the server's.
 *
 * @param {object} state
 * @param {Record<string, string>} values of the form; `next_in` in minutes, "" for none
 * @param {number} now drill time
 * @returns {string} "Status: investigating. … Next update at 14:47."
 */
export function composed(state, values, now) {
  const since = state.incident.declared_at;
  const said = [
    ["Status", values.status],
    ["Impact", values.impact],
    ["Duration", since === null ? "" : `${span(now - since)} since declaration`],
    ["Team", team(state)],
    ["Theory", values.theory],
    ["Next action", values.next_action],
  ].filter(([, value]) => value).map(([label, value]) => `${label}: ${value}.`);
  if (values.text) said.push(values.text);
  if (values.next_in) {
    const at = clockText(state.drill.clock0, now + Number(values.next_in) * 60_000);
    said.push(`Next update at ${at}.`);
  }
  return said.join(" ");
}

/** How many words a text has. */
export const countWords = (text) =>
  text.match(/[\p{L}\p{N}]+(?:['’.,:%-][\p{L}\p{N}]+)*/gu)?.length ?? 0;

/**
 * What is said of a text's length.
 *
 * @param {number} n words
 * @param {[number, number]} good
 * @returns {string} "34 words", with advice where it is too short or too long; "" for none
 */
export function lengthText(n, [low, high]) {
  if (!n) return "";
  if (n < low) {
    return tn(
      "{n} word: {low} or more tell them something",
      "{n} words: {low} or more tell them something",
      n,
      { low },
    );
  }
  return n > high
    ? tn(
      "{n} word: most readers stop at about {high}",
      "{n} words: most readers stop at about {high}",
      n,
      { high },
    )
    : tn("{n} word: a good length", "{n} words: a good length", n);
}
