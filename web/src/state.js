// What a page knows, and how the server's messages change it. Pure functions: (state, message) to
// state. The sections are kept as they come (docs/wire.md); only the timeline, the charts' points
// and the names are put together here.

/** The state before the first message. */
export const NOTHING_YET = {
  ready: false,
  seq: 0,
  clock: { t: 0, running: false, speed: 1, at: 0 },
  timeline: [],
  online: [],
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
  const { people = [], pages = [], inbox = [] } = sections;
  return named(state.names, [
    ...people.map((one) => [one.person, one.name]),
    ...pages.map((page) => [page.to, page.name]),
    ...inbox.map((item) => [item.from, item.name]),
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
  const next = { ...state, ...sections, ready: true, id: view.drill };
  return {
    ...next,
    seq: view.seq,
    clock: { ...view.clock, at: wall },
    online: view.online ?? [],
    timeline: newer(before, timeline),
    names: learnNames(state, sections, timeline),
  };
}

/**
 * After something became true.
 *
 * @param {object} state
 * @param {object} message `events` of the wire
 * @param {number} wall when it came
 * @returns {object}
 */
export function onEvents(state, message, wall) {
  const { events = [], sections = {} } = message;
  return {
    ...state,
    ...sections,
    seq: Math.max(state.seq, message.seq),
    clock: message.clock ? { ...message.clock, at: wall } : state.clock,
    timeline: newer(state.timeline, events),
    names: learnNames(state, sections, events),
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
 * Who is connected.
 *
 * @param {object} state
 * @param {{online: string[]}} message
 * @returns {object}
 */
export const onPresence = (state, { online }) => ({ ...state, online });

/**
 * The name of whoever has an id; seats and the world included.
 *
 * @param {object} state
 * @param {string} id
 * @returns {string}
 */
export function nameOf(state, id) {
  if (!id || id === "world") return "System";
  if (state.names[id]) return state.names[id];
  const seated = state.people?.find((one) => one.seat === id);
  return seated?.name ?? (id === "facilitator" ? "Facilitator" : id);
}

/**
 * @param {object} state
 * @param {string} verb
 * @returns {boolean} whether this page's person may use it
 */
export const can = (state, verb) => state.you?.can.includes(verb) ?? false;

/**
 * Who holds a role: {to, name, accepted_at} or undefined.
 *
 * @param {object} state
 * @param {string} role
 */
export const roleOf = (state, role) => state.incident?.roles?.[role];
