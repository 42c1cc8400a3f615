import { createActs } from "./acts.js";

const is = (got, want) => {
  if (JSON.stringify(got) !== JSON.stringify(want)) {
    throw new Error(`got ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
  }
};

/** As much of a page as a question needs. */
class Element {
  constructor(tag) {
    Object.assign(this, { tag, children: [], heard: {}, returnValue: "", open: false });
  }
  append(...some) {
    this.children.push(...some);
  }
  setAttribute() {}
  addEventListener(name, act) {
    this.heard[name] = act;
  }
  showModal() {
    this.open = true;
  }
  close(value) {
    this.open = false;
    this.returnValue = value;
    this.heard.close();
  }
  remove() {
    page.children = page.children.filter((one) => one !== this);
  }
  button(text) {
    return this.children.at(-1).children.find((one) => one.textContent === text);
  }
}

const page = new Element("body");
globalThis.document = { createElement: (tag) => new Element(tag), body: page };

function start(answer = { ok: true }) {
  const store = {
    state: { ui: { busy: {}, errors: {}, toasts: [] } },
    ui(patch) {
      store.state = { ...store.state, ui: { ...store.state.ui, ...patch } };
    },
  };
  const sent = [];
  const wire = {
    send: (verb, args) => new Promise((answered) => sent.push({ verb, args, answered })),
  };
  return { app: createActs(store, wire), sent, store, answer };
}

const question = { title: "Start without approval?", text: "Nobody has said yes.", yes: "Start" };
const test = (name, fn) => Deno.test({ name, fn, sanitizeOps: false, sanitizeResources: false });

test("a question is answered by its buttons", async () => {
  const { app } = start();
  const answer = app.confirm(question);
  page.children[0].button("Start").heard.click();
  is(await answer, true);
  is(page.children, []);
  const no = app.confirm(question);
  page.children[0].button("Cancel").heard.click();
  is(await no, false);
});

test("a question that has settled itself goes away with a word, and counts as no", async () => {
  const { app, store } = start();
  let approved = false;
  const answer = app.confirm({ ...question, moot: () => approved && "The go-ahead has come." });
  app.drawn();
  is(page.children[0].open, true);
  approved = true;
  app.drawn();
  is(await answer, false);
  is(page.children, []);
  const [{ message, hint, tone }] = store.state.ui.toasts;
  is([message, hint, tone], ["The go-ahead has come.", "Start without approval?", "note"]);
  app.drawn();
  is(store.state.ui.toasts.length, 1);
});

test("a command is sent once while it waits, messages as often as they are written", async () => {
  const { app, sent } = start();
  const first = app.run("page.ack", { id: "p1" });
  is(await app.run("page.ack", { id: "p1" }), false);
  is(sent.length, 1);
  sent[0].answered({ ok: true });
  is(await first, true);
  app.run("message.post", { text: "a" }, "message", true);
  app.run("message.post", { text: "b" }, "message", true);
  is(sent.length, 3);
});

test("a refusal stands beside its form, or goes into a toast", async () => {
  const { app, sent, store } = start();
  const error = { code: "bad_args", message: "No.", hint: "Say why." };
  const form = app.run("severity.set", {}, "severity");
  sent[0].answered({ ok: false, error });
  is(await form, false);
  is(store.state.ui.errors.severity, error);
  const button = app.run("page.ack", {});
  sent[1].answered({ ok: false, error });
  is(await button, false);
  is(store.state.ui.toasts[0].message, "No.");
});
