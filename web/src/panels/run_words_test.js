import { stageText, statusText, undoable, undoText, waitText } from "./run_words.js";

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
  same(statusText(run()), "running");
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
  same(statusText({ status: "running" }), "running");
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
