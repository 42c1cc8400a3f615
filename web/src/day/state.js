// What the page of a game day knows, and how the server's messages change it (docs/game-days.md).
// Pure functions: (state, message, wall) to state.

/** The state before the first message. */
export const NOTHING_YET = { ready: false, seq: 0, began: 0, overview: null };

/**
 * The whole day, as it is now.
 *
 * @param {object} state
 * @param {object} day `day` of the wire
 * @param {number} wall when it came
 * @returns {object} with `began`: when the newest spin began, in this page's time
 */
export function onDay(state, day, wall) {
  const { wheel } = day;
  const same = wheel && wheel.n === state.wheel?.n;
  // The fastest message knows best when it began; one that lingered must not turn the wheel back.
  const told = wheel ? wall - (wheel.done ? Math.max(wheel.ms, wheel.ago_ms) : wheel.ago_ms) : 0;
  return {
    ...state,
    ...day,
    ready: true,
    began: same ? Math.min(state.began, told) : told,
    overview: day.rooms.length ? state.overview : null,
  };
}

/**
 * The rooms side by side, which only the host is sent.
 *
 * @param {object} state
 * @param {{rooms: object[]}} overview
 * @param {number} wall when it came
 * @returns {object}
 */
export const onOverview = (state, overview, wall) => ({
  ...state,
  overview: { ...overview, at: wall },
});

/**
 * You were taken out of the day.
 *
 * @param {object} state
 * @param {object} removed `{code, message, hint}`
 * @returns {object}
 */
export const onRemoved = (state, removed) => ({ ...state, removed });

/**
 * Whether the wheel turns.
 *
 * @param {object} state
 * @param {number} wall now
 * @returns {boolean}
 */
export const turns = ({ wheel, began }, wall) => Boolean(wheel) && wall - began < wheel.ms;

/**
 * The title of the scenario that the newest spin chose; nothing while the wheel turns.
 *
 * @param {object} state
 * @param {number} wall now
 * @returns {string | null}
 */
export function won(state, wall) {
  if (!state.wheel || turns(state, wall)) return null;
  return state.wheel.pool.find((one) => one.id === state.wheel.winner)?.title ?? null;
}

/**
 * The row of the room that somebody's team plays in.
 *
 * @param {object} state
 * @returns {{team: number, drill: string, state: string} | undefined}
 */
export const myRoom = ({ rooms, people, you }) => {
  const team = people.find((one) => one.person === you.person)?.team;
  return rooms.find((one) => one.team === team);
};

/**
 * People by team, those without a place last.
 *
 * @param {object} state
 * @returns {{team: number | null, people: object[]}[]} every team, also an empty one; none while
 *   nobody has a place
 */
export function byTeam({ people, teams }) {
  const numbers = Array.from({ length: teams }, (_, i) => i + 1);
  const rows = numbers.map((team) => ({
    team,
    people: people.filter((one) => one.team === team),
  }));
  const rest = people.filter((one) => !numbers.includes(one.team));
  if (rest.length === people.length) return [{ team: null, people: rest }];
  return rest.length ? [...rows, { team: null, people: rest }] : rows;
}
