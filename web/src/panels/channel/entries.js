// The lines of the timeline, for whoever shows or quotes them.
import { contextOf, learn, sentence } from "../../sentences.js";
import { nameOf } from "../../state.js";

const DRAWN = 80;

/**
 * @typedef {object} Line
 * @property {object} event
 * @property {import("../../sentences.js").Sentence} said
 * @property {number} replies how many messages answer it
 * @property {number} [reply] seq of the first of them
 */

// An event never changes, so its line is made once, and is the same object ever after. Names may
// still arrive later: then all anew.
let made = new Map();
let madeFor = null;
let last = [];
let lastFor = null;

function forget(names) {
  made = new Map();
  madeFor = names;
  lastFor = null;
}

/** Take in lines that not everybody reads; what was made before is made anew. */
export function learnLines(lines) {
  learn(lines);
  madeFor = null;
}

const answered = (line, seq) => ({
  ...line,
  replies: line.replies + 1,
  reply: line.reply ?? seq,
});

/**
 * Every event that is worth a line, with its sentence; the same array as long as nothing is new.
 *
 * @param {object} state
 * @returns {Line[]} oldest first
 */
export function linesOf(state) {
  if (madeFor !== state.names) forget(state.names);
  if (lastFor === state.timeline) return last;
  const context = contextOf(state, (id) => nameOf(state, id));
  last = [];
  for (const event of state.timeline) {
    let line = made.get(event.seq);
    if (line === undefined) {
      const said = sentence(event, context);
      line = said && { event, said, replies: 0 };
      made.set(event.seq, line);
      const first = said?.re && made.get(said.re);
      // A new object, so that whoever compares lines sees that this one has changed.
      if (first) made.set(said.re, answered(first, event.seq));
    }
  }
  for (const { seq } of state.timeline) {
    const line = made.get(seq);
    if (line) last.push(line);
  }
  lastFor = state.timeline;
  return last;
}

/** The line of an event that {@link linesOf} has given, or undefined. */
export const lineOf = (seq) => made.get(seq) ?? undefined;

/** The name of whoever a line is about; "" for nobody. */
export const speakerOf = (_state, _event, said) => said.who;

/** Bring a line of the timeline into sight, whatever is shown of it now. */
export function goToEntry(app, seq) {
  app.ui({ filter: "all", from: seq });
  // It may have to be drawn first.
  setTimeout(() => {
    const line = document.getElementById(`e${seq}`);
    line?.scrollIntoView({ block: "center" });
    line?.focus();
  }, DRAWN);
}
