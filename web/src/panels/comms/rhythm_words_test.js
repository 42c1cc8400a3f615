import { promises, rhythm, tally, waiting } from "./rhythm_words.js";
import { is, min, page, sample, told } from "../sample_state.js";

const rowOf = (state, id, now = min(20)) => rhythm(state, now).find((row) => row.id === id);

Deno.test("nobody is owed anything before somebody promised", () => {
  const row = rowOf(sample(), "public");
  is([row.last, row.due, row.told, row.shown], [null, null, false, true]);
  is(rowOf(sample(), "regulator").shown, false);
});

Deno.test("a promise or the cadence, whichever is sooner", () => {
  const updates = [told(min(12), { next_at: min(27) })];
  is(rowOf(sample({ updates }), "stakeholders").due, min(27));
  is(
    rowOf(sample({ updates, incident: { cadence: { stakeholders: 10 } } }), "stakeholders").due,
    min(22),
  );
  is(
    rowOf(sample({ updates, incident: { cadence: { stakeholders: 30 } } }), "stakeholders").due,
    min(27),
  );
});

Deno.test("a cadence counts from when it was promised, until a first word", () => {
  const timeline = [{ kind: "cadence.set", t: min(10), data: { audience: "public", minutes: 30 } }];
  is(rowOf(sample({ timeline, incident: { cadence: { public: 30 } } }), "public").due, min(40));
});

Deno.test("promises are kept within two minutes, or broken, or open", () => {
  const words = [
    { t: min(10), next_at: min(20) },
    { t: min(21), next_at: min(30) },
    { t: min(40), next_at: min(60) },
  ];
  is(promises(words, min(45), null), { kept: 1, broken: 1 });
  is(promises(words, min(63), null), { kept: 1, broken: 2 });
  is(promises(words, min(63), min(50)), { kept: 1, broken: 1 });
  is(promises([{ t: min(10), next_at: null }], min(90), null), { kept: 0, broken: 0 });
});

Deno.test("after the end nothing is due, but those who were told hear that it is over", () => {
  const updates = [told(min(12), { next_at: min(27) })];
  const state = sample({ updates, incident: { resolved_at: min(25), cadence: { public: 30 } } });
  const row = rowOf(state, "stakeholders", min(30));
  is([row.due, row.promised, row.ends], [null, null, true]);
  is(rowOf(state, "public").ends, false);
  const after = { ...state, updates: [...updates, told(min(26))] };
  is(rowOf(after, "stakeholders", min(30)).ends, false);
});

Deno.test("the status page has its own promises", () => {
  const statuspage = page({
    t: min(12),
    stage: "investigating",
    text: "We look.",
    next_at: min(15),
  });
  const rows = rhythm(sample({ statuspage }), min(20));
  is(rows[0].last.said, "investigating");
  is(tally(rows), { kept: 0, due: 1 });
});

Deno.test("who waits longest comes first", () => {
  const inbox = [
    { id: "b", at: min(9), expects: true, answered_at: null },
    { id: "a", at: min(5), expects: true, answered_at: null },
    { id: "c", at: min(4), expects: true, answered_at: min(6) },
    { id: "d", at: min(3), expects: false, answered_at: null },
  ];
  is(waiting({ inbox }).map(({ id }) => id), ["a", "b"]);
});
