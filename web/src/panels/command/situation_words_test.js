import { briefOf, impactOf, situation, theoryOf } from "./situation_words.js";

const same = (got, want) => {
  const [a, b] = [got, want].map((one) => JSON.stringify(one));
  if (a !== b) throw new Error(`${a} is not ${b}`);
};

const MINUTE = 60_000;
const texts = (lines) => lines.map(({ text }) => text);

const QUIET = {
  you: { person: "ana", asked: [], can: ["action.approve", "command.settle"] },
  names: { ben: "Ben" },
  people: [],
  drill: { clock0: "14:10" },
  alerts: [],
  incident: {
    severity: null,
    severity_at: null,
    scope: null,
    triage: null,
    contests: [],
    promised: { internal: null, public: null },
    postmortem: null,
    resolved_at: null,
    exit_criteria: null,
  },
  hypotheses: [],
  actions: { runs: [] },
  tasks: [],
  inbox: [],
  updates: [],
};
const task = (id, more) => ({
  id,
  to: "eve",
  text: "Look",
  at: 0,
  timebox: 5,
  reported_at: null,
  ...more,
});

Deno.test("nothing is known, done, promised or waiting", () => {
  const { known, doing, promised, waits } = situation(QUIET, 0);
  same(texts(known), [
    "No severity set",
    "Nobody has said who is hurt",
    "No theory yet",
    "No alert fires",
  ]);
  same(texts([...doing, ...promised, ...waits]), [
    "Nothing is under way",
    "No next update is promised",
    "Nobody waits for you",
  ]);
});

const BUSY = {
  ...QUIET,
  alerts: [{ resolved_at: null }, { resolved_at: null }, { resolved_at: 5 }],
  incident: {
    ...QUIET.incident,
    severity: "SEV-1",
    severity_at: 5 * MINUTE,
    scope: { what: "checkout", who: "card payers", how_many: "40%", since: "14:13" },
    promised: { internal: 30 * MINUTE, public: 20 * MINUTE },
    exit_criteria: "errors below 1%",
  },
  hypotheses: [{ id: "h1", suspects: "router", text: "release 4.12", result: "confirmed" }],
  actions: {
    runs: [
      { id: "a1", title: "Shift", status: "running", expected: 15 * MINUTE },
      { id: "a2", title: "Roll back", status: "proposed", at: 9 * MINUTE, by: "ben" },
      { id: "a3", title: "Restart", status: "approved" },
      { id: "a4", title: "Flag off", status: "finished", verified: null, undoes: null },
      { id: "a5", title: "Scale", status: "finished", verified: { worked: true }, undoes: null },
    ],
  },
  tasks: [task("t1"), task("t2", { timebox: 90 * MINUTE }), task("t3", { reported_at: 1 })],
  inbox: [{ id: "i1", name: "Mirela", expects: true, answered_at: null, at: 8 * MINUTE }],
};

Deno.test("the situation says what is known, done, promised, and who waits for me", () => {
  const { known, doing, promised, waits } = situation(BUSY, 10 * MINUTE);
  same(texts(known), [
    "SEV-1 since 14:15",
    "checkout: card payers, 40%, since 14:13",
    "Theory: router (supported): release 4.12",
    "2 alerts fire",
  ]);
  same(texts(doing), [
    "Shift runs",
    "Approved, not started: Restart",
    "Finished, not verified: Flag off",
    "2 tasks open, 1 late",
  ]);
  same(promised.map(({ text, until }) => [text, until / MINUTE]), [
    ["Status page", 20],
    ["Internal update", 30],
  ]);
  same(waits.map(({ text, since }) => [text, since / MINUTE]), [
    ["Go-ahead: Roll back", 9],
    ["Mirela waits for an answer", 8],
  ]);
});

Deno.test("only what is mine to do waits for me", () => {
  const other = {
    ...BUSY,
    you: { person: "eve", asked: ["ol"], can: [] },
    inbox: [],
    incident: { ...BUSY.incident, contests: [{}] },
  };
  same(texts(situation(other, 10 * MINUTE).waits), [
    "You are asked to be Operations Lead",
    "Your task: Look",
    "Your task: Look",
  ]);
});

Deno.test("after the end only the review is promised", () => {
  const incident = { ...BUSY.incident, resolved_at: 1, postmortem: { at: 99, owner: "ben" } };
  same(texts(situation({ ...BUSY, incident }, 0).promised), ["Review"]);
});

Deno.test("impact and theory are those said last", () => {
  const triage = { impact: "cards fail" };
  same(impactOf({ incident: { scope: null, triage }, updates: [] }), "cards fail");
  const updates = [{ impact: "some" }, { impact: "40% of cards" }];
  same(impactOf({ incident: { scope: null, triage: null }, updates }), "40% of cards");
  const idea = { suspects: "db", text: "locks", result: null };
  same(theoryOf({ hypotheses: [idea] }), "db (not tested): locks");
});

Deno.test("a brief begins with what is on record, and nothing else", () => {
  same(briefOf(BUSY, 10 * MINUTE).split("\n"), [
    "Known: SEV-1 since 14:15; checkout: card payers, 40%, since 14:13; " +
    "Theory: router (supported): release 4.12; 2 alerts fire.",
    "Under way: Shift runs, until 14:25; Approved, not started: Restart; " +
    "Finished, not verified: Flag off; 2 tasks open, 1 late.",
    "Promised: Status page, until 14:30; Internal update, until 14:40.",
    "Waits for a go-ahead: Roll back, by Ben.",
    "Over when: errors below 1%.",
  ]);
});
