import { canCheck, check, commands, remainder, sha256, spinText } from "./fair_maths.js";
import { is, SPIN } from "./testing.js";

Deno.test("the text that decides is the documented one", () => {
  is(spinText(SPIN), "0123:word:1:a,b,c");
  is(spinText({ ...SPIN, salt: "" }), "0123::1:a,b,c");
});

Deno.test("the remainder is exact, however long the number", async () => {
  is(remainder("ff", 10), 5);
  is(
    await sha256("abc"),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
  // python3 -c 'import hashlib; print(int(hashlib.sha256(b"abc").hexdigest(), 16) % 7)'
  is(remainder(await sha256("abc"), 7), 5);
  is(canCheck(), true);
});

Deno.test("a spin that holds, and two that do not", async () => {
  const commit = await sha256(SPIN.seed);
  const { index } = await check({ ...SPIN, commit });
  const honest = { ...SPIN, commit, winner: SPIN.pool[index].id };
  const { promised, right, title } = await check(honest);
  is([promised, right, title], [true, true, SPIN.pool[index].title]);
  is((await check({ ...honest, seed: "4567" })).promised, false);
  const other = SPIN.pool[(index + 1) % 3].id;
  is((await check({ ...honest, winner: other })).right, false);
});

Deno.test("nothing that somebody called out ends the quotes of a shell", () => {
  const [promise, winner] = commands({ ...SPIN, salt: "it's" });
  is(promise, "printf %s '0123' | sha256sum");
  is(winner.startsWith(`printf %s '0123:it'\\''s:1:a,b,c' | python3 -c '`), true);
  is(winner.endsWith("% 3 + 1)'"), true);
});
