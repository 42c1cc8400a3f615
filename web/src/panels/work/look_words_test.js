import { budget, scale, wasText, waterfall, whereItGoes } from "./look_words.js";

const same = (got, want) => {
  const [a, b] = [got, want].map((one) => JSON.stringify(one));
  if (a !== b) throw new Error(`${a} is not ${b}`);
};

const span = (name, start, ms, depth) => ({ name, service: "api", start, ms, depth });

Deno.test("spans lie where they ran, and what is too thin to be seen is drawn all the same", () => {
  const rows = waterfall([
    span("pay", 0, 8000, 0),
    span("route", 2000, 4000, 1),
    span("log", 7999, 0.5, 2),
  ]);
  same(rows.map(({ x, width, depth }) => [x, width, depth]), [
    [0, 1000, 0],
    [250, 500, 1],
    [996, 4, 2],
  ]);
  same(rows.map(({ said }) => said), [
    "8.00 s, from 0 ms on",
    "4.00 s, from 2.00 s on, level 2",
    "1 ms, from 8.00 s on, level 3",
  ]);
});

Deno.test("a trace of nothing can be drawn", () => {
  same(waterfall([]), []);
  same(waterfall([span("pay", 0, 0, 9)])[0].depth, 5);
});

const SLO = {
  target: 0.999,
  window: 30 * 86_400_000,
  left: 0.62,
  burn: { "5m": 41.3, "1h": 4.25 },
  spent_by_now: 0.034,
  exhausted_in: 5 * 3_600_000,
};

Deno.test("a budget says what is left, how fast it burns and when it is gone", () => {
  same(budget(SLO), {
    aim: "99.9% over 30 days",
    left: "62% left",
    spent: "3.4% spent since the start of the drill",
    burn: "41× over 5 min, 4.3× over 1 h",
    end: "gone in 5h at this speed",
    share: 0.62,
    tone: "warn",
  });
});

Deno.test("an overspent budget says so", () => {
  const { left, end, share, tone } = budget({ ...SLO, left: -0.351, exhausted_in: 0 });
  same([left, end, share, tone], ["overspent by 35%", "", 0, "bad"]);
});

Deno.test("a quiet budget is fine", () => {
  const quiet = { ...SLO, burn: { "5m": 0.5, "1h": 0.4 }, window: 3_600_000, exhausted_in: null };
  const { aim, end, tone } = budget(quiet);
  same([aim, end, tone], ["99.9% over 1h", "", "ok"]);
});

const TRACE = [
  span("POST /pay", 0, 6600, 0),
  span("authorise", 90, 6400, 1),
  span("write", 100, 30, 2),
  span("send", 130, 5900, 2),
  span("render", 6490, 110, 1),
];

Deno.test("where the time goes is told by what is a span's own", () => {
  same(whereItGoes(TRACE).map(({ text }) => text), [
    "send in api: 5.90 s, 89%",
    "authorise in api: 470 ms, 7%",
  ]);
  same(waterfall(TRACE).map(({ longest }) => longest), [false, false, false, true, false]);
  same(whereItGoes([]), []);
});

Deno.test("what runs past the span around it takes no more of that than there is", () => {
  const rows = waterfall([span("pay", 0, 100, 0), span("log", 50, 500, 1)]);
  same(rows[0].own, 50 / 550);
});

Deno.test("the axis of a trace has a begin, a middle and an end", () => {
  same(scale(TRACE), ["0 ms", "3.30 s", "6.60 s"]);
});

Deno.test("a reading tells what it was, if it was another", () => {
  const reading = (value, text = "") => ({ series: "api.errors", value, unit: "share", text });
  same(wasText(reading(0.4), [reading(0.38)]), "was 38%");
  same(wasText(reading(0.4), [reading(0.4004)]), "");
  same(wasText(reading(null), [reading(0.4)]), "was 40%");
  same(wasText(reading(0.4), [reading(null)]), "");
  same(wasText(reading(0.4), undefined), "");
});
