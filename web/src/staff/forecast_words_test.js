import { coversOn, labelOf, outlookOf, sentencesOf } from "./forecast_words.js";

const is = (found, wanted) => {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${a} is not ${b}`);
};

const M = 60_000;
const crew = (name, mitigated, recovered, resolved) => ({
  crew: name,
  mitigated_at: mitigated && mitigated * M,
  recovered_at: recovered && recovered * M,
  resolved_at: resolved && resolved * M,
  ends_at: 110 * M,
});
const at = (minutes, ...crews) => ({ t: minutes * M, length: 110 * M, crews });
const ends = "The drill ends at 16:00 at the latest.";

Deno.test("the usual crew comes first, then the best, then nobody", () => {
  const said = sentencesOf(
    at(20, crew("expert", 30, 60, 90), crew("average", 62, 75, 81), crew("idle", null, null, null)),
    "14:10",
  );
  is(said, [
    "An average crew would mitigate it about 15:12 and close it about 15:31.",
    "An expert crew would mitigate it about 14:40 and close it about 15:40.",
    "If nobody does anything more, it is not mitigated before the end.",
    ends,
  ]);
});

Deno.test("what has come about is not foreseen any more", () => {
  const said = sentencesOf(
    at(40, crew("expert", 30, 60, 90), crew("average", 30, 75, null), crew("idle", 30, null, null)),
    "14:10",
  );
  is(said, [
    "An average crew would not close it before the end.",
    "An expert crew would close it about 15:40.",
    ends,
  ]);
  const over = at(
    95,
    crew("expert", 30, 60, 90),
    crew("average", 30, 60, 90),
    crew("idle", 30, 60, 90),
  );
  is(sentencesOf(over, "14:10"), ["It was closed at 15:40.", ends]);
});

Deno.test("what would not happen in this drill is said", () => {
  const one = (...parts) => sentencesOf(at(20, crew(...parts)), "14:10")[0];
  is(
    one("average", null, null, null),
    "An average crew would neither mitigate nor close it before the end.",
  );
  is(
    one("average", null, null, 44),
    "An average crew would close it about 14:54, but not mitigate it.",
  );
  is(
    one("average", 62, 75, null),
    "An average crew would mitigate it about 15:12 and not close it before the end.",
  );
  is(
    one("idle", 41, null, null),
    "Even if nobody does anything more, it is mitigated about 14:51.",
  );
});

Deno.test("on the band stands only what is still to come", () => {
  const found = outlookOf(at(40, crew("expert", 30, 60, 90)), "expert");
  is(found.map(({ kind, at }) => [kind, at / M]), [["recovered", 60], ["resolved", 90]]);
  is(outlookOf(at(40), "expert"), []);
  const near = outlookOf(at(20, crew("expert", 33, 34, 90)), "expert", () => 5 * M);
  is(near.map(({ kind, said, at, until }) => [kind, said, at / M, until / M]), [
    ["recovered", ["mitigated", "recovered"], 33, 34],
    ["resolved", ["closed"], 90, 90],
  ]);
  is(near.map((one) => labelOf(one, "14:10").join(" ")), [
    "mitigated, recovered 14:43–14:44",
    "closed 15:40",
  ]);
});

Deno.test("labels never lie upon each other, however long they become", () => {
  const forecast = at(2, crew("average", 86, 86, 105));
  const covers = coversOn({ length: 110 * M, width: 900, clock0: "14:10", name: "average crew" });
  const found = outlookOf(forecast, "average", covers);
  is(found.map((one) => labelOf(one, "14:10").join(" ")), [
    "mitigated, recovered, closed 15:36–15:55",
  ]);
  const wide = coversOn({ length: 110 * M, width: 1900, clock0: "14:10", name: "average crew" });
  is(outlookOf(forecast, "average", wide).length, 2);
});
