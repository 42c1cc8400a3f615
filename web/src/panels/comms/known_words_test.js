import { knownAndTold, toTell } from "./known_words.js";
import { is, min, page, run, sample, scope, told } from "../sample_state.js";

const rowOf = (state, id, now = min(30)) => knownAndTold(state, now).find((row) => row.id === id);
const marks = (row) => row.told.map(({ id, mark }) => `${id}: ${mark}`);
const idea = {
  id: "h1",
  text: "the new routing table",
  suspects: "card-router",
  by: "ben",
  at: min(13),
  result: null,
};

Deno.test("where nothing is on record, nobody has to be told", () => {
  const bare = sample({ incident: { declared_at: null } });
  is(
    knownAndTold(bare, min(30)).map(({ record, untold }) => [record, untold]),
    Array(7).fill([null, false]),
  );
  is(toTell(knownAndTold(bare, min(30))), 0);
});

Deno.test("what is on record and was told nobody is marked", () => {
  const row = rowOf(sample({ incident: { scope } }), "impact");
  is([row.record.text, row.record.at, row.untold], [
    "people who pay by card, about 40%",
    min(12),
    true,
  ]);
});

Deno.test("the same figure word for word is the same; other words are left to the reader", () => {
  const updates = [
    told(min(15), { impact: "About 40% of payments" }),
    told(min(16), { audience: "executives", impact: "nearly half" }),
  ];
  is(marks(rowOf(sample({ incident: { scope }, updates }), "impact")), [
    "stakeholders: same",
    "executives: other",
  ]);
});

Deno.test("what was recorded after somebody was told is newer", () => {
  const updates = [told(min(10), { impact: "some payments" })];
  is(marks(rowOf(sample({ incident: { scope }, updates }), "impact")), ["stakeholders: newer"]);
});

Deno.test("only the newest word with that field counts for an audience", () => {
  const updates = [
    told(min(10), { impact: "some" }),
    told(min(15), { impact: "about 40%" }),
    told(min(18), { status: "mitigating" }),
  ];
  const row = rowOf(sample({ incident: { scope }, updates }), "impact");
  is(row.told.map(({ at }) => at), [min(15)]);
});

Deno.test("what was told without anything on record is marked as such", () => {
  const updates = [told(min(15), { theory: "a bad cable" })];
  const row = rowOf(sample({ updates }), "theory");
  is([row.record, marks(row)], [null, ["stakeholders: unbacked"]]);
});

Deno.test("a theory that was refuted since it was told is marked", () => {
  const updates = [told(min(15), { theory: "The new routing table, likely" })];
  const timeline = [{ kind: "hypothesis.tested", t: min(18), data: { id: "h1" } }];
  const state = sample({ updates, timeline, hypotheses: [{ ...idea, result: "refuted" }] });
  is(marks(rowOf(state, "theory")), ["stakeholders: refuted"]);
  is(marks(rowOf(sample({ updates, hypotheses: [idea] }), "theory")), ["stakeholders: same"]);
});

Deno.test("components are compared for the page, and only quoted from it", () => {
  const statuspage = page({
    t: min(14),
    stage: "investigating",
    text: "We look.",
    components: ["checkout"],
  });
  const row = rowOf(sample({ incident: { scope }, statuspage }), "what");
  is(row.told.map(({ id, text, mark }) => [id, text, mark]), [["public", "Checkout", "same"]]);
});

Deno.test("what has no field of its own is sought in the words, which are quoted elsewhere", () => {
  const updates = [
    told(min(15), { impact: "checkout fails since 14:13" }),
    told(min(16), { audience: "executives", impact: "cards fail" }),
  ];
  const state = sample({ incident: { scope }, updates });
  is(marks(rowOf(state, "what")), ["stakeholders: same", "executives: unsaid"]);
  is(marks(rowOf(state, "since")), ["stakeholders: same", "executives: unsaid"]);
  is(rowOf(state, "since").told.map(({ text }) => text), ["", ""]);
  is(rowOf(sample({ updates }), "what").told, []);
});

Deno.test("the page says resolved if and only if it is", () => {
  const over = page({ t: min(14), stage: "resolved", text: "All well." });
  is(marks(rowOf(sample({ statuspage: over }), "stage")), ["public: differs"]);
  is(marks(rowOf(sample({ statuspage: over, incident: { resolved_at: min(13) } }), "stage")), [
    "public: other",
  ]);
});

Deno.test("a change that came further since is newer, also under the same name", () => {
  const going = run({ status: "running", started_at: min(16), expected: min(20) });
  const updates = [told(min(17), { next_action: "Move traffic" })];
  const seen = (one) => marks(rowOf(sample({ updates, actions: { runs: [one] } }), "fix"));
  is(seen(going), ["stakeholders: same"]);
  is(seen({ ...going, status: "finished", finished_at: min(20) }), ["stakeholders: newer"]);
});

Deno.test("the next word is late, open, or to come", () => {
  const updates = [
    told(min(10), { next_at: min(25) }),
    told(min(11), { audience: "executives" }),
    told(min(12), { audience: "support", next_at: min(40) }),
  ];
  is(marks(rowOf(sample({ updates }), "next")), [
    "stakeholders: late",
    "executives: open",
    "support: other",
  ]);
});
