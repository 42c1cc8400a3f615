import { isMyPage, newsOf, waitingFor } from "./concerns.js";

const is = (got, want) => {
  if (JSON.stringify(got) !== JSON.stringify(want)) {
    throw new Error(`got ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
  }
};

const QUIET = {
  you: { person: "ana", seat: "ic", roles: [], asked: [], can: ["page.ack", "query.answer"] },
  people: [{ person: "ana", seat: "ic" }, { person: "ben", seat: "ol" }],
  incident: { roles: {} },
  drill: { phase: "running" },
  ui: { link: { status: "live" } },
  timeline: [],
  pages: [],
  inbox: [],
  tasks: [],
  questions: [],
};
const ids = (state, lines = []) => newsOf(state, lines).map(({ id }) => id);
const page = { id: "p1", alert: "A", to: "ol", level: "primary", acked_at: null };
const question = { id: "q", name: "CFO", text: "How long?", expects: true, answered_at: null };

Deno.test("nothing waits where nothing has happened", () => {
  is(waitingFor(QUIET, 0).all, 0);
  is(ids(QUIET), []);
});

Deno.test("pages, mentions, questions and offered roles are counted", () => {
  const you = { ...QUIET.you, asked: ["ic"] };
  const state = { ...QUIET, you, pages: [page], inbox: [question] };
  is(waitingFor(state, 2), { pages: 1, mentions: 2, questions: 1, roles: 1, all: 5 });
  const observer = { ...state, you: { ...you, seat: "observer", asked: [], can: [] } };
  is(waitingFor(observer, 0).all, 0);
});

Deno.test("a page is news only for whom it is, and for the IC if nobody sits there", () => {
  is(ids({ ...QUIET, pages: [page] }), []);
  is(ids({ ...QUIET, pages: [{ ...page, to: "ana" }] }), ["page-p1-primary"]);
  is(isMyPage({ ...QUIET, people: [] }, page), true);
  is(isMyPage({ ...QUIET, you: { ...QUIET.you, roles: ["ol"] } }, page), true);
});

Deno.test("a mention is news, but not one's own", () => {
  const said = { who: "Ben", quote: "@IC look", mentions: ["ic"] };
  is(ids(QUIET, [{ event: { seq: 4, actor: "ben" }, said }]), ["mention-4"]);
  is(ids(QUIET, [{ event: { seq: 4, actor: "ana" }, said }]), []);
});

Deno.test("the clock, the line, tasks and answers are told", () => {
  const timeline = [{ seq: 2, kind: "drill.started" }, { seq: 9, kind: "drill.paused" }];
  const paused = { ...QUIET, timeline, drill: { phase: "paused" } };
  is(ids(paused), ["phase-9"]);
  is(ids({ ...QUIET, ui: { link: { status: "lost" } } }), ["lost"]);
  const task = { id: "t1", to: "ana", by_name: "Ben", text: "look", acked_at: null };
  is(newsOf({ ...QUIET, tasks: [task] }, [])[0].text, "Ben gives you a task: look");
  const answer = { id: "q1", by: "ana", answered_at: 5, answer: "yes" };
  is(newsOf({ ...QUIET, questions: [answer] }, [])[0].text, "The facilitator answers you: yes");
});
