import { grouped, kindText, lookedMyself } from "./source_words.js";

const same = (got, want) => {
  const [a, b] = [got, want].map((one) => JSON.stringify(one));
  if (a !== b) throw new Error(`${a} is not ${b}`);
};

Deno.test("sources stand with their like, in their order, and none is lost", () => {
  const sources = ["logs", "slo", "oracle", "dashboard", "traces"].map((kind) => ({ kind }));
  same(grouped(sources).map((group) => group.sources.map(({ kind }) => kind).join()), [
    "slo,dashboard",
    "logs,traces",
    "oracle",
  ]);
  same([kindText("synthetic"), kindText("oracle")], ["test", "oracle"]);
  same(grouped([]), []);
});

const look = (asked_at, more) => ({ by: "ana", deep: true, asked_at, ...more });
const person = (id, seat) => ({ person: id, name: id.toUpperCase(), seat });
const state = (looks, more = {}) => ({
  you: { person: "ana" },
  incident: { roles: { ic: { to: "ana", accepted_at: 100 } } },
  evidence: { looks },
  people: [person("ana", "ic"), person("eve", "responder"), person("ben", "ol")],
  ...more,
});

Deno.test("deep looks of whoever is in command are counted from then on", () => {
  const looks = [
    look(50),
    look(100),
    look(120, { deep: false }),
    look(130),
    look(140, { by: "x" }),
  ];
  same(lookedMyself(state(looks)), { count: 2, ask: { person: "ben", name: "BEN" } });
});

Deno.test("whoever leads operations is asked, else a responder", () => {
  const led = { ic: { to: "ana", accepted_at: 0 }, ol: { to: "eve" } };
  same(lookedMyself(state([look(5)], { incident: { roles: led } })).ask.person, "eve");
  const two = [person("ana", "ic"), person("eve", "responder")];
  same(lookedMyself(state([look(105)], { people: two })).ask.person, "eve");
});

Deno.test("nobody is counted who is not in command, is alone, or looked into nothing", () => {
  same(lookedMyself(state([look(50)])), null);
  same(lookedMyself(state([look(105)], { people: [person("ana", "ic")] })), null);
  same(lookedMyself(state([look(105)], { incident: { roles: {} } })), null);
  const offered = { roles: { ic: { to: "ana", accepted_at: null } } };
  same(lookedMyself(state([look(105)], { incident: offered })), null);
});
