import { ticks } from "./chart_axis.js";

const MINUTE = 60_000;
const minutes = (...args) => ticks(...args).map((at) => at / MINUTE).join();

const same = (got, want) => {
  if (got !== want) throw new Error(`${got} is not ${want}`);
};

Deno.test("an axis has round times, as many as have room", () => {
  same(minutes(-10 * MINUTE, 20 * MINUTE, 150), "0,10");
  same(minutes(0, 30 * MINUTE, 400), "5,10,15,20,25");
  same(minutes(0, 120 * MINUTE, 150), "30,60,90");
});

Deno.test("none is cut off at an edge, and where there is no room there is none", () => {
  same(minutes(0, 30 * MINUTE, 150), "10,20");
  same(minutes(0, 600 * MINUTE, 30), "");
});
