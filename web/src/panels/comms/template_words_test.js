import { AUDIENCES } from "./audience_words.js";
import { STAGES } from "./facts_words.js";
import { is, min, page, run, sample, scope } from "../sample_state.js";
import { draftFor, GAP, hasGap, merge, nextIn } from "./template_words.js";

const tested = {
  id: "h1",
  text: "the new routing table",
  suspects: "card-router",
  by: "ben",
  at: min(13),
  result: "confirmed",
};
const checked = run({
  status: "finished",
  finished_at: min(20),
  verified: { worked: true, at: min(24) },
});

Deno.test("where nothing is known, a draft has gaps and no claims", () => {
  const bare = sample({ incident: { declared_at: null, title: "", severity: null, roles: {} } });
  const texts = STAGES.map((stage) => draftFor(bare, "public", stage).text);
  is(texts, [
    `${GAP} We are looking into it.`,
    `${GAP} ${GAP} ${GAP}`,
    `${GAP} We keep watching until we are sure.`,
    `${GAP} ${GAP} We are sorry for the trouble.`,
  ]);
  for (const { id, fields } of AUDIENCES) {
    for (const stage of STAGES) {
      const draft = draftFor(bare, id, stage);
      is(Object.keys(draft), fields.map(([name]) => name));
      is(Object.values(draft).some(hasGap), true);
    }
  }
});

Deno.test("a draft quotes what was defined, and says no more", () => {
  const state = sample({ incident: { scope } });
  is(draftFor(state, "stakeholders", "investigating"), {
    status: "investigating",
    impact: "checkout: people who pay by card, about 40%, since 14:13",
    theory: GAP,
    next_action: GAP,
    text: "",
  });
  is(
    draftFor(state, "public", "investigating").text,
    "Affected: checkout (people who pay by card), since 14:13. We are looking into it.",
  );
  is(draftFor(state, "public", "identified").text.split(GAP).length, 3);
});

Deno.test("before a scope the first look serves", () => {
  const triage = { severity: "SEV-1", impact: "cards are declined", by: "ben", at: min(9) };
  const state = sample({ incident: { triage } });
  is(draftFor(state, "stakeholders", "investigating").impact, "cards are declined");
  is(draftFor(state, "public", "investigating").text.startsWith("cards are declined. "), true);
});

Deno.test("what was found and done fills the later stages", () => {
  const state = sample({
    incident: { scope },
    hypotheses: [tested],
    actions: { catalogue: [], runs: [checked] },
  });
  is(hasGap(draftFor(state, "public", "identified").text), false);
  is(
    draftFor(state, "public", "monitoring").text,
    "A change that we made has helped. We keep watching until we are sure.",
  );
  is(draftFor(state, "executives", "monitoring").status, "SEV-1, monitoring after: Move traffic");
  is(
    draftFor(state, "stakeholders", "monitoring").theory,
    "the new routing table (card-router, confirmed)",
  );
  is(hasGap(draftFor(state, "public", "resolved").text), true);
  const over = sample({ incident: { scope, resolved_at: min(60) } });
  is(
    draftFor(over, "public", "resolved").text.startsWith("The problem is over since 15:10."),
    true,
  );
});

Deno.test("support may use what the status page says", () => {
  const state = sample({
    statuspage: page({ t: min(12), stage: "investigating", text: "We look." }),
  });
  is(
    draftFor(state, "support", "investigating").text,
    "You may tell them what the status page says: “We look.”",
  );
  is(draftFor(sample(), "support", "investigating").text, GAP);
});

Deno.test("no draft takes away what somebody wrote", () => {
  const before = { status: "investigating", impact: GAP };
  const values = { status: "investigating", impact: "40% of cards", text: "" };
  const draft = { status: "mitigating", impact: "all cards", text: "x" };
  is(merge(values, before, draft), {
    values: { status: "mitigating", impact: "40% of cards", text: "x" },
    kept: ["impact"],
  });
});

Deno.test("the next word comes with the cadence", () => {
  is(nextIn(sample({ incident: { cadence: { public: 20 } } }), "public"), 20);
  is(nextIn(sample(), "public"), 30);
  is(nextIn(sample(), "stakeholders"), 15);
});

Deno.test("gaps are found however they are typed", () => {
  is([hasGap("a [...] b"), hasGap("[…]"), hasGap("array[0] ...")], [true, true, false]);
});
