import { contextOf, KNOWN, sentence } from "./sentences.js";

const context = contextOf({}, (id) => `<${id}>`);
const say = (kind, data = {}) => sentence({ seq: 1, t: 0, kind, actor: "ana", data }, context);

Deno.test("no kind fails on an event with little in it", () => {
  for (const kind of KNOWN) {
    const said = say(kind);
    if (said && !["chat", "key", "more"].includes(said.group)) throw new Error(kind);
  }
});

Deno.test("an unknown kind still gets a line", () => {
  const said = say("coffee.poured_out", { text: "black" });
  if (said.text !== "coffee poured out" || said.quote !== "black") throw new Error(said.text);
});

Deno.test("ids are told by name", () => {
  const said = say("role.assigned", { role: "ol", to: "ben" });
  if (said.text !== "asks <ben> to be Operations Lead") throw new Error(said.text);
});

Deno.test("a curve of the world is not worth a line", () => {
  if (say("signal.moved") !== null) throw new Error("it has one");
});
