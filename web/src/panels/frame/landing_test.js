import { landing } from "./landing.js";

const BUTTON = { isConnected: false, matches: () => false };
const at = (name, isConnected, place) => ({ name, isConnected, matches: () => place });

Deno.test("the focus lands on the smallest place that is left", () => {
  const line = at("line", false, true);
  const row = at("row", true, false);
  const card = at("card", true, true);
  const tab = at("tab", true, true);
  const found = landing([BUTTON, line, row, card, tab]);
  if (found !== card) throw new Error(`landed on ${found?.name}`);
});

Deno.test("where nothing is left, the focus stays away", () => {
  if (landing([BUTTON, at("card", false, true)]) !== undefined) throw new Error("landed");
});
