// A drill as a page knows it, small, for the tests of what is said about it.

const MINUTE = 60_000;

/** @returns {number} ms of drill time, minutes after the start at 14:10 */
export const min = (n) => n * MINUTE;

/** Fails unless both are the same as JSON. */
export function is(got, want) {
  const [a, b] = [JSON.stringify(got), JSON.stringify(want)];
  if (a !== b) throw new Error(`got ${a}, want ${b}`);
}

const EMPTY = { summary: [], impact: [], timeline: [], hypotheses: [], actions: [], owners: [] };

/**
 * @param {object} [changes] to the sections; those of `incident` and `document` are laid over
 * @returns {object} a state: declared at 14:18, nothing known, nobody told
 */
export function sample({ incident = {}, document = {}, ...sections } = {}) {
  return {
    ready: true,
    clock: { t: min(20), running: false, speed: 1, at: 0 },
    you: { person: "cho", name: "Cho", seat: "cl", roles: ["cl"], can: [] },
    drill: {
      clock0: "14:10",
      phase: "running",
      zone: "UTC",
      services: [{ id: "checkout", title: "Checkout" }, {
        id: "card-router",
        title: "Card router",
      }],
    },
    people: [{ person: "ana", name: "Ana", seat: "ic" }, {
      person: "ben",
      name: "Ben",
      seat: "ol",
    }],
    names: { ana: "Ana", ben: "Ben", cho: "Cho" },
    incident: {
      declared_at: min(8),
      title: "Card payments fail",
      severity: "SEV-1",
      severity_at: min(9),
      triage: null,
      roles: { ic: { to: "ana", name: "Ana", assigned_at: min(9), accepted_at: min(9) } },
      contests: [],
      cadence: {},
      exit_criteria: null,
      scope: null,
      resolved_at: null,
      postmortem: null,
      ...incident,
    },
    actions: { catalogue: [], runs: [] },
    tasks: [],
    hypotheses: [],
    inbox: [],
    updates: [],
    statuspage: { stage: null, posts: [] },
    document: { ...EMPTY, ...document },
    review: { draft: null, shared: null, runbooks: [] },
    timeline: [],
    ...sections,
  };
}

/** A scope as it is on record. */
export const scope = {
  who: "people who pay by card",
  how_many: "about 40%",
  what: "checkout",
  since: "14:13",
  by: "ben",
  at: min(12),
};

/** A change, at first proposed. */
export const run = (changes) => ({
  id: "a1",
  action: "shift",
  title: "Move traffic",
  kind: "mitigation",
  component: "card-router",
  status: "proposed",
  by: "ben",
  by_name: "Ben",
  at: min(15),
  approved_at: null,
  started_at: null,
  expected: null,
  finished_at: null,
  verified: null,
  undoes: null,
  ...changes,
});

/** An update to stakeholders. */
export const told = (at, changes) => ({
  seq: at,
  t: at,
  audience: "stakeholders",
  status: "investigating",
  impact: "",
  theory: "",
  next_action: "",
  next_at: null,
  text: "",
  ...changes,
});

/** The status page with these posts. */
export const page = (...posts) => ({
  stage: posts.at(-1)?.stage ?? null,
  posts: posts.map((post) => ({ seq: post.t, components: [], next_at: null, ...post })),
});
