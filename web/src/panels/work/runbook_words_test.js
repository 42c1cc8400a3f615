import { keyOf, progress, tick, ticked } from "./runbook_words.js";

const same = (got, want) => {
  const [a, b] = [got, want].map((one) => JSON.stringify(one));
  if (a !== b) throw new Error(`${a} is not ${b}`);
};

const STEPS = ["Say so.", "Look.", "Act."].map((text) => ({ text }));

Deno.test("steps are ticked and unticked, and counted", () => {
  same(progress(STEPS, null), { done: 0, all: 3, next: 0 });
  let kept = tick(null, STEPS[0], true);
  kept = tick(kept, STEPS[2], true);
  same(progress(STEPS, kept), { done: 2, all: 3, next: 1 });
  kept = tick(kept, STEPS[0], false);
  same(progress(STEPS, kept), { done: 1, all: 3, next: 0 });
  same(tick(kept, STEPS[2], false), null);
});

Deno.test("a step that moved stays ticked, one that is worded anew does not", () => {
  const kept = tick(null, STEPS[1], true);
  same(progress([STEPS[1], STEPS[0]], kept), { done: 1, all: 2, next: 1 });
  same(progress([{ text: "Look again." }], kept).done, 0);
});

Deno.test("all done, and nothing to do", () => {
  const kept = STEPS.reduce((so, step) => tick(so, step, true), null);
  same(progress(STEPS, kept), { done: 3, all: 3, next: -1 });
  same(progress([], kept), { done: 0, all: 0, next: -1 });
  same([...ticked(null)], []);
  same(keyOf(STEPS[0]) === keyOf(STEPS[1]), false);
});
