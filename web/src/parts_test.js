import { stopped } from "./parts.js";

const can = (phase, ...verbs) =>
  verbs.filter((verb) => !stopped({ drill: { phase } }, verb)).join();

const is = (got, want) => {
  if (got !== want) throw new Error(`got ${got}, want ${want}`);
};

Deno.test("while the clock stands only some controls work, as the server has it", () => {
  const verbs = ["decision.log", "probe.answer", "rating.give", "postmortem.write", "drill.resume"];
  is(can("running", ...verbs), verbs.join());
  is(can("paused", ...verbs), "probe.answer,rating.give,drill.resume");
  is(can("lobby", ...verbs), "drill.resume");
  const words = ["ask", "ask.answer", "hand.raise", "comms.check", "task.ack"];
  is(can("paused", ...words), "ask,ask.answer,hand.raise");
  is(can("lobby", ...words), "hand.raise,comms.check");
});

Deno.test("after the end there is the review, and what staff thinks of it", () => {
  const verbs = ["postmortem.write", "postmortem.share", "postmortem.schedule", "runbook.update"];
  is(can("ended", ...verbs), "postmortem.write,postmortem.share,runbook.update");
  is(can("ended", "probe.ask", "note.add", "doc.write"), "note.add");
});
