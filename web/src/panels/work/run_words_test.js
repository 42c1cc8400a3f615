import {
  approvedRun,
  inOrder,
  isToVerify,
  riskText,
  stageText,
  statusText,
  stepsOf,
  undoable,
  undoText,
  waitText,
} from "./run_words.js";

const same = (got, want) => {
  if (got !== want) throw new Error(`${JSON.stringify(got)} is not ${JSON.stringify(want)}`);
};

const run = (more) => ({
  id: "a1",
  action: "roll",
  title: "Roll back",
  status: "running",
  waits_for: [],
  stage: "",
  stages_done: 0,
  stages: 1,
  undoes: null,
  ...more,
});

Deno.test("a run that waits says for what, by name", () => {
  const waits = run({ id: "a2", waits_for: ["a1"] });
  same(statusText(waits), "waits");
  same(waitText(waits, [run(), waits]), "Waits for “Roll back”.");
  same(waitText(run({ waits_for: ["a1", "a9"] }), [run()]), "Waits for “Roll back” and “a9”.");
  same(statusText(run()), "under way");
  same(waitText(run(), [run()]), "");
});

Deno.test("stages are told by name, or by number if they have none", () => {
  same(
    stageText(run({ stages: 4, stages_done: 2, stage: "North America" })),
    "2 of 4: North America",
  );
  same(stageText(run({ stages: 4, stages_done: 2, stage: "2 of 4" })), "2 of 4 done");
  same(stageText(run({ stages: 4, stages_done: 4, stage: "3 of 4" })), "");
  same(stageText(run()), "");
  same(stageText(run({ stages_done: 1 })), "");
});

Deno.test("an older server's run has words too", () => {
  same(statusText({ status: "running" }), "under way");
  same(waitText({ status: "running" }, []), "");
  same(stageText({ status: "running" }), "");
});

Deno.test("how it is undone is said with the time it takes", () => {
  same(undoText({ undo: 120_000 }), "takes 2m");
  same(undoText({ undo: null }), "cannot be undone");
});

Deno.test("what did something can be undone, once", () => {
  const catalogue = [{ action: "roll", undo: 60_000 }, { action: "burn", undo: null }];
  const can = (one, ...others) => undoable(one, { catalogue, runs: [one, ...others] }) !== null;
  const done = run({ status: "finished", stages_done: 1 });
  same(can(done), true);
  same(can(run()), false);
  same(can(run({ status: "failed" })), false);
  same(can(run({ status: "failed", stages_done: 1 })), true);
  same(can(run({ status: "aborted", stages_done: 2, stages: 4 })), true);
  same(can(run({ status: "undone", stages_done: 1 })), false);
  same(can({ ...done, undoes: "a0" }), false);
  same(can({ ...done, action: "burn" }), false);
  same(can(done, run({ id: "a2" })), false);
  same(can(done, run({ id: "a2", status: "proposed", undoes: "a1" })), false);
  same(can(done, run({ id: "a2", status: "aborted", undoes: "a1" })), true);
});

Deno.test("what could go wrong begins with what the catalogue knows", () => {
  const one = { risk: "high", takes: [2_700_000, 2_700_000], destroys_evidence: true };
  same(riskText(one), "high risk, takes 45m, destroys evidence");
  same(riskText({ risk: "odd", takes: [60_000, 120_000] }), "risk odd, takes 1m–2m");
});

Deno.test("an approved run is found by itself or by its action, and only while it has not begun", () => {
  const runs = [run({ status: "proposed" }), run({ id: "a2", status: "approved" })];
  same(approvedRun(runs, { id: "a1" }), undefined);
  same(approvedRun(runs, { id: "a2" }).id, "a2");
  same(approvedRun(runs, { action: "roll" }).id, "a2");
  same(approvedRun([run()], { action: "roll" }), undefined);
});

Deno.test("what needs somebody comes first, what is done with last", () => {
  const status = (id, is, more) => run({ id, status: is, ...more });
  const runs = [
    status("a1", "finished", { verified: { worked: true, at: 1 } }),
    status("a2", "proposed"),
    status("a3", "running"),
    status("a4", "finished"),
    status("a5", "failed"),
    status("a6", "approved"),
    status("a7", "finished", { undoes: "a1" }),
  ];
  same(inOrder(runs).map(({ id }) => id).join(), "a6,a4,a3,a2,a7,a5,a1");
  same(runs.filter(isToVerify).map(({ id }) => id).join(), "a4");
});

Deno.test("a run tells its way, step by step", () => {
  const steps = stepsOf(
    run({
      by_name: "Ben",
      at: 1,
      approved_by: "ana",
      approved_at: 2,
      announced_at: null,
      started_at: 3,
      finished_at: 4,
      status: "failed",
      verified: null,
    }),
    (id) => id.toUpperCase(),
  );
  same(
    steps.map(({ text, at }) => `${text} ${at}`).join("; "),
    "proposed by Ben 1; approved by ANA 2; started 3; failed 4",
  );
});
