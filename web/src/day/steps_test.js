import { news, nextForHost, nextForMember, steps } from "./steps.js";
import { as, is, member, page, SPIN } from "./testing.js";

const ana = member("ana", { name: "Ana" });
const placed = { ...ana, ready: true, team: 1, seat: "ic" };
const chosen = { scenario: "b", title: "B" };
const room = (state) => [{ team: 1, drill: "x", state }];
const now = (state) => steps(state, false).find((one) => one.now)?.id;

Deno.test("the steps lead from the lobby to the rooms", () => {
  is(now(page()), "people");
  is(now(page({ people: [ana] })), "wheel");
  is(now(page({ people: [ana], chosen })), "teams");
  is(now(page({ people: [placed, member("ben")], chosen })), "teams");
  is(now(page({ people: [placed], chosen })), "rooms");
  is(now(page({ people: [placed], rooms: room("running") })), "rooms");
  is(now(page({ state: "over", people: [placed] })), undefined);
});

Deno.test("a wheel that turns has chosen nothing yet", () => {
  const [, wheel] = steps(page({ chosen, people: [ana] }), true);
  is([wheel.done, wheel.detail], [false, "it turns"]);
});

Deno.test("the host reads what comes next", () => {
  const says = (patch, turning = false) => nextForHost(page(patch), turning).split(" ")[0];
  is(says({}), "Send");
  is(says({ people: [ana] }), "Spin");
  is(says({ people: [ana] }, true), "The");
  is(says({ people: [ana], chosen }), "Draw");
  is(says({ people: [placed, ana], chosen }), "1");
  is(says({ people: [placed], chosen }), "Open");
  is(nextForHost(page({ rooms: room("lobby") }), false).includes("Start them"), true);
  is(nextForHost(page({ rooms: room("ended") }), false).includes("debriefs"), true);
});

Deno.test("a member reads what they wait for", () => {
  const says = (one, patch = {}) =>
    nextForMember(page({ people: [one], you: as("ana", patch.you), ...patch.day }), false);
  is(says(ana), "Check your call, then say that you are ready.");
  is(says({ ...ana, ready: true }).startsWith("You are ready."), true);
  is(says({ ...ana, ready: true }, { day: { chosen } }).startsWith("The scenario"), true);
  is(says(placed, { day: { chosen } }).startsWith("You have your role."), true);
  is(says(placed, { you: { room: "/r" } }), "Your room is open.");
  is(says(placed, { you: { room: "/r", debrief: "/d" } }).startsWith("Your room is over."), true);
});

Deno.test("a screen reader hears what matters, and nothing of the rest", () => {
  const before = page({ people: [ana], you: as("ana") });
  is(news({ ready: false }, before), "");
  is(news(before, { ...before, people: [ana, member("ben")] }), "", "somebody came:");
  is(news(before, { ...before, wheel: SPIN }), "The wheel turns.");
  is(news({ ...before, wheel: SPIN }, { ...before, wheel: { ...SPIN, done: true } }), "");
  is(news(before, { ...before, people: [placed] }), "You are Incident Commander in team 1.");
  is(news(page(), page({ drawn: 1 })), "Teams and roles are drawn.");
  is(news(before, { ...before, you: as("ana", { room: "/r" }) }).startsWith("Your room"), true);
  is(news(before, { ...before, state: "over" }), "The game day is over.");
});
