import { rich, t, tn } from "./i18n.js";

const same = (got, wanted) => {
  if (JSON.stringify(got) !== JSON.stringify(wanted)) {
    throw new Error(`${JSON.stringify(got)} is not ${JSON.stringify(wanted)}`);
  }
};

Deno.test("English needs no catalogue", () => same(t("Pause"), "Pause"));

Deno.test("values stand where they are named, and unknown names stay", () => {
  same(t("Remove {name}", { name: "Ana {n}" }), "Remove Ana {n}");
  same(t("{a} of {b}", { a: 1 }), "1 of {b}");
});

Deno.test("a number chooses its form", () => {
  same(tn("{n} update", "{n} updates", 1), "1 update");
  same(tn("{n} update", "{n} updates", 0), "0 updates");
  same(tn("{n} change of {who}", "{n} changes of {who}", 3, { who: "Ben" }), "3 changes of Ben");
});

Deno.test("templates stand between texts", () => {
  same(rich("Press {key} for {what}.", { key: { k: 1 }, what: "help" }), [
    "Press ",
    { k: 1 },
    " for ",
    "help",
    ".",
  ]);
});

Deno.test("a text is said in the language of the page, also where it is counted elsewhere", async () => {
  const words = { "Pause": "Stop", "{n} page": ["{n} strona", "{n} strony"] };
  const textContent = JSON.stringify({ words, plurals: "10" + "1".repeat(198) });
  globalThis.document = { getElementById: () => ({ textContent }) };
  const polish = await import("./i18n.js?in=pl");
  delete globalThis.document;
  same(polish.t("Pause"), "Stop");
  same(polish.t("{n} page", { n: 1 }), "1 strona");
  same(polish.tn("{n} page", "{n} pages", 2), "2 strony");
  same(polish.rich("{n} page", { n: 1 }), ["", 1, " strona"]);
});
