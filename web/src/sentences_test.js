import { contextOf, KNOWN, learn, sentence } from "./sentences.js";
import { STAFF_LINES } from "./sentences_staff.js";

const context = contextOf({}, (id) => `<${id}>`);
const tell = (kind, data = {}) => sentence({ seq: 1, t: 0, kind, actor: "ana", data }, context);

const is = (got, want) => {
  if (got !== want) throw new Error(`got ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
};

Deno.test("no kind fails on an event with little in it", () => {
  learn(STAFF_LINES);
  for (const kind of [...KNOWN, ...Object.keys(STAFF_LINES)]) {
    const said = tell(kind);
    if (said && !["chat", "key", "more"].includes(said.group)) throw new Error(kind);
    if (said && typeof said.who !== "string") throw new Error(kind);
  }
});

Deno.test("an unknown kind still gets a line", () => {
  const said = tell("coffee.poured_out", { text: "black" });
  is(said.text, "coffee poured out");
  is(said.quote, "black");
});

Deno.test("ids are told by name, and whoever acts stands before it", () => {
  const said = tell("role.assigned", { role: "ol", to: "ben" });
  is(said.who, "<ana>");
  is(said.text, "asks <ben> to be Operations Lead");
  is(said.own, true);
});

Deno.test("where nobody acts the text says it all", () => {
  const said = tell("alert.fired", { alert: "A", service: "s", summary: "{who} is not a slot" });
  is(`${said.who}|${said.text}`, "|A fires on s");
  is(said.quote, "{who} is not a slot");
  is(said.own, false);
});

Deno.test("a line may be about somebody else than who did it", () => {
  const said = tell("seat.taken", { name: "Ben", seat: "ol" });
  is(`${said.who} ${said.text}`, "Ben sits down as Operations Lead");
  is(said.own, false);
});

Deno.test("a message keeps whom it speaks to and what it answers", () => {
  const said = tell("message.posted", {
    text: "@OL?",
    channel: "incident",
    re: 4,
    mentions: ["ol"],
  });
  is(said.text, "");
  is(said.re, 4);
  is(said.mentions.join(), "ol");
  is(tell("message.posted", { text: "x", to: "ben" }).text, "to <ben>:");
});

Deno.test("words with the facilitator are told to those who may hear them", () => {
  is(tell("question.answered", { text: "no", to: "ben" }).text, "answers <ben>:");
  is(
    tell("question.answered", { text: "no", to: "ben", everybody: true }).text,
    "answers everybody:",
  );
  is(tell("hand.lowered", { person: "ben" }).text, "lowers the hand of <ben>");
  is(tell("hand.lowered", { person: "ana" }).text, "lowers the hand");
});

Deno.test("a curve of the world is not worth a line", () => is(tell("signal.moved"), null));
