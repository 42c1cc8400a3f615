import { checklist, quietSince, seenBetter, tally } from "./resolve_words.js";

const same = (got, want) => {
  const [a, b] = [got, want].map((one) => JSON.stringify(one));
  if (a !== b) throw new Error(`${a} is not ${b}`);
};

const MINUTE = 60_000;

const BAD = {
  drill: { clock0: "14:10" },
  alerts: [{ resolved_at: null }, { resolved_at: MINUTE }],
  actions: { runs: [{ title: "Shift", status: "finished", verified: null, finished_at: MINUTE }] },
  timeline: [],
  statuspage: { stage: null, posts: [] },
  updates: [],
  incident: { exit_criteria: null },
  tasks: [{ reported_at: null }],
  inbox: [{ expects: true, answered_at: null }],
};

const GOOD = {
  ...BAD,
  alerts: [{ resolved_at: 20 * MINUTE }, { resolved_at: MINUTE }],
  actions: {
    runs: [{
      title: "Shift",
      status: "finished",
      verified: { worked: true, at: 18 * MINUTE },
      finished_at: 16 * MINUTE,
    }],
  },
  timeline: [{ kind: "recovery.verified", t: 22 * MINUTE, data: {} }],
  statuspage: { stage: "monitoring", posts: [{}] },
  updates: [{ t: 25 * MINUTE }],
  incident: { exit_criteria: "errors below 1%" },
  tasks: [{ reported_at: 1 }],
  inbox: [],
};

Deno.test("what is not so is said, with where to see to it", () => {
  const checks = checklist(BAD, 30 * MINUTE);
  same(checks.map(({ text }) => text), [
    "1 alert still fires",
    "Nobody has said that they see it recovered",
    "Not done with: Shift",
    "It is not quiet yet",
    "Customers were told nothing",
    "No update went out since it got better",
    "Nobody has said when it is over",
    "1 task is open",
    "1 question is open",
  ]);
  same(tally(checks).met, 0);
  same(tally(checks).open.length, 9);
  same(checks[2].go, { tab: "work", focus: "verify" });
});

Deno.test("what is so is said too, and some things only people can judge", () => {
  const checks = checklist(GOOD, 30 * MINUTE);
  same(checks.filter(({ done }) => done === false), []);
  same(tally(checks).judge.map(({ text }) => text), [
    "Quiet for 10m, since 14:30. Is that long enough?",
    "Over when: errors below 1%. Is it so?",
  ]);
  same(checks[1].text, "Somebody saw it work again at 14:32");
});

Deno.test("it is quiet since the last alert or change ended", () => {
  same(quietSince(GOOD), 20 * MINUTE);
  same(quietSince({ alerts: [], actions: { runs: [] } }), null);
  same(
    quietSince({ ...GOOD, actions: { runs: [{ status: "running", finished_at: null }] } }),
    null,
  );
});

Deno.test("a change that did not work is no recovery", () => {
  const runs = [{ verified: { worked: false, at: 5 } }];
  same(seenBetter({ actions: { runs }, timeline: [] }), null);
});

Deno.test("an update from before it got better does not count", () => {
  const early = { ...GOOD, updates: [{ t: MINUTE }] };
  same(tally(checklist(early, 30 * MINUTE)).open.map(({ id }) => id), ["internal"]);
});
