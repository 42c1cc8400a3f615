import { byTeam, myRoom, NOTHING_YET, onDay, onOverview, onRemoved, turns, won } from "./state.js";
import { as, day, is, member, page, SPIN } from "./testing.js";

Deno.test("everybody's wheel began when the server says, however late the message comes", () => {
  const first = onDay(NOTHING_YET, day({ wheel: SPIN }), 10_000);
  is(first.began, 10_000);
  is(turns(first, 10_000 + 6_499), true);
  is(turns(first, 10_000 + 6_500), false);
  const late = onDay(NOTHING_YET, day({ wheel: { ...SPIN, ago_ms: 3_000 } }), 10_000);
  is(late.began, 7_000, "who comes late begins in the middle:");
});

Deno.test("a message that lingered does not turn the wheel back", () => {
  const first = onDay(NOTHING_YET, day({ wheel: SPIN }), 10_000);
  const slow = onDay(first, day({ wheel: { ...SPIN, ago_ms: 1_000 } }), 11_400);
  is(slow.began, 10_000);
  const fast = onDay(first, day({ wheel: { ...SPIN, ago_ms: 1_000 } }), 10_950);
  is(fast.began, 9_950);
});

Deno.test("the end is the end, and the next spin begins anew", () => {
  const first = onDay(NOTHING_YET, day({ wheel: SPIN }), 10_000);
  const done = onDay(first, day({ wheel: { ...SPIN, ago_ms: 6_500, done: true } }), 16_400);
  is(turns(done, 16_400), false);
  const again = onDay(done, day({ wheel: { ...SPIN, n: 2 } }), 20_000);
  is([again.began, turns(again, 20_001)], [20_000, true]);
  is(onDay(again, day(), 21_000).began, 0);
});

Deno.test("nobody is told the winner while the wheel turns", () => {
  const state = onDay(NOTHING_YET, day({ wheel: SPIN }), 0);
  is(won(state, 100), null);
  is(won(state, 6_500), "B");
  is(won(page(), 0), null);
});

Deno.test("the overview stays until there are no rooms any more", () => {
  const rooms = [{ team: 1, drill: "x", state: "running" }];
  const open = onOverview(onDay(NOTHING_YET, day({ rooms }), 0), { rooms: [] }, 5);
  is(onDay(open, day({ rooms }), 6).overview, { rooms: [], at: 5 });
  is(onDay(open, day(), 7).overview, null);
});

Deno.test("people are shown by team, and those without a place last", () => {
  const people = [member("ana", { team: 2 }), member("ben"), member("cho", { team: 1 })];
  const rows = byTeam(page({ people, teams: 2 })).map((row) => [
    row.team,
    row.people.map((one) => one.person).join(),
  ]);
  is(rows, [[1, "cho"], [2, "ana"], [null, "ben"]]);
  is(byTeam(page({ people: [member("ben")], teams: 3 })).map((row) => row.team), [null]);
  is(byTeam(page({ people: [people[2]], teams: 2 })).map((row) => row.team), [1, 2]);
});

Deno.test("a member's room is that of their team", () => {
  const rooms = [{ team: 1, drill: "x" }, { team: 2, drill: "y" }];
  const people = [member("ana", { team: 2 })];
  is(myRoom(page({ rooms, people, you: as("ana") })).drill, "y");
  is(myRoom(page({ rooms, people, you: as("ben") })), undefined);
  is(onRemoved(page(), { code: "not_seated" }).removed.code, "not_seated");
});
