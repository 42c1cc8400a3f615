// A line that may break: a command is kept until it is answered, and sent again under the same key
// after a break, so that nothing is lost and nothing is done twice.

const FATAL = new Set(["not_seated", "no_such_drill", "no_such_day", "gone", "expired"]);
const ANSWER_WITHIN = 10_000;
const SLEPT = 20_000;

// crypto.randomUUID() is only there over https or on localhost; a game day may run on a plain LAN.
const uniqueKey = () =>
  [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * Hold a line for as long as the page is there.
 *
 * @param {object} socket of Socket.IO, or something that does as it does
 * @param {object} options
 * @param {string[]} options.messages what the server sends
 * @param {(name: string, message: object) => void} options.heard for each of the messages
 * @param {(link: {status: string, waiting: number, error?: object}) => void} options.linked for
 *   changes of the connection; status is connecting, live, lost or refused
 * @returns {{send: (verb: string, args?: object) => Promise<object>, tell: (name: string,
 *   message: object) => void}} `send` keeps a command until it is answered, `tell` says something
 *   that may get lost
 */
export function holdLine(socket, { messages, heard, linked }) {
  const open = new Map();
  let status = "connecting";
  let error;
  let failures = 0;
  let retry;

  const tell = () => linked({ status, waiting: open.size, error });
  const become = (next, why) => {
    status = next;
    error = why;
    tell();
  };

  // Socket.IO goes on by itself after a broken line, but not after a refusal.
  const again = () => {
    clearTimeout(retry);
    const wait = Math.min(10_000, 500 * 2 ** failures++);
    retry = setTimeout(() => socket.connect(), wait);
  };

  const transmit = (entry) => {
    if (entry.sent || !socket.connected) return;
    entry.sent = true;
    const { verb, args, key } = entry;
    const command = { verb, args, client_key: key };
    socket.timeout(ANSWER_WITHIN).emit("command", command, (late, answer) => {
      entry.sent = false;
      if (late) return transmit(entry);
      open.delete(key);
      tell();
      entry.answered(answer);
    });
  };

  socket.on("connect", () => {
    failures = 0;
    become("live");
    for (const entry of open.values()) transmit(entry);
  });
  socket.on("disconnect", (reason) => {
    become("lost");
    if (reason === "io server disconnect") again();
  });
  socket.on("connect_error", (problem) => {
    const { data } = problem;
    if (data?.code && FATAL.has(data.code)) return become("refused", data);
    become("lost", data?.code ? data : undefined);
    if (!socket.active) again();
  });
  for (const name of messages) {
    socket.on(name, (message) => heard(name, message));
  }

  // A laptop that slept may take a minute to notice that its line is dead. The gap shows at once.
  let beat = Date.now();
  setInterval(() => {
    const now = Date.now();
    if (now - beat > SLEPT && socket.connected && !document.hidden) {
      socket.disconnect().connect();
    }
    beat = now;
  }, 4_000);
  addEventListener("online", () => socket.connect());
  addEventListener("pageshow", (event) => {
    if (event.persisted) socket.disconnect().connect();
  });

  return {
    send(verb, args = {}) {
      return new Promise((answered) => {
        const key = uniqueKey();
        const entry = { verb, args, key, answered, sent: false };
        open.set(key, entry);
        tell();
        transmit(entry);
      });
    },
    tell(name, message) {
      if (socket.connected) socket.emit(name, message);
    },
  };
}
