import { nameOf, NOTHING_YET, onEvents, onPresence, onScore, onTick, onView } from "./state.js";

const is = (holds, what) => {
  if (!holds) throw new Error(`not so: ${what}`);
};

const CLOCK = { t: 0, running: true, speed: 1 };
const sections = {
  people: [{ person: "ana", name: "Ana", seat: "ic" }],
  signals: { series: [{ name: "a.errors" }], times: [0], values: { "a.errors": [0.1] } },
};
const event = (seq, kind = "message.posted", data = {}) => ({
  seq,
  t: 0,
  kind,
  actor: "ana",
  data,
});
const view = (seq, since, timeline) => ({
  drill: "d",
  seq,
  since,
  clock: CLOCK,
  sections,
  timeline,
});

Deno.test("a first view is taken whole", () => {
  const state = onView(NOTHING_YET, view(3, 0, [event(1), event(3)]), 5);
  is(state.ready && state.seq === 3, "ready at 3");
  is(state.timeline.length === 2, "two entries");
  is(state.clock.at === 5, "time of receipt");
});

Deno.test("after a break only what was missed is added", () => {
  const first = onView(NOTHING_YET, view(3, 0, [event(1), event(3)]), 0);
  const again = onView(first, view(5, 3, [event(4), event(5)]), 0);
  is(again.timeline.map((e) => e.seq).join() === "1,3,4,5", "no gap, nothing twice");
  const anew = onView(again, view(9, 0, [event(9)]), 0);
  is(anew.timeline.map((e) => e.seq).join() === "9", "since 0 starts anew");
});

Deno.test("events twice are kept once, and hidden ones advance seq", () => {
  const first = onView(NOTHING_YET, view(3, 0, [event(3)]), 0);
  const next = onEvents(
    first,
    { seq: 7, clock: CLOCK, events: [event(3), event(4)], sections: {} },
    0,
  );
  is(next.seq === 7 && next.timeline.length === 2, "seq 7, two entries");
});

Deno.test("whoever sees more or less by a new seat is told everything again", () => {
  const first = onView(NOTHING_YET, view(3, 0, [event(1), event(2, "note.added"), event(3)]), 0);
  const message = { seq: 4, clock: CLOCK, events: [event(4)], timeline: [event(1), event(4)] };
  const next = onEvents(first, { ...message, sections: { msel: null } }, 0);
  is(next.timeline.map((e) => e.seq).join() === "1,4", "what is not theirs is gone");
  is(next.msel === null, "and so are the sections");
});

Deno.test("staff hears how far everybody has read", () => {
  const first = onPresence(NOTHING_YET, { online: ["ana"], seen: { ana: 7 } });
  is(onPresence(first, { online: [] }).seen.ana === 7, "kept until there is news");
});

Deno.test("a tick adds one point to each series, once", () => {
  const first = onView(NOTHING_YET, view(1, 0, []), 0);
  const tick = { clock: CLOCK, t: 15_000, values: { "a.errors": 0.3, unknown: 1 } };
  const next = onTick(onTick(first, tick, 0), tick, 0);
  is(next.signals.values["a.errors"].join() === "0.1,0.3", "one new point");
  is(next.signals.times.length === 2, "one new time");
});

Deno.test("names outlive the seat", () => {
  const taken = event(1, "seat.taken", { person: "ben", name: "Ben", seat: "ol" });
  const state = onView(NOTHING_YET, view(1, 0, [taken]), 0);
  is(nameOf(state, "ben") === "Ben", "from seat.taken");
  is(nameOf(state, "ic") === "Ana", "by seat");
  is(nameOf(state, "world") === "System", "the world");
});

Deno.test("of the score only what changed is replaced, and what is gone goes", () => {
  const row = { name: "Declared early", value: 1 };
  const first = { t: 0, capabilities: {}, criteria: { D4: row, K8: row }, due: [1], patterns: [] };
  const one = onScore(NOTHING_YET, first);
  const two = onScore(one, { t: 5, criteria: { D4: { ...row, value: 0.5 }, K8: null } });
  is(one.score.criteria.D4.value === 1, "the first is as it was");
  is(two.score.criteria.D4.value === 0.5 && !("K8" in two.score.criteria), "one changed, one gone");
  is(two.score.due.length === 1 && two.score.t === 5, "the rest stays");
});
