import { advice } from "./advice.js";

const EMPTY = {
  drill: { phase: "running" },
  you: { person: "ana", seat: "ic", roles: [], asked: [], can: ["page.ack", "severity.set"] },
  people: [],
  incident: {
    declared_at: null,
    resolved_at: null,
    severity: null,
    roles: {},
    cadence: {},
    channels: [],
    promised: { internal: null, public: null },
  },
  alerts: [],
  pages: [],
  actions: { runs: [] },
  evidence: { looks: [] },
  hypotheses: [],
  tasks: [],
  inbox: [],
  updates: [],
  statuspage: { stage: null, posts: [] },
  timeline: [],
};

const expect = (state, id) => {
  const got = advice(state, 0)?.id ?? null;
  if (got !== id) throw new Error(`${got} is not ${id}`);
};

Deno.test("the first steps come in the order of the book", () => {
  const alert = { alert: "A", resolved_at: null };
  const page = { id: "p1", alert: "A", level: "primary", acked_at: null };
  expect(EMPTY, "watch");
  expect({ ...EMPTY, alerts: [alert], pages: [page] }, "ack-p1-primary");
  expect({ ...EMPTY, alerts: [alert], pages: [{ ...page, acked_at: 1 }] }, "declare");
  const declared = { ...EMPTY, incident: { ...EMPTY.incident, declared_at: 1 } };
  expect(declared, "take");
  const held = {
    ...declared,
    incident: { ...declared.incident, roles: { ic: { to: "ana", accepted_at: 2 } } },
  };
  expect(held, "severity");
});

Deno.test("nobody is told anything while the clock stands, nor those who only watch", () => {
  expect({ ...EMPTY, drill: { phase: "paused" } }, null);
  for (const seat of ["observer", "facilitator"]) {
    expect({ ...EMPTY, you: { ...EMPTY.you, seat } }, null);
  }
});

Deno.test("once it is over the review is scheduled, then written", () => {
  const over = { ...EMPTY.incident, declared_at: 1, resolved_at: 9, roles: { ic: { to: "ana" } } };
  const state = { ...EMPTY, incident: { ...over, postmortem: null }, review: { draft: null } };
  expect(state, "review");
  const scheduled = { ...state, incident: { ...over, postmortem: { at: 99, owner: "ana" } } };
  expect(scheduled, "draft");
  expect({ ...scheduled, review: { draft: { text: "# Postmortem" } } }, null);
});
