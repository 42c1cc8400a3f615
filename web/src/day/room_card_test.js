import { needs } from "./room_card.js";

const room = (more) => ({
  state: "running",
  asked: 0,
  people: ["ic", "ol", "cl"].map((seat) => ({ seat, name: seat.toUpperCase(), hand: false })),
  ...more,
});

const are = (got, want) => {
  const [one, other] = [JSON.stringify(got), JSON.stringify(want)];
  if (one !== other) throw new Error(`got ${one}, want ${other}`);
};

Deno.test("a room in which nobody waits has nothing to look after", () => {
  are(needs(room()), []);
});

Deno.test("questions, hands and empty core seats are named", () => {
  const people = [
    { seat: "ol", name: "Ben", hand: true },
    { seat: "cl", name: "Cho", hand: false },
  ];
  are(needs(room({ asked: 2, people })), [
    "2 questions wait for you",
    "Ben raises a hand",
    "Incident Commander: nobody",
  ]);
});

Deno.test("once it is over nobody waits", () => {
  are(needs(room({ state: "ended", asked: 1, people: [] })), []);
});
