// Numbers, names and places, as people read them.

/** The seats that a person can take, in the order in which they are shown. */
export const SEATS = ["ic", "ol", "cl", "responder", "observer"];

/** The three roles of the incident. */
export const ROLES = ["ic", "ol", "cl"];

const TITLES = {
  ic: "Incident Commander",
  ol: "Operations Lead",
  cl: "Communications Lead",
  responder: "Responder",
  observer: "Observer",
  facilitator: "Facilitator",
};

/**
 * @param {string} seat
 * @returns {string} "Incident Commander"
 */
export const titleOf = (seat) => TITLES[seat] ?? seat;

/**
 * @param {string} seat
 * @returns {string} "IC" for the three roles, else the title
 */
export const tagOf = (seat) => ROLES.includes(seat) ? seat.toUpperCase() : titleOf(seat);

const OUTSIDE = {
  social: "Social media",
  support: "Support desk",
  tickets: "Ticket queue",
  press: "Press",
  regulator: "Regulator",
};
const WAYS = { dm: "Direct", phone: "Phone", email: "E-mail" };

/**
 * @param {string} channel "incident", "dm-ic", "social"
 * @returns {string} "#incident", "Direct to IC", "Social media"
 */
export function channelText(channel) {
  if (OUTSIDE[channel]) return OUTSIDE[channel];
  const [way, seat] = channel.split("-");
  if (WAYS[way] && seat) return `${WAYS[way]} to ${tagOf(seat)}`;
  return `#${channel}`;
}

const SIGNALS = {
  errors: "error rate",
  latency: "latency",
  latency_p99: "p99 latency",
  latency_p95: "p95 latency",
  latency_p50: "median latency",
};

/**
 * @param {string} signal "latency_p99"
 * @returns {string} "p99 latency"
 */
export const signalText = (signal) => SIGNALS[signal] ?? signal.replaceAll("_", " ");

const NUMBER = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const PRECISE = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

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
    return `${percent.toFixed(percent >= 10 || percent === 0 ? 0 : 1)}%`;
  }
  if (unit === "rate") return `${NUMBER.format(value)}/min`;
  if (unit === "ms") {
    return value >= 1000 ? `${(value / 1000).toFixed(2)} s` : `${NUMBER.format(value)} ms`;
  }
  return (Math.abs(value) >= 100 ? NUMBER : PRECISE).format(value);
}

const SHORT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

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
export const pointText = (value, unit) => value === null ? "no data" : quantityText(value, unit);

/**
 * @param {string[]} parts
 * @returns {string} "a, b and c"
 */
export function listText(parts) {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
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
