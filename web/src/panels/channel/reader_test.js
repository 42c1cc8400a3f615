import { dividerOf, goOn, newLines, readUpTo, startReading } from "./reader.js";

const is = (got, want) => {
  if (JSON.stringify(got) !== JSON.stringify(want)) {
    throw new Error(`got ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
  }
};

const line = (seq, group = "chat", actor = "ben") => ({ event: { seq, actor }, said: { group } });
const seqs = (lines) => lines.map(({ event }) => event.seq);
const look = (reading, lines, looking = true, filter = "all") =>
  goOn(reading, lines, { looking, filter, me: "ana" });

Deno.test("what is there at first is read, and what comes while one looks", () => {
  const lines = [line(1), line(2)];
  const first = look(startReading(null, lines), lines);
  is(dividerOf(first, lines, "ana"), null);
  const more = [...lines, line(3)];
  const next = look(first, more);
  is(newLines(more, next.read, "ana"), []);
  is(dividerOf(next, more, "ana"), null);
  is(readUpTo(next), 3);
  is(look(next, more) === next, true);
});

Deno.test("what comes while one looks elsewhere is new, and stays marked on coming back", () => {
  const lines = [line(1)];
  let reading = look(look(startReading(null, lines), lines), lines, false);
  const more = [...lines, line(2, "more"), line(3, "chat", "ana"), line(4), line(5, "key")];
  reading = look(reading, more, false);
  is(seqs(newLines(more, reading.read, "ana")), [4, 5]);
  is(dividerOf(reading, more, "ana"), 4);
  reading = look(reading, more);
  is(newLines(more, reading.read, "ana"), []);
  is(dividerOf(reading, more, "ana"), 4);
  reading = look(look(reading, more, false), more);
  is(dividerOf(reading, more, "ana"), null);
});

Deno.test("whoever says something has caught up", () => {
  const lines = [line(1)];
  let reading = look(startReading({ chat: 0, key: 0, more: 0 }, lines), lines);
  is(dividerOf(reading, lines, "ana"), 1);
  const more = [...lines, line(2, "chat", "ana")];
  reading = look(reading, more);
  is(dividerOf(reading, more, "ana"), null);
});

Deno.test("under a filter only what it shows is read", () => {
  const lines = [line(1)];
  let reading = look(look(startReading(null, lines), lines), lines, true, "key");
  const more = [...lines, line(2, "key"), line(3, "chat")];
  reading = look(reading, more, true, "key");
  is(seqs(newLines(more, reading.read, "ana")), [3]);
  reading = look(reading, more);
  is(dividerOf(reading, more, "ana"), 3);
});
