import {
  conditional,
  lanesOf,
  marksOf,
  shortName,
  snapped,
  stepOf,
  ticksOf,
} from "./coming_words.js";

const is = (found, wanted) => {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${a} is not ${b}`);
};

const M = 60_000;
const row = (parts) => ({
  id: "one",
  at: null,
  delivered_at: null,
  status: "waiting",
  every: null,
  ...parts,
});
const told = (marks) => marks.map(({ inject, at, kind }) => [inject.id, at / M, kind]);

Deno.test("what came stands where it came, what waits where it is due, in order", () => {
  const msel = [
    row({ id: "late", at: 30 * M }),
    row({ id: "fired", at: 20 * M, delivered_at: 5 * M, status: "delivered" }),
    row({ id: "skipped", at: 10 * M, status: "skipped" }),
    row({ id: "condition" }),
    row({ id: "condition-met", delivered_at: 7 * M, status: "delivered" }),
  ];
  is(told(marksOf(msel)), [
    ["fired", 5, "gone"],
    ["condition-met", 7, "gone"],
    ["skipped", 10, "off"],
    ["late", 30, "waiting"],
  ]);
  is(conditional(msel).map(({ id }) => id), ["condition"]);
});

Deno.test("what comes again stands where it came last and where it comes next", () => {
  const again = row({ at: 17 * M, delivered_at: 17 * M, every: 15 * M });
  is(told(marksOf([again])), [["one", 17, "gone"], ["one", 32, "again"]]);
  is(told(marksOf([{ ...again, status: "delivered" }])), [["one", 17, "gone"]]);
  is(conditional([row({ delivered_at: M, every: M })]), []);
});

Deno.test("what would lie upon each other gets rows", () => {
  const at = (...minutes) => minutes.map((n) => ({ at: n * M }));
  const wide = () => 10 * M;
  is(lanesOf(at(0, 10, 20), wide), [0, 0, 0]);
  is(lanesOf(at(0, 4, 8, 12), wide), [0, 1, 2, 0]);
  is(lanesOf(at(1, 1, 1), wide, 2), [0, 1, 0]);
  is(lanesOf([], wide), []);
});

Deno.test("ticks are round times of day, and few", () => {
  is(ticksOf(40 * M, "14:10").map((at) => at / M), [0, 5, 10, 15, 20, 25, 30, 35, 40]);
  is(ticksOf(120 * M, "14:07").map((at) => at / M), [
    3,
    13,
    23,
    33,
    43,
    53,
    63,
    73,
    83,
    93,
    103,
    113,
  ]);
  is(ticksOf(20 * 60 * M, "23:30").length <= 13, true);
});

Deno.test("a move ends at a whole minute between now and the end", () => {
  is(snapped(10.4 * M, 0, 60 * M) / M, 10);
  is(snapped(3 * M, 5.2 * M, 60 * M) / M, 6);
  is(snapped(70 * M, 5 * M, 60 * M) / M, 60);
  is(snapped(0, 59.5 * M, 60 * M) / M, 60);
});

Deno.test("arrows move by a minute, with shift by five", () => {
  is(stepOf({ key: "ArrowRight", shiftKey: false }), M);
  is(stepOf({ key: "ArrowLeft", shiftKey: true }), -5 * M);
  is(stepOf({ key: "ArrowUp", shiftKey: false }), undefined);
  is(shortName("Yusuf Demir"), "Yusuf");
});
