import { basesOf, changedSince, fromDocument, fromLog, notMine } from "./review_words.js";
import { is, min, sample, scope } from "../sample_state.js";

const line = (kind, n, text, data = {}) => ({
  event: { seq: n, kind, t: min(n), data },
  said: { text },
});

Deno.test("the review begins with what the document says, the timeline with its times", () => {
  const entry = (text, n) => ({ text, at: min(n), refs: [], rev: 1 });
  const document = {
    summary: [entry("old", 9), entry("Cards failed", 12)],
    timeline: [entry("declared", 8), entry("14:26 traffic moved", 20)],
    hypotheses: [entry("routing", 14)],
  };
  is(fromDocument(sample({ document })), {
    summary: "Cards failed",
    timeline: "14:18 declared\n14:26 traffic moved",
    impact: "",
    root_cause: "routing",
  });
});

Deno.test("the log has the moments, the scope and a confirmed cause", () => {
  const lines = [
    line("alert.fired", 1, "Slow fires", { page: false }),
    line("alert.fired", 5, "Errors fires", { page: true }),
    line("alert.fired", 6, "More fires", { page: true }),
    line("message.posted", 7, "hello"),
    line("incident.declared", 8, "declares an incident"),
  ];
  const said = fromLog(sample({ incident: { scope } }), lines, () => "");
  is(said.timeline, "14:15 Errors fires\n14:18 declares an incident");
  is(said.impact, "checkout: people who pay by card, about 40%, since 14:13");
  is(said.root_cause, "");
});

Deno.test("what somebody saved meanwhile is noticed where it was begun here", () => {
  const mine = { summary: "Mine", impact: "" };
  const bases = basesOf({}, {}, mine);
  is(bases, { summary: "" });
  is(changedSince(bases, {}, "summary"), false);
  const saved = { summary: "Theirs", impact: "40%" };
  is(changedSince(bases, saved, "summary"), true);
  is(changedSince(bases, saved, "impact"), false);
  is(basesOf(bases, saved, { summary: "Mine", impact: "40%" }), { summary: "" });
  is(basesOf(bases, saved, { summary: "Theirs", impact: "40%" }), {});
});

Deno.test("items that somebody saved are not lost", () => {
  const saved = [{ what: "Alert" }, { what: "Release in steps" }];
  is(notMine(saved, ["Alert"]), [{ what: "Release in steps" }]);
  is(notMine(saved, ["Alert", "Release in steps"]), []);
});
