import { matches, newLines, pieces, search, wanted } from "./log_words.js";

const same = (got, want) => {
  const [a, b] = [got, want].map((one) => JSON.stringify(one));
  if (a !== b) throw new Error(`${a} is not ${b}`);
};

const shown = (line, text) =>
  pieces(line, wanted(text)).map(({ text, hit }) => hit ? `[${text}]` : text).join("");

Deno.test("words are searched for one by one, quoted ones together", () => {
  same(wanted("  Timeout  network "), ["timeout", "network"]);
  same(wanted('"no answer" B'), ["no answer", "b"]);
  same(wanted(' " '), []);
});

Deno.test("a line matches if it has them all, in any case", () => {
  const line = "ERROR network-b: timeout after 8000 ms";
  same(matches(line, wanted("TIMEOUT error")), true);
  same(matches(line, wanted("timeout network-a")), false);
  same(matches(line, []), true);
});

Deno.test("what was found is marked, also where finds touch or overlap", () => {
  same(shown("timeout after 8000 ms", "TIME 80"), "[time]out after [80]00 ms");
  same(shown("aaab", "aa ab"), "[aaab]");
  same(shown("nothing", ""), "nothing");
  same(shown("", "x"), "");
  same(shown("İ timeout", "timeout"), "İ timeout");
});

Deno.test("markup in a line is text", () => {
  same(shown("<b>x</b> & y", "<b>"), "[<b>]x</b> & y");
});

Deno.test("hits are counted over all looks of a source", () => {
  const looks = [{ id: "e2", lines: ["a", "b b"] }, { id: "e1", lines: ["c"] }];
  const found = search(looks, "b");
  same([found.hits, found.total, found.of], [1, 3, { e2: 1, e1: 0 }]);
  same(search(looks, "").hits, 3);
});

Deno.test("a line is new if an earlier look had none like it; other numbers are no news", () => {
  const before = ["timeouts 352/min", "up since 14:13:00"];
  same([...newLines(["timeouts 1,207/min", "worker lost"], before)], ["worker lost"]);
  same([...newLines(["x"], undefined)], []);
});
