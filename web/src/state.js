// What a page knows, and how the server's messages change it. Pure functions: (state, message) to
// state. The sections are kept as they come (docs/wire.md); only the timeline, the charts' points
// and the names are put together here.
import { t } from "./i18n.js";

/** The state before the first message. */
export const NOTHING_YET = {
  ready: false,
  seq: 0,
  clock: { t: 0, running: false, speed: 1, at: 0 },
  timeline: [],
  online: [],
  seen: {},
  names: {},
};

const named = (names, pairs) => {
  let out = names;
  for (const [id, name] of pairs) {
    if (!id || !name || out[id] === name) continue;
    if (out === names) out = { ...names };
    out[id] = name;
  }
  return out;
};

// People who left are in no section any more, but the timeline still speaks of them.
function learnNames(state, sections, events) {
  const { people, pages, inbox } = sections;
  return named(state.names, [
    ...(people ?? []).map((one) => [one.person, one.name]),
    ...(pages ?? []).map((page) => [page.to, page.name]),
    ...(inbox ?? []).map((item) => [item.from, item.name]),
    ...events.flatMap(({ kind, actor, data }) =>
      kind === "seat.taken"
        ? [[data.person, data.name]]
        : kind.startsWith("inject.")
        ? [[data.from, data.name], [actor, data.name]]
        : data.to && kind !== "message.posted"
        ? [[data.to, data.name]]
        : []
    ),
  ]);
}

const newer = (timeline, events) => {
  const last = timeline.at(-1)?.seq ?? 0;
  const added = events.filter((event) => event.seq > last);
  return added.length ? [...timeline, ...added] : timeline;
};

/**
 * After a connect: everything anew, and the part of the timeline that was missed.
 *
 * @param {object} state
 * @param {object} view `view` of the wire
 * @param {number} wall when it came
 * @returns {object}
 */
export function onView(state, view, wall) {
  const { sections, timeline, since = 0 } = view;
  const before = since > 0 && since <= state.seq ? state.timeline : [];
  const next = { ...state, ...sections, ready: true, id: view.drill, name: view.name ?? "" };
  return {
    ...next,
    seq: view.seq,
    clock: { ...view.clock, at: wall },
    online: view.online ?? [],
    seen: view.seen ?? state.seen,
    timeline: newer(before, timeline),
    names: learnNames(state, sections, timeline),
  };
}

/**
 * After something became true.
 *
 * @param {object} state
 * @param {object} message `events` of the wire; with `timeline` it is all that this person may see
 *   from now on, more or less than before
 * @param {number} wall when it came
 * @returns {object}
 */
export function onEvents(state, message, wall) {
  const { events = [], sections = {}, timeline } = message;
  return {
    ...state,
    ...sections,
    seq: Math.max(state.seq, message.seq),
    clock: message.clock ? { ...message.clock, at: wall } : state.clock,
    timeline: timeline ?? newer(state.timeline, events),
    names: learnNames(state, sections, timeline ?? events),
  };
}

/**
 * One new point for each chart.
 *
 * @param {object} state
 * @param {{clock: object, t: number, values: Record<string, number | null>}} tick null: no monitor
 * @param {number} wall when it came
 * @returns {object}
 */
export function onTick(state, tick, wall) {
  const clock = tick.clock ? { ...tick.clock, at: wall } : state.clock;
  const { signals } = state;
  if (!signals || tick.t <= (signals.times.at(-1) ?? -Infinity)) {
    return { ...state, clock };
  }
  const values = {};
  for (const { name } of signals.series) {
    values[name] = [...(signals.values[name] ?? []), tick.values[name] ?? null];
  }
  const times = [...signals.times, tick.t];
  return { ...state, clock, signals: { ...signals, times, values } };
}

/**
 * Who is connected and, told to staff only, how far everybody has read.
 *
 * @param {object} state
 * @param {{online: string[], seen?: Record<string, number>}} message `seen` by person, a seq each
 * @returns {object} with `online` and `seen`
 */
export const onPresence = (state, { online, seen }) => ({
  ...state,
  online,
  seen: seen ?? state.seen,
});

/**
 * What has changed in the score so far, which only facilitators are sent.
 *
 * @param {object} state
 * @param {object} news `score` of the wire
 * @returns {object}
 */
export function onScore(state, news) {
  const before = state.score ?? { criteria: {} };
  const criteria = { ...before.criteria, ...news.criteria };
  for (const [id, row] of Object.entries(criteria)) if (!row) delete criteria[id];
  return { ...state, score: { ...before, ...news, criteria } };
}

/**
 * The name of whoever has an id; seats and the world included.
 *
 * @param {object} state
 * @param {string} id
 * @returns {string}
 */
export function nameOf(state, id) {
  if (!id || id === "world") return t("System");
  if (state.names[id]) return state.names[id];
  const seated = state.people?.find((one) => one.seat === id);
  return seated?.name ?? (id === "facilitator" ? t("Facilitator") : id);
}

/**
 * @param {object} state
 * @param {string} verb
 * @returns {boolean} whether this page's person may use it
 */
export const can = (state, verb) => state.you?.can.includes(verb) ?? false;

/**
 * @param {object} state
 * @returns {boolean} whether this page's person is staff: facilitator or evaluator
 */
export const isStaff = ({ you }) => you?.seat === "facilitator" || you?.seat === "evaluator";

/**
 * @param {object} state
 * @returns {boolean} whether this page's person plays alone and holds the clock
 */
export const isSolo = ({ drill, you }) => Boolean(drill.solo) && drill.solo === you.person;

/**
 * Who holds a role: {to, name, accepted_at} or undefined.
 *
 * @param {object} state
 * @param {string} role
 */
export const roleOf = (state, role) => state.incident?.roles?.[role];

/**
 * @param {object} state
 * @returns {boolean} whether a probe waits for the answer of this page's person
 */
export const isAsked = (state) =>
  Boolean(state.probe) && state.probe.answers === null && can(state, "probe.answer");

/**
 * @param {object} state
 * @returns {boolean} whether there is something to review yet
 */
export const reviewOpens = ({ incident, drill }) =>
  incident.declared_at !== null && (incident.resolved_at !== null || drill.phase === "ended");
