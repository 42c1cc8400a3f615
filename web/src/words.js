// Numbers, names and places, as people read them.
import { t } from "./i18n.js";

/** The seats that a person can take, in the order in which they are shown. */
export const SEATS = ["ic", "ol", "cl", "responder", "scribe", "planner", "observer"];

/** The three core roles of the incident. */
export const ROLES = ["ic", "ol", "cl"];

/** Every role that somebody may hold. */
export const ALL_ROLES = [...ROLES, "scribe", "planner"];

const TITLES = {
  ic: t("Incident Commander"),
  ol: t("Operations Lead"),
  cl: t("Communications Lead"),
  scribe: t("Scribe"),
  planner: t("Planner"),
  responder: t("Responder"),
  observer: t("Observer"),
  evaluator: t("Evaluator"),
  facilitator: t("Facilitator"),
  persona: t("Colleague"),
};

/**
 * @param {string} seat
 * @returns {string} "Incident Commander"
 */
export const titleOf = (seat) => TITLES[seat] ?? seat;

const TAGS = { ic: t("IC"), ol: t("OL"), cl: t("CL") };

/**
 * @param {string} seat
 * @returns {string} "IC" for the three roles, else the title
 */
export const tagOf = (seat) => TAGS[seat] ?? titleOf(seat);

/**
 * Whoever was paged: a seat, whoever sits there, or somebody outside.
 *
 * @param {{to: string, name?: string}} page
 * @param {(id: string) => string} [name]
 * @returns {string} "Operations Lead", "Dana"
 */
export const pagedText = ({ to, name: known }, name = (id) => id) =>
  TITLES[to] ?? known ?? name(to);

const OUTSIDE = {
  social: t("Social media"),
  support: t("Support desk"),
  tickets: t("Ticket queue"),
  press: t("Press"),
  regulator: t("Regulator"),
};
const WAYS = {
  dm: t("Direct to {seat}"),
  phone: t("Phone to {seat}"),
  email: t("E-mail to {seat}"),
};

/**
 * @param {string} channel "incident", "dm-ic", "social"
 * @returns {string} "#incident", "Direct to IC", "Social media"
 */
export function channelText(channel) {
  if (OUTSIDE[channel]) return OUTSIDE[channel];
  const [way, seat] = channel.split("-");
  if (WAYS[way] && seat) return WAYS[way].replace("{seat}", tagOf(seat));
  return `#${channel}`;
}

const AUDIENCES = {
  responders: t("responders"),
  stakeholders: t("stakeholders"),
  executives: t("executives"),
  public: t("public"),
  support: t("customer support"),
  customers_email: t("customers by e-mail"),
  regulator: t("regulator"),
};

/**
 * @param {string} audience of an update: "stakeholders", "customers_email"
 * @returns {string} "stakeholders", "customers by e-mail"
 */
export const audienceText = (audience) => AUDIENCES[audience] ?? audience;

const LEVELS = {
  primary: t("primary"),
  secondary: t("secondary"),
  manager: t("manager"),
  requested: t("requested"),
};

/**
 * @param {string} level of a page
 * @returns {string} "primary"
 */
export const levelText = (level) => LEVELS[level] ?? level;

const RISKS = { low: t("low"), medium: t("medium"), high: t("high") };

/**
 * @param {string} risk of a change: a level, or words of whoever proposed it
 * @returns {string} "low", "it may drop sessions"
 */
export const riskWord = (risk) => RISKS[risk] ?? risk;

/** Where one can see whether something works, by the name that it has in commands. */
export const SEEN_IN = {
  metrics: t("metrics"),
  logs: t("logs"),
  synthetic: t("synthetic"),
  "support queue": t("support queue"),
  "test purchase": t("test purchase"),
};

/**
 * @param {string[]} places what somebody looked at before they said that something works
 * @returns {string} "metrics and logs"
 */
export const seenInText = (places) => listText(places.map((one) => SEEN_IN[one] ?? one));

const SIGNALS = {
  traffic: t("traffic"),
  errors: t("error rate"),
  saturation: t("saturation"),
  latency: t("latency"),
  latency_p99: t("p99 latency"),
  latency_p95: t("p95 latency"),
  latency_p50: t("median latency"),
};

/**
 * @param {string} signal "latency_p99"
 * @returns {string} "p99 latency"
 */
export const signalText = (signal) => SIGNALS[signal] ?? signal.replaceAll("_", " ");

const LANGUAGE = globalThis.document?.documentElement.lang || "en";

const numbers = (digits, exactly = 0) =>
  new Intl.NumberFormat(LANGUAGE, {
    minimumFractionDigits: exactly,
    maximumFractionDigits: digits,
  });
const WHOLE = numbers(0);
const PRECISE = numbers(1);
const TENTHS = numbers(1, 1);
const HUNDREDTHS = numbers(2, 2);

/**
 * A reading with its unit.
 *
 * @param {number | null | undefined} value a share is a fraction, a time is in ms
 * @param {string} unit share, rate, ms or number
 * @returns {string} "38.2%", "912/min", "1.84 s"
 */
export function quantityText(value, unit) {
  if (value === null || value === undefined) return "–";
  if (unit === "share") {
    const percent = value * 100;
    return `${(percent >= 10 || percent === 0 ? WHOLE : TENTHS).format(percent)}%`;
  }
  if (unit === "rate") return `${WHOLE.format(value)}/min`;
  if (unit === "ms") {
    return value >= 1000 ? `${HUNDREDTHS.format(value / 1000)} s` : `${WHOLE.format(value)} ms`;
  }
  return (Math.abs(value) >= 100 ? WHOLE : PRECISE).format(value);
}

const SHORT = new Intl.NumberFormat(LANGUAGE, { notation: "compact", maximumFractionDigits: 1 });

/**
 * A value at the axis of a small chart, where there is room for five characters.
 *
 * @param {number} value
 * @param {string} unit
 * @returns {string} "38%", "2.4M", "1.84 s"
 */
export const axisText = (value, unit) =>
  (unit === "rate" || unit === "number") && Math.abs(value) >= 10_000
    ? SHORT.format(value)
    : quantityText(value, unit).replace("/min", "");

/**
 * A point of a chart.
 *
 * @param {number | null | undefined} value null where the monitor is lost, undefined before any
 * @param {string} unit
 * @returns {string} "38.2%", "no data"
 */
export const pointText = (value, unit) => value === null ? t("no data") : quantityText(value, unit);

/**
 * @param {string[]} parts
 * @returns {string} "a, b and c"
 */
export function listText(parts) {
  if (parts.length < 2) return parts.join("");
  return t("{list} and {last}", { list: parts.slice(0, -1).join(", "), last: parts.at(-1) });
}

/**
 * How grave a level of the policy is: 0 for the gravest.
 *
 * @param {{label: string}[]} severities of the policy, gravest first
 * @param {string | null} label
 * @returns {number} 9 if unknown
 */
export function rankOf(severities, label) {
  const found = severities.findIndex((level) => level.label === label);
  return found < 0 ? 9 : found;
}
