// What the tests of this folder share: a day as the server sends it, and two words to check with.

/** @param {unknown} got @param {unknown} want @param {string} [about] */
export const is = (got, want, about = "") => {
  const [a, b] = [JSON.stringify(got), JSON.stringify(want)];
  if (a !== b) throw new Error(`${about} got ${a}, want ${b}`);
};

/** Somebody who has joined. */
export const member = (person, patch = {}) => ({
  person,
  name: person,
  online: true,
  ready: false,
  comms: null,
  team: null,
  seat: null,
  ...patch,
});

/** A library of three. */
export const LIBRARY = [
  { id: "a", title: "A", minutes: 60, difficulty: 2, tags: ["db", "deploy"], played: null },
  {
    id: "b",
    title: "B",
    minutes: 90,
    difficulty: 3,
    tags: ["db"],
    played: { times: 1, last_ms: 1_000 },
  },
  {
    id: "c",
    title: "C",
    minutes: 120,
    difficulty: 5,
    tags: ["cdn"],
    played: { times: 2, last_ms: 90 * 86_400_000 },
  },
];

/** A spin that has just begun, on the wire. */
export const SPIN = {
  n: 1,
  commit: "44a8995dd50b6657a037a7839304535b74657aa9c7fc3e5c2de0d1b5b5e8a5d6",
  seed: "0123",
  salt: "word",
  pool: [{ id: "a", title: "A" }, { id: "b", title: "B" }, { id: "c", title: "C" }],
  filters: {},
  index: 1,
  winner: "b",
  turns: 6,
  ms: 6_500,
  ago_ms: 0,
  done: false,
};

/** A day in its lobby, for its host. */
export const day = (patch = {}) => ({
  seq: 1,
  id: "d1",
  title: "Game day",
  state: "gathering",
  you: { person: "host", name: "", host: true, can: ["wheel.spin"], room: null, debrief: null },
  people: [],
  teams: 1,
  library: LIBRARY,
  next: { n: 1, commit: "00" },
  wheel: null,
  drawn: 0,
  chosen: null,
  round: 1,
  rooms: [],
  past: [],
  ...patch,
});

/** What the page itself adds. */
export const page = (patch = {}) => ({ ...day(), ready: true, began: 0, overview: null, ...patch });

/** A member's `you`. */
export const as = (person, patch = {}) => ({
  person,
  name: person,
  host: false,
  can: ["member.ready", "comms.check"],
  room: null,
  debrief: null,
  ...patch,
});
