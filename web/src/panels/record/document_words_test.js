import {
  begun,
  earlier,
  entryText,
  holding,
  offered,
  overtaken,
  suggested,
  together,
  waitingIn,
} from "./document_words.js";
import { is, run, sample, scope } from "../sample_state.js";

const entry = (rev, text = `words ${rev}`) => ({ rev, text });
const written = { summary: [entry(1), entry(2)], timeline: [entry(1), entry(2)], impact: [] };

Deno.test("of some sections the newest entry holds, of others all", () => {
  is(holding(written.summary, "summary"), [entry(2)]);
  is(holding(written.timeline, "timeline"), written.timeline);
  is([earlier(written.summary, "summary"), earlier(written.timeline, "timeline")], [
    [entry(1)],
    [],
  ]);
});

Deno.test("who writes is warned only of what came after they began", () => {
  const mine = begun({}, written, "summary", "Cards fail", []);
  is(mine, { summary: { text: "Cards fail", refs: [], rev: 2 } });
  is(overtaken(written, "summary", mine.summary), null);
  const later = { ...written, summary: [...written.summary, entry(3)] };
  is(overtaken(later, "summary", mine.summary), entry(3));
  const on = begun(mine, later, "summary", "Cards fail everywhere", []);
  is(on.summary.rev, 2);
  is(begun(on, later, "summary", " ", []), {});
});

Deno.test("each section keeps what was begun in it", () => {
  const two = begun(begun({}, written, "summary", "Cards", []), written, "impact", "40%", [7]);
  is(two, {
    summary: { text: "Cards", refs: [], rev: 2 },
    impact: { text: "40%", refs: [7], rev: 0 },
  });
  is(waitingIn(two, "impact"), [["summary", "Summary"]]);
  is(waitingIn(two, "summary"), [["impact", "Impact"]]);
  is(begun({}, written, "timeline", "", [7]), { timeline: { text: "", refs: [7], rev: 2 } });
});

Deno.test("words that were not begun yet stand on what is there now", () => {
  const ticked = begun({}, written, "summary", "", [7]);
  const later = { ...written, summary: [...written.summary, entry(3)] };
  is(begun(ticked, later, "summary", "Cards", [7]).summary.rev, 3);
});

Deno.test("what only grows is never overtaken", () => {
  is(overtaken(written, "timeline", { text: "x", rev: 1 }), null);
  is(overtaken(written, "summary", undefined), null);
});

Deno.test("two texts become one, theirs first, within what an entry holds", () => {
  is(together("Theirs. ", " Mine.", 100), "Theirs.\nMine.");
  is(together("abc", "def", 5), "abc\nd");
});

Deno.test("a line of the timeline becomes an entry with its time", () => {
  const event = { t: 11 * 60_000 };
  is(
    entryText("14:10", event, "Ana", { text: "declares an incident", quote: "Cards fail" }),
    "14:21 Ana declares an incident: Cards fail",
  );
  is(
    entryText("14:10", event, "Ben", { text: "", quote: "Looking" }),
    "14:21 Ben: Looking",
  );
  is(
    entryText("14:10", event, "Cho", { text: "answers Kai:", quote: "At 15:00" }).slice(-8),
    "At 15:00",
  );
});

Deno.test("the newest events that matter are offered, and whatever is ticked", () => {
  const lines = Array.from({ length: 20 }, (_, i) => ({
    event: { seq: i + 1 },
    said: { group: i === 18 ? "chat" : "key" },
  }));
  const seqs = offered(lines, [2]).map(({ event }) => event.seq);
  is(seqs.length, 13);
  is([seqs[0], seqs.at(-1)], [20, 2]);
  is(seqs.includes(19), false);
});

Deno.test("what is on record is suggested where it belongs, and nothing else", () => {
  const state = sample({ incident: { scope }, actions: { runs: [run()] } });
  is(suggested(state, "summary"), ["Card payments fail, SEV-1, declared 14:18"]);
  is(suggested(state, "impact"), ["checkout: people who pay by card, about 40%, since 14:13"]);
  is(suggested(state, "owners"), ["IC: Ana"]);
  is(suggested(state, "actions"), ["Move traffic: waits for the go-ahead"]);
  is(suggested(state, "timeline"), []);
  const bare = sample({ incident: { declared_at: null, roles: {} } });
  is(
    ["summary", "impact", "hypotheses", "actions", "owners"].flatMap((id) => suggested(bare, id)),
    [],
  );
});
