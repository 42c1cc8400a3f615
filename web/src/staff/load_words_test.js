import { hintsOf, loadOf, unreadOf } from "./load_words.js";

const is = (found, wanted) => {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${a} is not ${b}`);
};

const M = 60_000;
const row = (parts) => ({
  person: "cleo",
  name: "Cleo",
  seat: "cl",
  bot: false,
  pages: 0,
  tasks: 0,
  questions: 0,
  offers: 0,
  last_at: 0,
  last: null,
  ...parts,
});
const room = (parts) => ({
  drill: { phase: "running" },
  people: [{ person: "ana", seat: "ic" }, { person: "cleo", seat: "cl" }],
  incident: { roles: {} },
  msel: [],
  ...parts,
});
const line = (seq, said = {}, actor = "ana") => ({ event: { seq, actor }, said });
const inject = (id, parts) => ({
  id,
  status: "waiting",
  held: false,
  count: 0,
  channel: "incident",
  expect: null,
  ...parts,
});
const told = (state, rows, now) =>
  hintsOf(state, loadOf({ ...state, load: rows }, [], now)).map(({ text }) => text);

Deno.test("unread is what somebody could read and has not", () => {
  const lines = [
    line(1),
    line(2),
    line(3, { channel: "dm-ic" }),
    line(4, { channel: "press" }),
    line(5, { tone: "staff" }),
    line(6, { tone: "quiet" }),
    line(7, {}, "cleo"),
  ];
  is(unreadOf(room({ seen: { cleo: 1 } }), row(), lines), 2);
  is(unreadOf(room({ seen: { cleo: 7 } }), row(), lines), 0);
  is(unreadOf(room({ seen: {} }), row(), lines), null);
  is(unreadOf(room({}), row(), lines), null);
});

Deno.test("silence counts from the last thing that somebody did, or from the start", () => {
  const state = room({
    load: [row({ last_at: 4 * M }), row({ last_at: null, bot: true })],
    seen: {},
  });
  is(loadOf(state, [], 10 * M).map(({ silent, unread }) => [silent / M, unread]), [
    [6, null],
    [10, null],
  ]);
  is(loadOf(room({}), [], 0), []);
});

Deno.test("somebody silent before questions is named first, and no inject is offered", () => {
  const rows = [
    row({ person: "ana", name: "Ana", seat: "ic", last_at: 0 }),
    row({ questions: 2, last_at: M }),
  ];
  const state = room({ msel: [inject("board-asks", { channel: "dm-ic" })] });
  is(told(state, rows, 10 * M), [
    "CL Cleo has been silent for 9m while 2 questions wait: another inject will not help.",
    "IC Ana has had nothing to do for 10m: consider firing board-asks.",
  ]);
});

Deno.test("too much at once is said in words", () => {
  const rows = [row({ questions: 1, pages: 2, tasks: 1, offers: 1, last_at: 9 * M })];
  is(told(room({}), rows, 10 * M), [
    "Much lies on CL Cleo: 1 question, 2 pages, 1 task and 1 offered role. Hold what is meant for them.",
  ]);
});

Deno.test("what is offered to somebody idle is meant for them and can come", () => {
  const rows = [row({ last_at: 0 })];
  const at = (...msel) => told(room({ msel }), rows, 7 * M)[0];
  const plain = "CL Cleo has had nothing to do for 7m.";
  is(
    at(inject("a", { channel: "dm-ic" }), inject("b", { status: "skipped", channel: "press" })),
    plain,
  );
  is(
    at(inject("a", { held: true, channel: "press" }), inject("b", { count: 1, channel: "press" })),
    plain,
  );
  const firing = (id) => `CL Cleo has had nothing to do for 7m: consider firing ${id}.`;
  is(at(inject("a"), inject("b", { channel: "press" })), firing("b"));
  is(at(inject("a", { expect: { by: ["cl"] } })), firing("a"));
});

Deno.test("bots are no concern, and before the start nobody is", () => {
  is(told(room({}), [row({ bot: true, questions: 9 })], 60 * M), []);
  is(told(room({ drill: { phase: "lobby" } }), [row()], 60 * M), []);
});

Deno.test("somebody who reads nothing is noticed", () => {
  const lines = Array.from({ length: 26 }, (_, i) => line(i + 1));
  const state = room({ seen: { cleo: 0 }, load: [row({ tasks: 1, last_at: M })] });
  is(hintsOf(state, loadOf(state, lines, M)).map(({ text }) => text), [
    "CL Cleo has not read 26 lines of the channel.",
  ]);
});
