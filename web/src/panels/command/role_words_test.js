import { rolesOf } from "./role_words.js";

const same = (got, want) => {
  const [a, b] = [got, want].map((one) => JSON.stringify(one));
  if (a !== b) throw new Error(`${a} is not ${b}`);
};

const offer = (kind, role, brief) => ({ kind, actor: "ana", data: { role, brief } });

const STATE = {
  incident: {
    roles: {
      ic: { name: "Ben", assigned_at: 7, accepted_at: null },
      ol: { name: "Eve", assigned_at: 2, accepted_at: 3 },
      scribe: { name: "Leo", assigned_at: 4, accepted_at: null },
    },
  },
  timeline: [
    offer("role.assigned", "ic"),
    offer("role.assigned", "scribe"),
    offer("role.handover", "ic", "Traffic is moved."),
    { kind: "message.posted", actor: "eve", data: {} },
  ],
};

Deno.test("a role is held, asked for with a brief, or nobody's", () => {
  const rows = rolesOf(STATE);
  same(rows.map(({ role, stand }) => `${role} ${stand}`), [
    "ic asked",
    "ol held",
    "cl nobody",
    "scribe asked",
  ]);
  same([rows[0].from, rows[0].brief, rows[0].at], ["ana", "Traffic is moved.", 7]);
  same([rows[3].brief, rows[1].at], ["", 3]);
});

Deno.test("an offer that the page has not heard of is an offer all the same", () => {
  same(rolesOf({ ...STATE, timeline: [] })[0], {
    role: "ic",
    stand: "asked",
    name: "Ben",
    at: 7,
    from: null,
    brief: "",
  });
});
