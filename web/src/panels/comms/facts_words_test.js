import { factsOf, ideaText, runAt, runText, stageNow } from "./facts_words.js";
import { is, min, run, sample } from "../sample_state.js";

const idea = (id, result = null) => ({
  id,
  text: `idea ${id}`,
  suspects: "card-router",
  by: "ben",
  at: min(13),
  result,
});
const stage = (changes) => stageNow(factsOf(sample(changes)));
const runs = (...list) => ({ actions: { catalogue: [], runs: list } });

Deno.test("the idea that leads is a confirmed one, else the newest that still stands", () => {
  const lead = (...hypotheses) => factsOf(sample({ hypotheses })).idea?.id ?? null;
  is(lead(), null);
  is(lead(idea("h1"), idea("h2", "refuted")), "h1");
  is(lead(idea("h1", "confirmed"), idea("h2")), "h1");
  is(lead(idea("h1"), idea("h2", "inconclusive")), "h2");
});

Deno.test("what an idea is counts from its test", () => {
  const timeline = [{ kind: "hypothesis.tested", t: min(18), data: { id: "h1" } }];
  const { at, ...rest } = factsOf(sample({ hypotheses: [idea("h1", "confirmed")], timeline })).idea;
  is(at, min(18));
  is(ideaText(rest), "idea h1 (card-router, confirmed)");
  is(ideaText(idea("h1")), "idea h1 (card-router, not confirmed)");
});

Deno.test("a change that runs comes before one that is wanted, and before one that is done", () => {
  const done = run({ id: "a0", status: "finished", finished_at: min(14) });
  const going = run({ id: "a1", status: "running", started_at: min(16) });
  is(factsOf(sample(runs(done, going, run({ id: "a2" })))).run.id, "a1");
  is(factsOf(sample(runs(done, run({ id: "a2" })))).run.id, "a2");
  is(factsOf(sample(runs(done))).run.id, "a0");
  is(factsOf(sample(runs(run({ kind: "diagnostic" }), run({ undoes: "a0" })))).run, null);
});

Deno.test("a change is told with the times that are known", () => {
  is(runText(run(), "14:10"), "Move traffic: waits for the go-ahead");
  const going = { status: "running", started_at: min(16), expected: min(20) };
  is(runText(run(going), "14:10"), "Move traffic: running since 14:26, should finish at 14:30");
  const done = { status: "finished", finished_at: min(20) };
  is(runText(run(done), "14:10"), "Move traffic: finished at 14:30, not checked yet");
  const checked = run({ ...done, verified: { worked: false, at: min(24) } });
  is(runText(checked, "14:10"), "Move traffic: finished at 14:30, it did not help");
  is([run(), run(done), checked].map(runAt), [min(15), min(20), min(24)]);
});

Deno.test("a stage is backed by what happened", () => {
  const checked = run({
    status: "finished",
    finished_at: min(20),
    verified: { worked: true, at: min(24) },
  });
  is(stage({}), "investigating");
  is(stage({ hypotheses: [idea("h1", "confirmed")] }), "identified");
  is(stage(runs(run())), "investigating");
  is(stage(runs(run({ status: "running", started_at: min(16) }))), "identified");
  is(stage(runs(checked)), "monitoring");
  is(stage(runs(checked, run({ id: "a2", status: "running" }))), "identified");
  is(stage({ incident: { resolved_at: min(60) } }), "resolved");
});
