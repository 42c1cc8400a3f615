import {
  onDuty,
  presenceWord,
  requestsToMe,
  teamsToAsk,
  teamsUnderWay,
  toAcknowledge,
} from "./oncall_words.js";

const page = (id, level, to, acked_at = null) => ({ id, level, to, acked_at });
const PAGES = [
  page("p1", "primary", "ol"),
  page("p2", "requested", "dba"),
  page("p3", "requested", "responder"),
  page("p4", "secondary", "nadia", 5),
];
const team = (id, status, more = {}) => ({
  team: id,
  title: id.toUpperCase(),
  status,
  can_come: true,
  handoff: null,
  primary: null,
  ...more,
});
const TEAMS = {
  oncall: [
    team("db", "away", { handoff: "Quiet." }),
    team("net", "asked"),
    team("sec", "coming"),
    team("web", "here", { primary: "Nadia" }),
    team("core", "away", { can_come: false }),
  ],
};

const expect = (got, wanted) => {
  if (JSON.stringify(got) !== JSON.stringify(wanted)) {
    throw new Error(`${JSON.stringify(got)} is not ${JSON.stringify(wanted)}`);
  }
};
const ids = (pages) => pages.map((one) => one.id);
const seen = (seat) => ({ pages: PAGES, you: { seat } });

Deno.test("nobody is told to acknowledge what asks somebody else to come", () => {
  expect(ids(toAcknowledge(seen("ol"))), ["p1"]);
  expect(ids(toAcknowledge(seen("responder"))), ["p1", "p3"]);
  expect(ids(requestsToMe(seen("responder"))), ["p3"]);
  expect(ids(requestsToMe(seen("ic"))), []);
});

Deno.test("only teams that are away can be asked, or asked again", () => {
  expect(teamsToAsk(TEAMS), [["db", "DB"], ["net", "NET (asked)"]]);
  expect(teamsUnderWay(TEAMS), [
    { team: "net", text: "NET: asked, no answer yet" },
    { team: "sec", text: "SEC: on the way" },
  ]);
  expect(onDuty(TEAMS).map((one) => one.team), ["db", "web"]);
});

Deno.test("an older server says nothing about teams", () => {
  expect([teamsToAsk({}), teamsUnderWay({}), onDuty({})], [[], [], []]);
});

Deno.test("a colleague of the story is here without a connection", () => {
  const state = { online: ["ana"] };
  expect(presenceWord(state, { person: "dba", persona: true }), "here");
  expect(presenceWord(state, { person: "bot-ol", bot: true }), "bot");
  expect(presenceWord(state, { person: "ana" }), "here");
  expect(presenceWord(state, { person: "ben" }), "away");
});
