import { reasonOf, walk } from "./classify.js";

const UNKNOWN = "Nie wiem"; // in any language: it is the last answer

const choices = (...pairs) => pairs.map(([say, to]) => ({ say, to }));
const STEPS = [
  { ask: "Is data lost?", help: "", choices: choices(["Yes", 1], ["No", 2], [UNKNOWN, 1]) },
  { level: "SEV-1", when: "Everything", why: "data is lost" },
  {
    ask: "What share of users?",
    help: "A rough one.",
    choices: choices(["less than 20%", 3], ["20% or more", 1], [UNKNOWN, 1]),
  },
  { level: "SEV-2", when: "Something", why: "no rule names it" },
];

const expect = (got, wanted) => {
  if (JSON.stringify(got) !== JSON.stringify(wanted)) {
    throw new Error(`${JSON.stringify(got)} is not ${JSON.stringify(wanted)}`);
  }
};

Deno.test("answers lead from step to step until a level is left", () => {
  expect(walk(STEPS, []).step.ask, "Is data lost?");
  expect(walk(STEPS, ["No"]).step.ask, "What share of users?");
  const { step, answered } = walk(STEPS, ["No", "less than 20%"]);
  expect(step.level, "SEV-2");
  expect(answered, [
    { ask: "Is data lost?", say: "No", open: false },
    { ask: "What share of users?", say: "less than 20%", open: false },
  ]);
});

Deno.test("an answer that a new version of the policy does not know ends the walk", () => {
  expect(walk(STEPS, ["No", "half", "Yes"]).step.ask, "What share of users?");
  expect(walk(STEPS, ["Yes", "Yes"]).answered.length, 1);
});

Deno.test("the reason says what nobody knew", () => {
  const { step, answered } = walk(STEPS, [UNKNOWN]);
  expect(
    reasonOf(step, answered),
    "data is lost; not known, so the worse case counts: Is data lost?",
  );
  expect(reasonOf(step, []), "data is lost");
  expect(reasonOf({ why: "x".repeat(400) }, []).length, 300);
});
