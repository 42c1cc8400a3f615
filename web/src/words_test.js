import { axisText, pagedText, pointText, riskWord, seenInText, tagOf } from "./words.js";

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

Deno.test("a seat that is paged is called by its title, anybody else by their name", () => {
  is(pagedText({ to: "ol", name: "Operations Lead" }), "Operations Lead");
  is(pagedText({ to: "dba", name: "Dana" }), "Dana");
  is(pagedText({ to: "ben" }, (id) => `<${id}>`), "<ben>");
});

Deno.test("words of commands are told as labels, and people's own words as they are", () => {
  is(tagOf("persona"), "Colleague");
  is(riskWord("low"), "low");
  is(riskWord("it may drop sessions"), "it may drop sessions");
  is(seenInText(["metrics", "the status of the bank"]), "metrics and the status of the bank");
});
