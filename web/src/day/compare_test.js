import { rowsOf } from "./compare.js";
import { is } from "./testing.js";

const room = (patch) => ({
  team: 1,
  declared_at: 60_000,
  resolved_at: null,
  mitigated: false,
  updates: 2,
  runs: { running: 0, finished: 1 },
  letters: {},
  ...patch,
});

Deno.test("rooms are compared by what happened when, in the order of their teams", () => {
  const rows = rowsOf([room(), room({ declared_at: null, letters: { command: "M" } })]);
  is(rows.map((row) => row.name), [
    "Declared",
    "A change was verified to work",
    "Updates posted",
    "Changes made",
    "Command",
  ]);
  is(rows[0].cells, ["T+1:00", null]);
  is(rows.at(-1).said, [null, "performed with major challenges"]);
});

Deno.test("times that the server gives later are shown, and those that nobody has are not", () => {
  const names = rowsOf([room({ acked_at: 5_000, mitigated_at: 90_000 })]).map((row) => row.name);
  is(names.slice(0, 3), ["Page acknowledged", "Declared", "Mitigated"]);
  is(names.includes("Recovered"), false);
});
