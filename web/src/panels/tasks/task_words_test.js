import { dueAt, free, inOrder, isLate, lateKey, split, stageOf } from "./task_words.js";

const same = (got, want) => {
  const [a, b] = [got, want].map((one) => JSON.stringify(one));
  if (a !== b) throw new Error(`${a} is not ${b}`);
};

const task = (id, more) => ({
  id,
  to: "eve",
  at: 0,
  timebox: 10,
  acked_at: null,
  started_at: null,
  reported_at: null,
  ...more,
});

Deno.test("a task is new, taken, started, done, and late or not", () => {
  same(stageOf(task("t1")), "new");
  same(stageOf(task("t1", { acked_at: 1 })), "taken");
  same(stageOf(task("t1", { acked_at: 1, started_at: 2 })), "started");
  same(stageOf(task("t1", { reported_at: 12 })), "done");
  same([10, 11].map((now) => isLate(task("t1"), now)), [false, true]);
  same([dueAt(task("t1")), isLate(task("t1", { reported_at: 12 }), 20)], [10, false]);
});

const ALL = [
  task("t1", { reported_at: 3 }),
  task("t2", { timebox: 30 }),
  task("t3", { to: "ben", timebox: 5 }),
  task("t4", { reported_at: 9 }),
  task("t5", { timebox: 8 }),
];

Deno.test("what is due first comes first, what was reported last", () => {
  same(inOrder(ALL).map(({ id }) => id).join(), "t3,t5,t2,t4,t1");
  const { mine, others } = split(ALL, "eve");
  same(mine.map(({ id }) => id).join(), "t5,t2");
  same(others.map(({ id }) => id).join(), "t3,t4,t1");
});

Deno.test("late ones are named, so that the page is drawn when there is one more", () => {
  same([lateKey(ALL, 5), lateKey(ALL, 9), lateKey(ALL, 99)], ["", "t3,t5", "t2,t3,t5"]);
});

Deno.test("who has nothing to do can be asked", () => {
  const people = [["ana", "ic"], ["ben", "ol"], ["eve", "responder"], ["leo", "responder"]]
    .map(([person, seat]) => ({ person, seat, name: person.toUpperCase() }));
  same(free(people, ALL, "ana"), ["LEO"]);
  same(free(people, [], "ben"), ["EVE", "LEO"]);
});
