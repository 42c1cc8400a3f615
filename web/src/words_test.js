import { pointText } from "./words.js";

const is = (got, want) => {
  if (got !== want) throw new Error(`got ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
};

Deno.test("a point of a chart without a monitor is no number", () => {
  is(pointText(0, "share"), "0%");
  is(pointText(0.382, "share"), "38%");
  is(pointText(null, "share"), "no data");
  is(pointText(undefined, "share"), "–");
});
