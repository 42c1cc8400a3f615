// The connection: messages in, commands out, over Socket.IO. How it is held is in line.js.
import { io } from "socket.io-client";
import { holdLine } from "./line.js";

const MESSAGES = ["view", "events", "tick", "presence", "score"];

/**
 * @param {object} options
 * @param {string} [options.namespace] of the wire: a drill's or, "/day", a game day's
 * @param {string[]} [options.messages] what the server sends there
 * @param {string} options.token from the page
 * @param {() => number} options.seen the last seq that this page has
 * @param {(name: string, message: object) => void} options.heard for each of the messages; of a
 *   drill `view`, `events`, `tick`, `presence` and, to staff, `score`
 * @param {(link: {status: string, waiting: number, error?: object}) => void} options.linked for
 *   changes of the connection; status is connecting, live, lost or refused
 * @returns {ReturnType<typeof holdLine>}
 */
export function connect(
  { namespace = "/drill", messages = MESSAGES, token, seen, heard, linked },
) {
  const socket = io(namespace, {
    transports: ["websocket"],
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    auth: (give) => give({ token, seen: seen() }),
  });
  return holdLine(socket, { messages, heard, linked });
}
