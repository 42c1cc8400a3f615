import { holdLine } from "./line.js";

const is = (got, want) => {
  if (JSON.stringify(got) !== JSON.stringify(want)) {
    throw new Error(`got ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
  }
};

/** A line that the test holds in its hand: what went out, and what comes back. */
function line() {
  const handlers = {};
  const sent = [];
  const socket = {
    connected: false,
    active: true,
    on: (name, act) => (handlers[name] = act),
    emit: (name, message, answered) => sent.push({ name, message, answered }),
    timeout: () => socket,
    connect() {
      socket.asked = (socket.asked ?? 0) + 1;
      return socket;
    },
    disconnect: () => socket,
  };
  const up = () => {
    socket.connected = true;
    handlers.connect();
  };
  // As Socket.IO does it: who waits for an answer hears that none comes, then the line is gone.
  const down = () => {
    socket.connected = false;
    for (const { answered } of sent.splice(0)) answered?.(new Error("disconnected"));
    handlers.disconnect("transport close");
  };
  return { socket, sent, up, down, hear: (name, message) => handlers[name](message), handlers };
}

function open() {
  const end = line();
  const links = [];
  const heard = [];
  const wire = holdLine(end.socket, {
    messages: ["tick"],
    heard: (name, message) => heard.push([name, message]),
    linked: ({ status, waiting }) => links.push(`${status} ${waiting}`),
  });
  return { ...end, wire, links, heard };
}

// Whoever holds a line looks after it for as long as the page is there.
const test = (name, fn) => Deno.test({ name, fn, sanitizeOps: false, sanitizeResources: false });

test("a command waits for the line, goes out once, and is answered", async () => {
  const { wire, sent, up, links } = open();
  const answer = wire.send("page.ack", { id: "p1" });
  is(sent.length, 0);
  is(links.at(-1), "connecting 1");
  up();
  is(sent.length, 1);
  is([sent[0].message.verb, sent[0].message.args], ["page.ack", { id: "p1" }]);
  sent[0].answered(null, { ok: true, seq: 7 });
  is(await answer, { ok: true, seq: 7 });
  is(links.at(-1), "live 0");
});

test("what the break swallowed is sent again, once, under the same key", async () => {
  const { wire, sent, up, down, links } = open();
  up();
  const answer = wire.send("message.post", { text: "hi" });
  const { client_key: key } = sent[0].message;
  down();
  is(links.at(-1), "lost 1");
  const later = wire.send("message.post", { text: "there" });
  is(links.at(-1), "lost 2");
  is(sent.length, 0);
  up();
  is(sent.map(({ message }) => message.args.text), ["hi", "there"]);
  is(sent[0].message.client_key, key);
  is(sent[1].message.client_key === key, false);
  for (const { answered } of sent) answered(null, { ok: true, seq: 1 });
  is(await Promise.all([answer, later]).then((all) => all.length), 2);
});

test("an answer that is late is asked for again under the same key", () => {
  const { wire, sent, up } = open();
  up();
  wire.send("task.ack", { id: "t1" });
  sent[0].answered(new Error("timed out"));
  is(sent.length, 2);
  is(sent[1].message.client_key, sent[0].message.client_key);
});

test("who has no seat any more is not let in by asking again", () => {
  const { handlers, links, socket } = open();
  const error = { code: "not_seated", message: "no seat", hint: "" };
  handlers.connect_error({ data: error });
  is(links.at(-1), "refused 0");
  is(socket.asked, undefined);
});

test("what may get lost is said only on a line that is up", () => {
  const { wire, sent, up } = open();
  wire.tell("seen", { seq: 1 });
  is(sent.length, 0);
  up();
  wire.tell("seen", { seq: 2 });
  is(sent.map(({ name, message }) => [name, message]), [["seen", { seq: 2 }]]);
});

test("messages are handed on by name", () => {
  const { heard, hear } = open();
  hear("tick", { t: 1 });
  is(heard, [["tick", { t: 1 }]]);
});
