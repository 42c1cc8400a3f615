import { fitting, isForMe, mentionable, split, typing } from "./mentions.js";

const is = (got, want) => {
  if (JSON.stringify(got) !== JSON.stringify(want)) {
    throw new Error(`got ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
  }
};

const people = [
  { person: "ana", name: "Ana Lund", seat: "ic" },
  { person: "ben", name: "Ben O'Neil", seat: "ol" },
  { person: "eve", name: "Eve", seat: "observer" },
];
const state = {
  people,
  incident: { roles: { cl: { to: "ben", name: "Ben O'Neil" } } },
  you: { person: "ana", seat: "ic", roles: [] },
};

Deno.test("an @name is typed only where a word begins, and up to the caret", () => {
  is(typing("hi @Be and", 6), { from: 3, query: "Be" });
  is(typing("@", 1), { from: 0, query: "" });
  is(typing("mail ben@x", 10), null);
  is(typing("hi @Ben O'N", 11), { from: 3, query: "Ben O'N" });
  is(typing("hi @Ben will you", 16), null);
});

Deno.test("roles and people fit by the beginning of any of their words", () => {
  const all = mentionable(state);
  is(all.map((one) => one.insert), ["IC", "OL", "CL", "Ben O'Neil"]);
  is(fitting(all, "o").map((one) => one.id), ["ol", "ben"]);
  is(fitting(all, "comm").map((one) => one.id), ["ic", "cl"]);
  is(fitting(all, "zz"), []);
});

Deno.test("a role is of who holds it, and of who sits there only when nobody does", () => {
  is(isForMe(state, ["ana"]), true);
  is(isForMe(state, ["ic"]), true);
  is(isForMe(state, ["cl"]), false);
  is(isForMe({ ...state, you: { person: "ben", seat: "ol" } }, ["cl"]), true);
  is(isForMe(state), false);
});

Deno.test("names stand apart in a text, the longest first, and addresses do not", () => {
  is(split(people, "no names"), ["no names"]);
  is(split(people, "@Ana Lund and @ol: go"), ["", "@Ana Lund", " and ", "@ol", ": go"]);
  is(split(people, "@ben, mail x@ana.org @Anabel"), ["", "@ben", ", mail x@ana.org @Anabel"]);
});
