import { board, columnOf, evidenceSeen, leading, testsOf } from "./board_words.js";

const same = (got, want) => {
  const [a, b] = [got, want].map((one) => JSON.stringify(one));
  if (a !== b) throw new Error(`${a} is not ${b}`);
};

const idea = (id, result = null) => ({ id, result });
const IDEAS = [
  idea("h1", "refuted"),
  idea("h2"),
  idea("h3", "inconclusive"),
  idea("h4", "confirmed"),
];

Deno.test("ideas stand in columns, the newest first", () => {
  const columns = board(IDEAS);
  same(Object.keys(columns), ["stated", "supported", "refuted"]);
  same(Object.values(columns).map((list) => list.map(({ id }) => id)), [["h3", "h2"], ["h4"], [
    "h1",
  ]]);
  same(columnOf(idea("h9", "inconclusive")), "stated");
});

Deno.test("what is supported leads, else what was stated last", () => {
  same(leading(IDEAS).id, "h4");
  same(leading(IDEAS.slice(0, 3)).id, "h3");
  same(leading(IDEAS.slice(0, 1)), null);
  same(leading([]), null);
});

Deno.test("tests of an idea are in the timeline", () => {
  const event = (kind, id) => ({
    kind,
    actor: "ben",
    t: 5,
    data: { id, result: "refuted", note: "x" },
  });
  const timeline = [
    event("hypothesis.tested", "h2"),
    event("hypothesis.tested", "h1"),
    event("other", "h1"),
  ];
  same(testsOf(timeline, "h1"), [{ by: "ben", at: 5, result: "refuted", note: "x" }]);
});

Deno.test("what was looked at last is offered as evidence, each source once", () => {
  const look = (title, viewed_at) => ({ title, viewed_at });
  same(evidenceSeen([look("Logs", 1), look("Traces", 3), look("Logs", 5), look("Runbook", null)]), [
    "Logs",
    "Traces",
  ]);
});
