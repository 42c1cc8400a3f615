import { is, min } from "../sample_state.js";
import { asTimeline, batch, hasTime, missing, timed } from "./scribe_words.js";

const line = (seq, kind) => ({ event: { seq, kind, t: min(seq) } });
const lines = [
  line(1, "alert.fired"),
  line(2, "incident.declared"),
  line(3, "decision.logged"),
  line(4, "message.posted"),
  line(5, "action.started"),
];
const empty = { summary: [], timeline: [], impact: [] };

Deno.test("key events that no entry is about are missing, in order", () => {
  is(missing(empty, lines).map(({ event }) => event.seq), [2, 3, 5]);
  const written = { ...empty, timeline: [{ refs: [2] }], summary: [{ refs: [5, 9] }] };
  is(missing(written, lines).map(({ event }) => event.seq), [3]);
});

Deno.test("an entry takes only so many events", () => {
  is(batch(Array(30).fill(line(2, "decision.logged"))).length, 10);
});

Deno.test("a line gets its time, unless it has one", () => {
  is(timed("traffic moved", "14:10", min(16)), "14:26 traffic moved");
  is(timed("14:20 traffic moved", "14:10", min(16)), "14:20 traffic moved");
  is([hasTime("[9.05] x"), hasTime("2 of 40 shops"), hasTime("1000")], [true, false, false]);
});

Deno.test("the timeline of a review is the record with its times", () => {
  const entries = [{ text: "14:18 declared", at: min(9) }, { text: "traffic moved", at: min(16) }];
  is(asTimeline(entries, "14:10"), "14:18 declared\n14:26 traffic moved");
});
