import { keep, nameDrafts } from "../drafts.js";
import { createKept } from "./kept.js";
import { ALL } from "./pool.js";
import { is, LIBRARY, page, SPIN } from "./testing.js";

const SET = { ...ALL, tags: ["db"], low: 2, from: "45", fresh: true, out: ["a"], salt: "otter" };
const host = (filters, patch = {}) => page({ ui: { filters }, ...patch });

/** What the page of a day says after it was loaded. */
function load(day, patch = {}) {
  nameDrafts("day", day, "host");
  const kept = createKept();
  return { ...kept.restored(page(patch)), follow: kept.follow };
}

Deno.test("what was set is there again after a reload, for this day alone", () => {
  const first = load("d1");
  is([first.filters, first.touched], [ALL, false]);
  first.follow(host(SET));
  is(load("d1").filters, { ...SET, salt: "" }, "the word was for one spin:");
  is(load("d2").filters, ALL);
});

Deno.test("what has left the library is dropped", () => {
  load("d3").follow(host({ ...SET, tags: ["db", "cdn"], out: ["a", "c"] }));
  const { filters } = load("d3", { library: LIBRARY.slice(0, 2) });
  is([filters.tags, filters.out], [["db"], ["a"]]);
});

Deno.test("nothing is kept before something is set, nor after the day", () => {
  const { follow } = load("d4");
  follow(host({ ...ALL, salt: "otter" }));
  is(keep("filters"), null);
  follow(host(SET));
  follow(host(SET, { state: "over" }));
  is(keep("filters"), null);
});

Deno.test("what was set here stands above the newest spin, and that above nothing", () => {
  const wheel = { ...SPIN, filters: { difficulty: [2, 4], minutes: [30, 1440], only: ["a", "b"] } };
  const spun = { ...ALL, low: 2, high: 4, from: "30", out: ["c"] };
  const { filters, touched, follow } = load("d5", { wheel });
  is([filters, touched], [spun, false]);
  follow(host(filters));
  is(keep("filters"), null);
  follow(host(ALL));
  const again = load("d5", { wheel });
  is([again.filters, again.touched], [ALL, true], "all filters were cleared after the spin:");
});

Deno.test("a page without storage forgets, and goes on", () => {
  const { sessionStorage: real } = globalThis;
  const refuse = {
    get: () => {
      throw new Error("switched off");
    },
    configurable: true,
  };
  Object.defineProperty(globalThis, "sessionStorage", refuse);
  try {
    load("d6").follow(host(SET));
    is(load("d6").filters, ALL);
  } finally {
    Object.defineProperty(globalThis, "sessionStorage", { value: real, configurable: true });
  }
});
