import { follow, isShown, levelOf, WAITS } from "./hints.js";

const SECOND = 1_000;

// Each entry of a stream: a drill time in seconds and the step that is due then.
const shownOf = (stream, level) => {
  let due = {};
  return stream.map(([seconds, id]) => {
    due = follow(due, id, seconds * SECOND);
    return Boolean(id) && isShown(due, id, seconds * SECOND, level);
  });
};

const same = (got, wanted) => {
  const [one, two] = [JSON.stringify(got), JSON.stringify(wanted)];
  if (one !== two) throw new Error(`${one} is not ${two}`);
};

Deno.test("a beginner is told at once", () => {
  same(shownOf([[0, "declare"], [1, "take"]], 0), [true, true]);
});

Deno.test("later means a minute, then three, then never by itself", () => {
  const stream = [[0, "declare"], [30, "declare"], [60, "declare"], [120, "declare"], [
    180,
    "declare",
  ], [240, "declare"]];
  same(shownOf(stream, 1), [false, false, true, true, true, true]);
  same(shownOf(stream, 2), [false, false, false, false, true, true]);
  same(shownOf(stream, 3), [false, false, false, false, false, false]);
});

Deno.test("each step has its own time", () => {
  const stream = [[0, "declare"], [60, "declare"], [61, "take"], [100, "take"], [121, "take"]];
  same(shownOf(stream, 1), [false, true, false, false, true]);
});

Deno.test("a step goes on counting behind one that is more urgent for a moment", () => {
  const stream = [[0, "declare"], [20, "ack"], [50, "ack"], [60, "declare"]];
  same(shownOf(stream, 1), [false, false, false, true]);
});

Deno.test("a step that was long gone begins anew", () => {
  const stream = [[0, "take"], [60, "take"], [70, undefined], [200, "take"], [260, "take"]];
  same(shownOf(stream, 1), [false, true, false, false, true]);
});

Deno.test("nothing is known of a step that was never due", () => {
  same(isShown({}, "take", 0, 0), false);
});

Deno.test("levels out of range are the nearest there is", () => {
  const due = follow({}, "take", 0);
  same([isShown(due, "take", 0, -1), isShown(due, "take", 1e12, 9)], [true, false]);
  same(WAITS.length, 4);
});

Deno.test("a choice of one's own comes before practice", () => {
  same([0, 1, 2, 3].map((n) => levelOf("once", n)), [0, 0, 0, 0]);
  same([0, 1, 2, 3].map((n) => levelOf("late", n)), [1, 1, 2, 2]);
  same([0, 1, 2, 3].map((n) => levelOf("asked", n)), [3, 3, 3, 3]);
  same([0, 1, 2, 3].map((n) => levelOf("", n)), [0, 1, 2, 3]);
  same([0, 1, 2, 3].map((n) => levelOf(null, n)), [0, 1, 2, 3]);
});
