// Who reads what reaches the team, as simulator/rules/channels.py has it: a channel belongs to a seat
// or to everybody; for an empty seat the IC reads, and without one every trainee does. Pure functions.

const CORE = ["ic", "ol", "cl"];
const OUTSIDE = ["social", "support", "tickets", "press", "regulator"];
const WATCHING = ["observer", "evaluator", "facilitator"];

/**
 * @param {string} channel "dm-ic", "press", "incident"
 * @returns {string | null} the seat that it belongs to, null if it is everybody's
 */
export function seatOf(channel) {
  const [way, seat] = channel.split("-");
  if (["dm", "phone", "email"].includes(way) && CORE.includes(seat)) return seat;
  return OUTSIDE.includes(channel) ? "cl" : null;
}

const holders = ({ incident }) =>
  Object.fromEntries(
    CORE.map((role) => [role, incident?.roles?.[role]]).filter(([, held]) =>
      held?.accepted_at != null
    )
      .map(([role, held]) => [role, held.to]),
  );

function covered(state, person) {
  const held = holders(state);
  const taken = new Set(state.people.map((one) => one.seat));
  const mine = new Set([person.seat]);
  const empty = new Set();
  for (const role of CORE) {
    if (held[role] === person.person) mine.add(role);
    else if (!held[role] && !taken.has(role)) empty.add(role);
  }
  return mine.has("ic") || empty.has("ic") ? new Set([...mine, ...empty]) : mine;
}

/** The seats for which somebody answers. */
export const answersFor = (state, person) =>
  WATCHING.includes(person.seat) ? new Set() : covered(state, person);

/**
 * Who could read something that comes in a channel now.
 *
 * @param {object} state
 * @param {string} channel
 * @returns {{seat: string | null, readers: object[]}} `readers` are rows of `people`; where `seat` is
 *   null, everybody is
 */
export function readersOf(state, channel) {
  const seat = seatOf(channel);
  const readers = seat === null
    ? state.people
    : state.people.filter((one) => answersFor(state, one).has(seat));
  return { seat, readers };
}
