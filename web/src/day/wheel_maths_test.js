import {
  angleAt,
  bend,
  colourOf,
  contrast,
  easing,
  INK,
  labelLines,
  litAt,
  PALETTE,
  pegsPassed,
  restAngle,
  shorten,
  slicePath,
  sliceUnder,
} from "./wheel_maths.js";

const is = (got, want, about = "") => {
  const [a, b] = [JSON.stringify(got), JSON.stringify(want)];
  if (a !== b) throw new Error(`${about} got ${a}, want ${b}`);
};

const holds = (what, about) => {
  if (!what) throw new Error(about);
};

const poolOf = (n) =>
  Array.from({ length: n }, (_, i) => ({ id: `s${i}`, title: `Scenario ${i}` }));

const SIZES = [1, 2, 3, 5, 7, 8, 9, 16, 17, 40];

Deno.test("the wheel stops on the winner's slice, away from its pegs, whatever the pool", () => {
  for (const n of SIZES) {
    const pool = poolOf(n);
    for (const [i, { id: winner }] of pool.entries()) {
      const rest = restAngle({ pool, winner, turns: 6 });
      is(sliceUnder(rest, n), i, `${n} slices:`);
      is(bend(rest, n), 0, `${n} slices, the pointer at ${winner}:`);
      holds(rest >= 6 * 360 && rest < 7 * 360, "as many turns as were drawn");
    }
  }
});

Deno.test("where it stops depends on the spin alone", () => {
  const spin = { pool: poolOf(5), winner: "s3", turns: 5, ms: 7000 };
  is(restAngle(spin), restAngle({ ...spin, ms: 1 }));
  is(angleAt(spin, 2500), angleAt(structuredClone(spin), 2500));
  is(angleAt(spin, 7000), restAngle(spin));
  is(angleAt(spin, 9999), restAngle(spin));
  is(angleAt(spin, 0), 0);
  is(angleAt(spin, -50), 0);
});

Deno.test("it runs up, then gets slower until it stands, and never turns back", () => {
  const parts = Array.from({ length: 1001 }, (_, i) => easing(i / 1000));
  const steps = parts.slice(1).map((part, i) => part - parts[i]);
  is([parts[0], parts[1000]], [0, 1]);
  holds(steps.every((step) => step >= 0), "never back");
  const fastest = steps.indexOf(Math.max(...steps));
  holds(fastest > 50 && fastest < 150, `fastest at ${fastest}`);
  holds(steps[0] < steps[fastest] / 20, "it begins from rest");
  holds(steps[999] < steps[fastest] / 1000, "it comes to rest");
  const jumps = steps.slice(1).map((step, i) => Math.abs(step - steps[i]));
  holds(Math.max(...jumps) < steps[fastest] / 50, "without a jerk");
});

Deno.test("a peg bends the pointer until it slips off", () => {
  is(bend(0, 5), 0);
  holds(bend(2, 5) > 0 && bend(4, 5) > bend(2, 5), "further and further");
  is(bend(20, 5), 0);
  holds(bend(72 * 3 + 2, 5) === bend(2, 5), "each peg alike");
  is([0, 71, 72, 360].map((angle) => pegsPassed(angle, 5)), [0, 0, 1, 5]);
});

Deno.test("without turning, names are lit one by one and end with the winner", () => {
  const spin = { pool: poolOf(4), winner: "s2", turns: 5, ms: 6000 };
  is(litAt(spin, 6000), 2);
  is(litAt(spin, 60000), 2);
  const lit = Array.from({ length: 60 }, (_, i) => litAt(spin, i * 100));
  const changes = lit.filter((index, i) => i > 0 && index !== lit[i - 1]);
  holds(changes.length <= 18, "never more than three a second");
  holds(
    lit.every((index, i) => i === 0 || [0, 1].includes((index - lit[i - 1] + 4) % 4)),
    "in turn",
  );
  is(litAt({ ...spin, pool: poolOf(1), winner: "s0" }, 100), 0);
});

Deno.test("long titles are shortened at a word", () => {
  is(shorten("Card payments", 20), "Card payments");
  is(shorten("Websites everywhere answer with 502", 22), "Websites everywhere…");
  is(shorten("Donaudampfschifffahrt", 10), "Donaudamp…");
  is(labelLines("Websites everywhere answer with 502", 7), ["Websites", "everywhere…"]);
  is(labelLines("Customers' secrets are used by strangers", 3), [
    "Customers'",
    "secrets are",
    "used by",
    "strangers",
  ]);
  is(labelLines("Shops lose their orders", 12), ["Shops lose…"]);
  is(labelLines("Shops lose their orders", 40), []);
  for (const n of SIZES) {
    for (
      const text of labelLines("A title that goes on and on until nobody reads it any more", n)
    ) {
      holds(text.length <= 15, `${text} on ${n} slices`);
    }
  }
});

Deno.test("what is written on a slice can be read in both themes", () => {
  is(contrast("#ffffff", "#000000"), 21);
  is(contrast("#777777", "#777777"), 1);
  for (const colour of PALETTE) {
    for (const theme of ["light", "dark"]) {
      const found = contrast(colour[theme], INK[theme]);
      holds(found >= 7, `${colour[theme]} in ${theme}: ${found.toFixed(2)}`);
    }
  }
});

Deno.test("no two neighbours have one colour", () => {
  for (const n of SIZES.filter((size) => size > 1)) {
    for (let i = 0; i < n; i++) {
      holds(colourOf(i, n) !== colourOf((i + 1) % n, n), `slice ${i} of ${n}`);
    }
  }
});

Deno.test("slices make up the whole circle", () => {
  is(slicePath(0, 1, 10), "M10 0A10 10 0 1 1 -10 0A10 10 0 1 1 10 0Z");
  is(slicePath(0, 4, 10), "M0 0L10.000 0.000A10 10 0 0 1 0.000 10.000Z");
  is(slicePath(3, 4, 10).endsWith("10.000 -0.000Z"), true);
});
