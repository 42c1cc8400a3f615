import { factText } from "./sentences_staff.js";

const is = (got, want) => {
  if (got !== want) throw new Error(`got ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
};

Deno.test("facts of the scenario are told in words", () => {
  is(factText("share_users", 0.4), "40% of users are hit");
  is(factText("revenue_blocked", true), "the organisation cannot earn money");
  is(factText("workaround", false), "there is no way around it");
});

Deno.test("an organisation's own fact is told by its name", () => {
  is(factText("regions", 3), "regions 3");
});
