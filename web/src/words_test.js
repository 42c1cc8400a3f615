import { axisText, pointText } from "./words.js";

const is = (got, want) => {
  if (got !== want) throw new Error(`got ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
};

Deno.test("a point of a chart without a monitor is no number", () => {
  is(pointText(0, "share"), "0%");
  is(pointText(0.382, "share"), "38%");
  is(pointText(null, "share"), "no data");
  is(pointText(undefined, "share"), "–");
});

Deno.test("an axis has room for short numbers only", () => {
  is(axisText(2_397_600, "rate"), "2.4M");
  is(axisText(42_000, "rate"), "42K");
  is(axisText(912, "rate"), "912");
  is(axisText(5_200_000, "number"), "5.2M");
  is(axisText(0.382, "share"), "38%");
  is(axisText(1840, "ms"), "1.84 s");
});
