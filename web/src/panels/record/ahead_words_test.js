import { coming, plans, undecided } from "./ahead_words.js";
import { is, min, run, sample, told } from "../sample_state.js";

const ids = (list) => list.map(({ id }) => id);
const task = (id, at, timebox, reported_at = null) => ({
  id,
  to: "ben",
  to_name: "Ben",
  text: "look",
  by: "ana",
  at,
  timebox,
  reported_at,
});

Deno.test("what has a time stands in its order", () => {
  const state = sample({
    incident: { cadence: { stakeholders: 15 } },
    updates: [told(min(10), { next_at: min(25) })],
    tasks: [task("t1", min(12), min(10)), task("t2", min(12), min(10), min(13))],
    actions: { runs: [run({ status: "running", started_at: min(16), expected: min(30) })] },
  });
  const list = coming(state, min(20));
  is(list.map(({ id, at }) => [id, at]), [
    ["task-t1", min(22)],
    ["word-stakeholders", min(25)],
    ["run-a1", min(30)],
    ["plan", min(38)],
  ]);
  is(list[0].text, "Ben reports: look");
});

Deno.test("the plan is looked at half an hour after the last time", () => {
  const timeline = [{ kind: "plan.reviewed", t: min(20), data: {} }];
  is(coming(sample({ timeline }), min(25)).map(({ at }) => at), [min(50)]);
});

Deno.test("before a declaration nothing comes, after the end only the review", () => {
  is(coming(sample({ incident: { declared_at: null } }), min(5)), []);
  const postmortem = { at: min(900), owner: "ben" };
  const over = sample({ incident: { resolved_at: min(60), postmortem } });
  is(ids(coming(over, min(61))), ["review"]);
});

Deno.test("what waits longest is decided first; what has no time comes last", () => {
  const state = sample({
    incident: {
      severity: null,
      roles: { cl: { to: "cho", name: "Cho", assigned_at: min(14), accepted_at: null } },
    },
    actions: { runs: [run(), run({ id: "a2", status: "finished", finished_at: min(12) })] },
    hypotheses: [{ id: "h1", text: "routing", at: min(13), result: null }, {
      id: "h2",
      result: "refuted",
    }],
    inbox: [{ id: "q", name: "Yusuf", at: min(8), expects: true, answered_at: null }],
  });
  is(ids(undecided(state)), [
    "ask-q",
    "verify-a2",
    "idea-h1",
    "role-cl",
    "go-a1",
    "severity",
    "exit",
  ]);
});

Deno.test("a change without a plan B is a gap, and so is an end that nobody was told", () => {
  const going = { actions: { runs: [run({ status: "running" })] } };
  is(ids(undecided(sample({ ...going, incident: { exit_criteria: "x" } }))), ["plan-b"]);
  const statuspage = { stage: "monitoring", posts: [] };
  is(ids(undecided(sample({ incident: { resolved_at: min(60) }, statuspage }))), [
    "page",
    "review",
  ]);
});

Deno.test("plans are what is done now, and what was named for if it fails", () => {
  const timeline = ["shift regions", "switch it off"].map((text, i) => ({
    kind: "plan.alternative",
    t: min(20 + i),
    data: { text },
  }));
  is(
    plans(sample({ actions: { runs: [run()] }, timeline })).map(({ name, text }) => [name, text]),
    [
      ["Now", "Move traffic"],
      ["Plan B", "shift regions"],
      ["Plan C", "switch it off"],
    ],
  );
  is(plans(sample()), []);
});
