import {
  byCapability,
  dueSoon,
  idText,
  isRatable,
  letterOf,
  othersOf,
  ratedBy,
  ratingOf,
  seatText,
  valueText,
} from "./score_words.js";

const is = (got, want) => {
  const [a, b] = [JSON.stringify(got), JSON.stringify(want)];
  if (a !== b) throw new Error(`got ${a}, want ${b}`);
};

Deno.test("a value is always told in words beside its bar", () => {
  is(valueText({ status: "scored", value: 0.8 }), "0.80");
  is(valueText({ status: "not_applicable", value: null }), "not judged yet");
  is(valueText({ status: "not_observable", value: null }), "cannot be seen");
  is(["ic", "team"].map(seatText), ["IC", "Team"]);
});

Deno.test("criteria stand with their capability, those without a verdict apart", () => {
  const score = {
    capabilities: { detection: { title: "Detection", letter: "S", reason: "so far" } },
    criteria: {
      D1: { capability: "detection", status: "scored", value: 1 },
      D2: { capability: "detection", status: "not_applicable", value: null },
      M1: { capability: "mitigation", status: "scored", value: 0 },
    },
  };
  const [one, ...rest] = byCapability(score);
  is([one.letter, one.judged.map(([id]) => id), one.open.map(([id]) => id)], ["S", ["D1"], ["D2"]]);
  is(rest, []);
});

Deno.test("what an inject asked for has a name and no letter from a person", () => {
  is([idText("E:first-tickets"), idText("D4")], ["", "D4"]);
  is([isRatable("E:first-tickets"), isRatable("command")], [false, true]);
});

Deno.test("everybody's letter is their own", () => {
  const ratings = [
    { of: "D4", rating: "S", by: "eva" },
    { of: "D4", rating: "M", by: "facilitator" },
    { of: "D4", rating: "U", by: "max" },
    { of: "K1", rating: "P", by: "eva" },
  ];
  is(ratingOf(ratings, "D4", "eva").rating, "S");
  is(othersOf(ratings, "D4", "eva").map(({ rating }) => rating), ["M", "U"]);
  is([ratedBy(ratings, "eva"), ratedBy(ratings, "max"), ratedBy(undefined, "eva")], [2, 1, 0]);
});

Deno.test("keys give letters", () => {
  is(["1", "2", "3", "4", "0", "5"].map(letterOf), ["P", "S", "M", "U", "n/a", undefined]);
});

Deno.test("the newest rating counts, and only what is still due is announced", () => {
  const ratings = [{ of: "D4", rating: "S" }, { of: "D4", rating: "M" }];
  is([ratingOf(ratings, "D4").rating, ratingOf(undefined, "D4")], ["M", undefined]);
  is(dueSoon([{ due: 5 }, { due: 60_000 }, { due: 200_000 }], 10).length, 1);
});
