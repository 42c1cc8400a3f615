import { leaves, movable, nextOf, nextTime, partsOf, rulesOf, tagsOf } from "./msel.js";

const is = (found, wanted) => {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${a} is not ${b}`);
};

const row = (parts) => ({
  id: "one",
  at: null,
  trigger: "when impact is above 5%",
  code: "impact > 5%",
  while: null,
  unless: null,
  every: null,
  times: 1,
  count: 0,
  status: "waiting",
  held: false,
  held_until: null,
  delivered_at: null,
  edited: false,
  expect: null,
  ...parts,
});

Deno.test("the next inject is the first that comes and is not held back", () => {
  const list = [
    row({ id: "gone", status: "delivered" }),
    row({ id: "held", held: true }),
    row({ id: "next" }),
  ];
  is(nextOf(list).id, "next");
  is(nextOf(list.slice(0, 2)).id, "held");
  is(nextOf(list.slice(0, 1)), undefined);
});

Deno.test("what comes again takes its turn by when it does", () => {
  const again = row({ id: "again", at: 5, delivered_at: 5, every: 15, times: 3, count: 1 });
  const later = row({ id: "later", at: 12 });
  is([nextTime(again), nextTime(later), nextTime(row({}))], [20, 12, Infinity]);
  is(nextOf([again, later, row({ id: "condition" })]).id, "later");
  is(nextOf([again, { ...later, held: true }]).id, "again");
});

Deno.test("the list has three parts: at a time, on a condition, gone", () => {
  const list = [
    row({ id: "first", at: 3, delivered_at: 3, status: "delivered" }),
    row({ id: "late", at: 30 }),
    row({ id: "soon", at: 12 }),
    row({ id: "condition" }),
    row({ id: "fired", at: 60, delivered_at: 9, status: "delivered" }),
    row({ id: "skipped", at: 8, status: "skipped" }),
  ];
  const ids = Object.values(partsOf(list)).map((part) => part.map(({ id }) => id));
  is(ids, [["soon", "late"], ["condition"], ["fired", "first", "skipped"]]);
});

Deno.test("only what has a time and has not come can be moved", () => {
  is(movable(row({ at: 5 })), true);
  is(movable(row({})), false);
  is(movable(row({ at: 5, delivered_at: 5, every: 9 })), false);
  is(movable(row({ at: 5, status: "skipped" })), false);
});

Deno.test("what is fired leaves the list, unless it comes again", () => {
  is(leaves(row({ every: null, count: 0, times: 1 }), "inject.fire"), true);
  is(leaves(row({ every: 9, count: 0, times: 3 }), "inject.fire"), false);
  is(leaves(row({ every: 9, count: 2, times: 3 }), "inject.fire"), true);
  is(leaves(row({ every: 9, count: 0, times: 3 }), "inject.skip"), true);
  is(leaves(row({ every: null, count: 0, times: 1 }), "inject.hold"), false);
});

Deno.test("conditions are said in words and shown as they are written", () => {
  const inject = row({ while: { words: "fix is running", code: 'running("fix")' } });
  is(rulesOf(inject), [
    { say: "when impact is above 5%", code: "impact > 5%" },
    { say: "only while fix is running", code: 'running("fix")' },
  ]);
});

Deno.test("a time needs no words of its own, a delay does, and neither has code", () => {
  is(rulesOf(row({ at: 5, trigger: "at 5m", code: null })), []);
  is(rulesOf(row({ trigger: "20m after incident declared", code: null })), [
    { say: "20m after incident declared" },
  ]);
});

Deno.test("repetition, what calls it off, and what it expects", () => {
  const inject = row({
    at: 5,
    unless: { words: "one was answered", code: 'answered("one")' },
    every: 600_000,
    times: 3,
    expect: { by: ["cl", "ic"], verb: "query.answer", within: 300_000 },
  });
  is(rulesOf(inject).map(({ say }) => say), [
    "unless one was answered",
    "3 times, every 10m",
    "expected within 5m: an answer (CL or IC)",
  ]);
  const made = row({ at: 5, expect: { by: [], verb: "query.answer", within: null } });
  is(rulesOf(made).map(({ say }) => say), ["expected: an answer"]);
  const deed = row({ at: 5, expect: { by: ["cl"], verb: "statuspage.post", within: 60_000 } });
  is(rulesOf(deed).map(({ say }) => say), [
    "expected within 1m: a post to the status page (CL)",
  ]);
  const other = row({ at: 5, expect: { by: ["ol"], verb: "action.start", within: null } });
  is(rulesOf(other).map(({ say }) => say), ["expected: action start (OL)"]);
});

Deno.test("tags say where it stands", () => {
  is(tagsOf(row({}), "14:10"), []);
  is(tagsOf(row({ times: 3, count: 1, edited: true }), "14:10"), ["came 1 of 3", "reworded"]);
  is(tagsOf(row({ held: true, moved: true }), "14:10"), ["held back", "moved"]);
  is(tagsOf(row({ held: true, held_until: 900_000 }), "14:10"), ["held until 14:25"]);
  is(tagsOf(row({ status: "skipped" }), "14:10"), ["skipped"]);
  is(tagsOf(row({ status: "cancelled" }), "14:10"), ["no longer needed"]);
  is(tagsOf(row({ trigger: "improvised", status: "delivered" }), "14:10"), ["improvised"]);
});
