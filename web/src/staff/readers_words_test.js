import { answersFor, readersOf, seatOf } from "./readers_words.js";

const is = (found, wanted) => {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${a} is not ${b}`);
};

const room = (seats, roles = {}) => ({
  people: Object.entries(seats).map(([person, seat]) => ({ person, seat })),
  incident: { roles },
});
const who = (state, channel) => readersOf(state, channel).readers.map((one) => one.person);

Deno.test("a channel is a seat's or everybody's", () => {
  is(["dm-ic", "phone-ol", "press", "incident", "dm-xy"].map(seatOf), [
    "ic",
    "ol",
    "cl",
    null,
    null,
  ]);
});

Deno.test("whoever sits there reads, and nobody else", () => {
  const state = room({ ana: "ic", ben: "ol", cleo: "cl", obi: "observer" });
  is(who(state, "press"), ["cleo"]);
  is(who(state, "incident"), ["ana", "ben", "cleo", "obi"]);
});

Deno.test("for an empty seat the IC reads, without one every trainee", () => {
  is(who(room({ ana: "ic", ben: "ol", obi: "observer" }), "press"), ["ana"]);
  is(who(room({ ben: "ol", rob: "responder", eva: "evaluator" }), "press"), ["ben", "rob"]);
});

Deno.test("whoever has accepted a role reads for it, wherever they sit", () => {
  const roles = { cl: { to: "rob", accepted_at: 5 }, ol: { to: "rob", accepted_at: null } };
  const state = room({ ana: "ic", rob: "responder" }, roles);
  is(who(state, "press"), ["rob"]);
  is(who(state, "dm-ol"), ["ana"]);
  is([...answersFor(state, { person: "eva", seat: "evaluator" })], []);
});
