import { keep, nameDrafts, restoreDraft } from "./drafts.js";

const same = (got, wanted) => {
  if (JSON.stringify(got) !== JSON.stringify(wanted)) {
    throw new Error(`${JSON.stringify(got)} is not ${JSON.stringify(wanted)}`);
  }
};

const form = (id) => {
  const text = { type: "textarea", name: "text", value: "" };
  const heard = [];
  return { id, elements: [text], text, heard, dispatchEvent: ({ type }) => heard.push(type) };
};

Deno.test("a form is filled once, however often it is drawn", async () => {
  nameDrafts("drill", "ana");
  keep("doc", JSON.stringify([["text", "Cards fail"]]));
  const one = form("doc");
  restoreDraft(one);
  await Promise.resolve();
  same([one.text.value, one.heard], ["Cards fail", ["restored"]]);
  one.text.value = "";
  restoreDraft(undefined);
  restoreDraft(one);
  await Promise.resolve();
  same([one.text.value, one.heard], ["", ["restored"]]);
});

Deno.test("a form without a draft is left alone", async () => {
  const other = form("idea");
  restoreDraft(other);
  await Promise.resolve();
  same(other.heard, []);
});
