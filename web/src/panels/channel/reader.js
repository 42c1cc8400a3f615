// What somebody has read of the channel, and what is new to them. Pure functions.

const COUNTS = ["chat", "key"]; // what is only there for the curious is never "new"

/**
 * @typedef {object} Reading
 * @property {Record<string, number>} read by group, the seq up to which it was looked at
 * @property {Record<string, number> | null} mark what was read before they looked again: what is
 *   new is shown from there on
 * @property {boolean} looking
 * @property {string} filter
 */

const groups = (seq) => ({ chat: seq, key: seq, more: seq });

/**
 * @param {Record<string, number> | null} saved from before a reload
 * @param {import("./entries.js").Line[]} lines what is there at first counts as read otherwise
 * @returns {Reading}
 */
export const startReading = (saved, lines) => ({
  read: saved ?? groups(lines.at(-1)?.event.seq ?? 0),
  mark: null,
  looking: false,
  filter: "all",
});

const isNew = ({ event, said }, read, me) =>
  COUNTS.includes(said.group) && event.seq > read[said.group] && event.actor !== me;

/**
 * What has come since somebody looked, without what they did themselves.
 *
 * @param {import("./entries.js").Line[]} lines oldest first
 * @param {Record<string, number>} read
 * @param {string} me
 * @returns {import("./entries.js").Line[]} oldest first
 */
export function newLines(lines, read, me) {
  const since = Math.min(...COUNTS.map((group) => read[group]));
  const out = [];
  for (let i = lines.length - 1; i >= 0 && lines[i].event.seq > since; i--) {
    if (isNew(lines[i], read, me)) out.push(lines[i]);
  }
  return out.reverse();
}

/**
 * Go on reading: somebody looks, or does not, at the lines of one filter.
 *
 * @param {Reading} reading
 * @param {import("./entries.js").Line[]} lines
 * @param {{looking: boolean, filter: string, me: string}} now
 * @returns {Reading} the same object if nothing has changed
 */
export function goOn(reading, lines, { looking, filter, me }) {
  if (!looking) return reading.looking ? { ...reading, looking } : reading;
  const newest = lines.at(-1);
  const seq = newest?.event.seq ?? 0;
  const seen = filter === "all" ? ["chat", "key", "more"] : [filter];
  const read = seen.every((group) => reading.read[group] >= seq)
    ? reading.read
    : { ...reading.read, ...Object.fromEntries(seen.map((group) => [group, seq])) };
  const again = !reading.looking || filter !== reading.filter;
  let { mark } = reading;
  if (again) mark = newLines(lines, reading.read, me).length ? reading.read : null;
  else if (newest?.event.actor === me && seq > reading.read.chat) mark = null; // caught up
  if (read === reading.read && mark === reading.mark && !again) return reading;
  return { read, mark, looking, filter };
}

/**
 * Where the line "new" stands.
 *
 * @param {Reading} reading
 * @param {import("./entries.js").Line[]} shown
 * @param {string} me
 * @returns {number | null} seq of the first line that is new
 */
export function dividerOf({ read, mark, looking }, shown, me) {
  const since = looking ? mark : read;
  return since ? newLines(shown, since, me)[0]?.event.seq ?? null : null;
}

/** How far somebody has read, as one seq. */
export const readUpTo = ({ read }) => Math.max(...Object.values(read));
