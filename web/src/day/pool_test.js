import { ALL, daysAgo, filtersOf, fitting, onWheel, remaining, spinArgs, tagsOf } from "./pool.js";
import { as, is, LIBRARY, page, SPIN } from "./testing.js";

const NOW = 100 * 86_400_000;
const ids = (rows) => rows.map((one) => one.id).join("");
const fit = (patch) => ids(fitting(LIBRARY, { ...ALL, ...patch }, NOW));

Deno.test("each filter leaves what the server would leave", () => {
  is(fit({}), "abc");
  is(fit({ tags: ["db"] }), "ab");
  is(fit({ tags: ["deploy", "cdn"] }), "ac", "any of the tags:");
  is(fit({ low: 3, high: 5 }), "bc", "both ends are in:");
  is(fit({ from: "60", to: "90" }), "ab");
  is(fit({ from: "61", to: "" }), "bc");
  is(fit({ fresh: true }), "ab", "played 10 days ago is not fresh, 99 days ago is:");
  is(fit({ from: "100", to: "50" }), "");
});

Deno.test("single scenarios are left out, and the rest is named", () => {
  is(ids(remaining(LIBRARY, { ...ALL, out: ["b"] }, NOW)), "ac");
  is(spinArgs(LIBRARY, { ...ALL, out: ["b"] }).only, ["a", "c"]);
  is(spinArgs(LIBRARY, { ...ALL, out: ["gone"] }), {}, "what has left the library is forgotten:");
});

Deno.test("only what narrows is sent", () => {
  is(spinArgs(LIBRARY, ALL), {});
  is(
    spinArgs(LIBRARY, {
      ...ALL,
      tags: ["db"],
      low: 2,
      from: "45.4",
      fresh: true,
      salt: "  otter ",
    }),
    { tags: ["db"], difficulty: [2, 5], minutes: [45, 1440], fresh: true, salt: "otter" },
  );
  is(spinArgs(LIBRARY, { ...ALL, from: "0", to: "9999" }).minutes, [1, 1440]);
});

Deno.test("what a spin was given says how it was filtered", () => {
  const set = { ...ALL, tags: ["db"], low: 2, high: 4, from: "45", fresh: true, out: ["b"] };
  is(filtersOf(spinArgs(LIBRARY, set), LIBRARY), set);
  is(filtersOf({}, LIBRARY), ALL);
  is(filtersOf({ tags: ["gone", "cdn"] }, LIBRARY).tags, ["cdn"], "no scenario has it any more:");
});

Deno.test("tags are listed once, the frequent ones first", () => {
  is(tagsOf(LIBRARY), ["db", "cdn", "deploy"]);
  is(daysAgo(1_000, NOW), 99);
  is(daysAgo(NOW + 5_000, NOW), 0, "a clock that is ahead:");
});

Deno.test("the wheel shows what may come up, then the spin, then its result", () => {
  const ui = { filters: { ...ALL, out: ["a"] }, touched: false };
  is(ids(onWheel(page({ ui }), NOW).pool), "bc");
  const spun = page({ ui, wheel: SPIN, began: NOW });
  is(onWheel(spun, NOW + 100), { pool: SPIN.pool, winner: null, result: true });
  is(onWheel(spun, NOW + 7_000).winner, "b");
  const touched = onWheel({ ...spun, ui: { ...ui, touched: true } }, NOW + 7_000);
  is([ids(touched.pool), touched.result], ["bc", false], "the next spin is being prepared:");
  const byHand = { ...spun, chosen: { scenario: "c", title: "C" } };
  is(onWheel(byHand, NOW + 7_000).winner, null, "chosen by hand:");
});

Deno.test("members see nothing before the first spin", () => {
  const state = page({ you: as("ana"), library: [], ui: { filters: ALL, touched: false } });
  is(onWheel(state, NOW), { pool: [], winner: null, result: false });
});
