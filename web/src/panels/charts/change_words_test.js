import { beforeText, changeOf, changesSeen } from "./change_words.js";

const same = (got, want) => {
  const [a, b] = [got, want].map((one) => JSON.stringify(one));
  if (a !== b) throw new Error(`${a} is not ${b}`);
};

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

Deno.test("a line of a change history is taken apart", () => {
  same(changeOf("13:28 card-router: release 4.12: new table (by deploy-bot)", "14:10", 0), {
    at: -42 * MINUTE,
    when: "13:28",
    where: "card-router",
    what: "release 4.12: new table",
    who: "deploy-bot",
  });
  same(changeOf("14:20 ledger-db: rebuilt", "14:10", 15 * MINUTE).who, "");
});

Deno.test("no change is later than the look, also around midnight", () => {
  same(
    changeOf("yesterday 12:10 checkout: wording (by mira)", "14:10", 0).at,
    -2 * 60 * MINUTE - DAY,
  );
  same(changeOf("23:50 api: deploy", "00:10", 0).at, -20 * MINUTE);
  same(changeOf("00:05 api: deploy", "23:50", 20 * MINUTE).at, 15 * MINUTE);
  same(changeOf("yesterday 23:50 api: deploy", "23:40", 30 * MINUTE).at, 10 * MINUTE);
});

Deno.test("a line of another form is none", () => {
  same(changeOf("No change in the last two hours", "14:10", 0), null);
  same(changeOf("14:03 nobody knows", "14:10", 0), null);
});

Deno.test("what was read twice is there once, and only what was read", () => {
  const look = (viewed_at, ...lines) => ({ kind: "changes", viewed_at, lines });
  const looks = [
    look(MINUTE, "14:03 api: b", "13:50 api: a"),
    look(5 * MINUTE, "14:12 api: c", "14:03 api: b"),
    look(null, "14:04 api: d"),
    { kind: "logs", viewed_at: 1, lines: ["14:05 api: e"] },
  ];
  same(changesSeen(looks, "14:10").map(({ what }) => what).join(), "a,b,c");
});

Deno.test("a change is told by how long before the first alert it was", () => {
  same(beforeText(-42 * MINUTE, 5 * MINUTE), "47m before the first alert");
  same(beforeText(9 * MINUTE, 5 * MINUTE), "4m after the first alert");
  same([beforeText(0, null), beforeText(-2 * DAY, 0)], ["", ""]);
});
