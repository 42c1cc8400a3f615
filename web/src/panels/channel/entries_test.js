import { learnLines, lineOf, linesOf, speakerOf } from "./entries.js";

const is = (got, want) => {
  if (JSON.stringify(got) !== JSON.stringify(want)) {
    throw new Error(`got ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
  }
};

const said = (seq, actor, text, more = {}) => ({
  seq,
  t: seq,
  kind: "message.posted",
  actor,
  data: { channel: "incident", text, ...more },
});

/** A room by itself: what it knows is known nowhere else. */
function room() {
  const names = { ana: "Ana", ben: "Ben" };
  return (...timeline) => ({ names, timeline, people: [], inbox: [], tasks: [] });
}

Deno.test("a line is made once, and is the same object as long as nothing changes", () => {
  const state = room();
  const events = [said(1, "ana", "hello"), said(2, "ben", "hi")];
  const first = linesOf(state(...events));
  const next = linesOf(state(...events, said(3, "ana", "and?")));
  is(next.length, 3);
  is(first[0] === next[0], true);
  is(speakerOf(null, null, next[1].said), "Ben");
});

Deno.test("what answers a message is counted there", () => {
  const state = room();
  const events = [said(1, "ana", "who can look?"), said(2, "ben", "me", { re: 1 })];
  is(linesOf(state(...events))[0].replies, 1);
  const lines = linesOf(state(...events, said(3, "cho", "me too", { re: 1 })));
  is([lines[0].replies, lines[0].reply], [2, 2]);
  is(lineOf(1) === lines[0], true);
  is(lineOf(99), undefined);
});

Deno.test("names that come later change the lines that were there", () => {
  const state = room();
  const events = [said(1, "dan", "hello")];
  is(linesOf(state(...events))[0].said.who, "dan");
  is(linesOf({ ...state(...events), names: { dan: "Dan" } })[0].said.who, "Dan");
});

Deno.test("what only staff reads gets its words once they are there", () => {
  const event = { seq: 1, t: 0, kind: "inject.held", actor: "facilitator", data: { id: "cfo" } };
  const one = room()(event);
  is(linesOf(one)[0].said.text, "inject held");
  learnLines({ "inject.held": () => ({ text: "Inject {id} is held back", group: "more" }) });
  is(linesOf(one)[0].said.text, "Inject cfo is held back");
});
