import { pageOf, stageDoubts, zoneText } from "./page_words.js";
import { is, min, page, run, sample } from "../sample_state.js";

const first = { t: min(12), stage: "investigating", text: "We look.", components: ["checkout"] };
const draft = { t: min(20), stage: "monitoring", text: "It helps.", components: [], next_at: null };
const words = ({ components }) => components.map(({ title, word }) => `${title}: ${word}`);

Deno.test("before a post all is well, with no component named", () => {
  const shown = pageOf(sample(), null);
  is([shown.headline, shown.stage, shown.components], ["All systems operational", null, []]);
});

Deno.test("a draft stands on top, and is marked", () => {
  const shown = pageOf(sample({ statuspage: page(first) }), draft);
  is(shown.posts.map((post) => [post.text, post.draft]), [["It helps.", true], [
    "We look.",
    false,
  ]]);
  is(shown.headline, "We are watching whether it holds");
});

Deno.test("a component keeps its state until a post names others, or ends it", () => {
  const state = sample({ statuspage: page(first) });
  is(words(pageOf(state, null)), ["Checkout: Affected"]);
  is(words(pageOf(state, draft)), ["Checkout: Recovering"]);
  is(words(pageOf(state, { ...draft, components: ["card-router"] })), [
    "Checkout: Operational",
    "Card router: Recovering",
  ]);
  is(words(pageOf(state, { ...draft, stage: "resolved" })), ["Checkout: Operational"]);
});

Deno.test("a stage is doubted where nothing on record backs it", () => {
  const doubts = (stage, changes) => stageDoubts(sample(changes), stage).map(({ id }) => id);
  is(doubts("investigating"), []);
  is(doubts("identified"), ["unconfirmed"]);
  is(doubts("identified", { actions: { runs: [run({ status: "running" })] } }), []);
  is(doubts("monitoring"), ["unverified"]);
  is(doubts("investigating", { actions: { runs: [run({ status: "running" })] } }), ["further"]);
  is(doubts("resolved"), ["open"]);
  is(doubts("resolved", { incident: { resolved_at: min(60) } }), []);
  const on = (stage) => ({ statuspage: page({ ...first, stage }) });
  is(doubts("investigating", on("monitoring")), ["back"]);
  is(doubts("investigating", on("resolved")), []);
});

Deno.test("the zone is named behind a time", () => {
  is(zoneText({ zone: "UTC" }), "UTC");
  is(zoneText({ zone: "America/New_York" }), "New York time");
  is(zoneText({}), "");
});
