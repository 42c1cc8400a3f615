import { audienceOf, AUDIENCES, composed, countWords, lengthText } from "./audience_words.js";
import { is, min, sample } from "../sample_state.js";

const FIELDS = ["status", "impact", "theory", "next_action", "text"];

Deno.test("every composer asks for a status, and for nothing that the verb does not take", () => {
  for (const { id, fields } of AUDIENCES) {
    const names = fields.map(([name]) => name);
    is(names[0], "status");
    is(names.filter((name) => !FIELDS.includes(name)), []);
    is(new Set(fields.map(([, label]) => label)).size, fields.length);
    is(audienceOf(id).id, id);
  }
  is(audienceOf("public").name, "Status page");
});

Deno.test("a preview says what the server will say", () => {
  const values = {
    status: "investigating",
    impact: "40% of card payments fail",
    theory: "",
    next_action: "Ben moves traffic",
    next_in: "15",
    text: "More in the document.",
  };
  is(
    composed(sample(), values, min(20.5)),
    "Status: investigating. Impact: 40% of card payments fail. " +
      "Duration: 12m since declaration. Team: @Ana (IC). Next action: Ben moves traffic. " +
      "More in the document. Next update at 14:45.",
  );
});

Deno.test("before a declaration there is no duration, and without a promise no next time", () => {
  const state = sample({ incident: { declared_at: null, roles: {} } });
  is(composed(state, { status: "looking", next_in: "" }, min(70)), "Status: looking.");
});

Deno.test("a duration is written as the server writes it", () => {
  const state = sample({ incident: { declared_at: 0, roles: {} } });
  const said = (t) => composed(state, { status: "x" }, t).match(/Duration: (\S+)/)[1];
  is([0, min(59), min(60), min(125)].map(said), ["0s", "59m", "1h", "2h5m"]);
});

Deno.test("length is advice", () => {
  is(countWords("40% of card-payments don't work, since 14:13."), 7);
  is(lengthText(0, [10, 60]), "");
  is(lengthText(4, [10, 60]), "4 words: 10 or more tell them something");
  is(lengthText(30, [10, 60]), "30 words: a good length");
  is(lengthText(90, [10, 60]), "90 words: most readers stop at about 60");
});
