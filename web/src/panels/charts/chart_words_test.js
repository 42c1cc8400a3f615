import { marksAt, marksOf, momentText, moved, nearest, valuesText } from "./chart_words.js";

const same = (got, want) => {
  const [a, b] = [got, want].map((one) => JSON.stringify(one));
  if (a !== b) throw new Error(`${a} is not ${b}`);
};

const MINUTE = 60_000;
const run = (more) => ({
  title: "Roll back",
  status: "running",
  started_at: null,
  finished_at: null,
  ...more,
});

const STATE = {
  drill: { clock0: "14:10" },
  incident: { declared_at: 5 * MINUTE, resolved_at: null },
  actions: {
    runs: [
      run({ status: "proposed" }),
      run({ status: "finished", started_at: 8 * MINUTE, finished_at: 12 * MINUTE }),
      run({ title: "Restart", status: "failed", started_at: 9 * MINUTE, finished_at: 10 * MINUTE }),
    ],
  },
  evidence: {
    looks: [{ kind: "changes", viewed_at: 6 * MINUTE, lines: ["14:03 api: release 7", "Nothing"] }],
  },
};

Deno.test("marks are what was declared, changed and read of, in order", () => {
  same(marksOf(STATE).map(({ at, kind }) => [at / MINUTE, kind]), [
    [-7, "deploy"],
    [5, "declared"],
    [8, "started"],
    [9, "started"],
    [10, "failed"],
    [12, "finished"],
  ]);
  same(marksOf(STATE)[0].text, "api: release 7");
  same(marksOf(STATE)[4].text, "Restart did not finish");
});

Deno.test("nothing has happened yet, and there is no evidence section", () => {
  const none = { ...STATE, incident: { declared_at: null, resolved_at: null } };
  same(marksOf({ ...none, actions: { runs: [] }, evidence: undefined }), []);
});

Deno.test("the nearest point is found, also beyond both ends", () => {
  const times = [0, 15, 30, 45];
  same([-9, 0, 7, 8, 38, 44, 99].map((t) => nearest(times, t)), [0, 0, 0, 1, 3, 3, 3]);
  same(nearest([], 5), null);
});

Deno.test("keys move the cursor, and at the newest point it goes along", () => {
  const go = (index, key, shiftKey = false) => moved(20, index, { key, shiftKey });
  same(go(null, "ArrowLeft"), 18);
  same(go(18, "ArrowRight"), null);
  same(go(null, "ArrowRight"), null);
  same(go(3, "ArrowLeft", true), 0);
  same(go(3, "ArrowRight", true), 13);
  same([go(5, "Home"), go(5, "End"), go(5, "Escape")], [0, null, null]);
  same([go(null, "Escape"), go(5, "x"), moved(0, null, { key: "Home" })], [
    undefined,
    undefined,
    undefined,
  ]);
});

Deno.test("a moment is said with what happened then", () => {
  const marks = marksOf(STATE);
  same(momentText("14:10", 5 * MINUTE, false, marks), "14:15, Incident declared");
  same(momentText("14:10", 20 * MINUTE, true, marks), "now, 14:30");
  same(marksAt(marks, 8.4 * MINUTE).length, 1);
});

Deno.test("values are read with names and units", () => {
  const series = [
    { name: "a", service: "api", signal: "errors", unit: "share" },
    { name: "b", service: "api", signal: "latency_p99", unit: "ms" },
  ];
  const text = valuesText(series, { a: [0.4, null], b: [20] }, 1, () => "API");
  same(text, "API error rate no data; API p99 latency –");
});
