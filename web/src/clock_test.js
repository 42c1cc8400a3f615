import { clockText, drillTime, leftText, rangeText, runText, spanText } from "./clock.js";

const same = (got, wanted) => {
  if (got !== wanted) throw new Error(`${JSON.stringify(got)} is not ${JSON.stringify(wanted)}`);
};

Deno.test("drill time goes on only while the clock runs", () => {
  const clock = { t: 60_000, running: true, speed: 4, at: 1_000 };
  same(drillTime(clock, 3_000), 68_000);
  same(drillTime({ ...clock, running: false }, 3_000), 60_000);
  same(drillTime(clock, 500), 60_000); // a wall clock that was set back
});

Deno.test("the time of day wraps at midnight, both ways", () => {
  same(clockText("14:10", 315_000), "14:15");
  same(clockText("14:10", 315_000, true), "14:15:15");
  same(clockText("23:50", 15 * 60_000), "00:05");
  same(clockText("00:05", -10 * 60_000), "23:55");
});

Deno.test("lengths of time are short", () => {
  same(spanText(45_000), "45s");
  same(spanText(200_000), "3m20s");
  same(spanText(12 * 60_000 + 20_000), "12m");
  same(spanText(65 * 60_000), "1h05m");
  same(spanText(120 * 60_000), "2h");
  same(rangeText([240_000, 240_000]), "4m");
  same(rangeText([2_400_000, 3_000_000]), "40m–50m");
});

Deno.test("what is left does not look like a time of day", () => {
  same(leftText(200_000), "in 3m20s");
  same(leftText(-65_000), "1m05s late");
  same(runText(3_905_000), "T+1:05:05");
  same(runText(200_000), "T+3:20");
});
