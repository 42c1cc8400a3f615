import { createTeller, sayAll } from "./notify.js";

const is = (got, want) => {
  if (JSON.stringify(got) !== JSON.stringify(want)) {
    throw new Error(`got ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
  }
};

const news = (id) => ({ id, text: `${id}.` });

// Timers that the test lets pass.
function withTimers(act) {
  const { setTimeout: real } = globalThis;
  const waiting = [];
  globalThis.setTimeout = (fire) => waiting.push(fire);
  try {
    act(() => waiting.splice(0).forEach((fire) => fire()));
  } finally {
    globalThis.setTimeout = real;
  }
}

Deno.test("several things are said in one breath, and no more than one can keep in mind", () => {
  is(sayAll([news("a")]), "a.");
  is(sayAll(["a", "b", "c", "d", "e"].map(news)), "a. b. c. And 2 more.");
});

Deno.test("what is there at first is not news, and nothing is said twice", () =>
  withTimers((pass) => {
    const said = [];
    const tell = createTeller((text) => said.push(text));
    tell([news("old")], "");
    tell([news("old"), news("page")], "");
    tell([news("old"), news("page"), news("role")], "");
    is(said, []);
    pass();
    is(said, ["page. role."]);
    tell([news("old"), news("page")], "");
    tell([news("old"), news("page"), news("role")], "");
    pass();
    is(said, ["page. role."]);
  }));

Deno.test("a line that breaks again is told again, and so is that it is back", () =>
  withTimers((pass) => {
    const said = [];
    const tell = createTeller((text) => said.push(text));
    tell([], "");
    for (let n = 0; n < 2; n++) {
      tell([news("lost")], "");
      pass();
      tell([], "");
      pass();
    }
    is(said, ["lost.", "The line is back.", "lost.", "The line is back."]);
  }));
