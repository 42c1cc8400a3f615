import { lastMinute, moments, tryText } from "./solo_moments.js";

const MINUTE = 60_000;

const same = (got, wanted) => {
  const [one, two] = [JSON.stringify(got), JSON.stringify(wanted)];
  if (one !== two) throw new Error(`${one} is not ${two}`);
};

const stateOf = (...events) => ({
  actions: { runs: [{ id: "a1", title: "Roll back" }] },
  timeline: events.map(([at, kind, data], i) => ({ seq: i + 1, t: at * MINUTE, kind, data })),
});

const told = (state) => moments(state).map(({ minute, text }) => `${minute} ${text}`);

Deno.test("key moments are told in order, with the minute before each", () => {
  const state = stateOf(
    [0, "drill.started", {}],
    [3.2, "alert.fired", { alert: "Declines" }],
    [3.9, "alert.fired", { alert: "Latency" }],
    [5, "incident.declared", { title: "Cards" }],
    [6.99, "severity.set", { level: "SEV-2" }],
    [7, "message.posted", { text: "hello" }],
    [9, "action.started", { id: "a1", title: "Roll back" }],
    [11, "action.failed", { id: "a1" }],
    [12, "statuspage.posted", { stage: "investigating" }],
    [13, "statuspage.posted", { stage: "identified" }],
    [20, "severity.set", { level: "SEV-1" }],
    [30, "incident.resolved", {}],
  );
  same(told(state), [
    "3 First alert: Declines",
    "5 Incident declared",
    "6 Severity set to SEV-2",
    "9 Change started: Roll back",
    "11 Change failed: Roll back",
    "12 First words in public",
    "20 Severity set to SEV-1",
    "30 Incident resolved",
  ]);
});

Deno.test("a change whose run is unknown is named by its id", () => {
  same(told(stateOf([1, "action.finished", { id: "a9" }])), ["1 Change done: a9"]);
});

Deno.test("only the newest moments are offered, however many there were", () => {
  const many = Array.from({ length: 60 }, (_, n) => [n, "severity.set", { level: `SEV-${n}` }]);
  const shown = moments(stateOf(...many));
  same([shown.length, shown[0].minute, shown.at(-1).minute], [40, 20, 59]);
});

Deno.test("a try begins at a whole minute that has been", () => {
  same([-1, 0, 59_999, 60_000, 90_000].map(lastMinute), [0, 0, 0, 1, 1]);
});

Deno.test("tries are named by where they begin", () => {
  same([null, 0, 7].map((minute) => tryText({ minute })), [
    "From the beginning",
    "Again from minute 0",
    "Again from minute 7",
  ]);
});
