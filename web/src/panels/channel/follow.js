// The log and whoever reads it: it follows the newest line unless they have scrolled back, and knows
// what has come since they looked.
import { keep } from "../../drafts.js";
import { isStaff } from "../../state.js";
import { linesOf } from "./entries.js";
import { isForMe } from "./mentions.js";
import { dividerOf, goOn, newLines, readUpTo, startReading } from "./reader.js";

const NEAR = 48; // px from the end that still count as there
const TELL_EVERY = 3_000;

let box = null;
let following = true;
let inView = true;
let page = null;
let reading = null;
let fresh = { lines: [], mentions: 0, divider: null };
let told = 0;
let telling = null;

const resized = new ResizeObserver(() => followTimeline());
const sight = new IntersectionObserver((seen) => {
  const next = seen.at(-1).isIntersecting;
  if (next === inView) return;
  inView = next;
  page?.ui({});
});

/** Watch the log; for lit's `ref`. */
export function mountLog(element) {
  resized.disconnect();
  sight.disconnect();
  box = element ?? null;
  if (!box) return;
  resized.observe(box);
  sight.observe(box);
}

/** Whether the newest line is in sight, as far as scrolling goes. */
export const isFollowing = () => following;

/** The log was scrolled; whoever is at the end again needs what is far above no more. */
export function scrolled() {
  const next = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
  if (next === following) return;
  following = next;
  page?.ui(following ? { earlier: 0, from: null } : {});
}

/** Bring the newest entry into sight, unless somebody has scrolled back to read; after drawing. */
export function followTimeline() {
  if (box && following) box.scrollTop = box.scrollHeight;
}

/** Go back to the newest entry. */
export function goToNewest() {
  if (!box) return;
  following = true;
  page?.ui({ earlier: 0, from: null });
}

/** Keep what is in sight where it is while lines are added above it. */
export function growAbove(add) {
  const below = box.scrollHeight - box.scrollTop;
  add();
  // The store draws in the next frame; this comes after it, in the same one.
  requestAnimationFrame(() => {
    if (box) box.scrollTop = box.scrollHeight - below;
  });
}

const saved = () => {
  const read = keep("read");
  return read ? JSON.parse(read) : null;
};

// The server hears how far somebody has read, so that staff sees who has not; now and then is enough.
function tellLater(app) {
  telling ??= setTimeout(() => {
    telling = null;
    const seq = readUpTo(reading);
    if (seq === told) return;
    told = seq;
    keep("read", JSON.stringify(reading.read));
    app.tell?.("seen", { seq });
  }, TELL_EVERY);
}

/**
 * What is new to this page's person; asked once for each drawing, before anything shows it.
 *
 * @param {object} state
 * @param {object} app
 * @returns {{lines: object[], mentions: number, divider: number | null}} new lines, how many of them
 *   speak to this person, and the seq of the line before which "new" stands
 */
export function readOn(state, app) {
  page = app;
  const lines = linesOf(state);
  const me = state.you.person;
  const { filter } = state.ui;
  reading ??= startReading(saved(), lines);
  const looking = !document.hidden && inView && following;
  const next = goOn(reading, lines, { looking, filter, me });
  if (next.read !== reading.read && !isStaff(state)) tellLater(app);
  reading = next;
  const fits = filter === "all" ? lines : lines.filter(({ said }) => said.group === filter);
  const found = newLines(lines, reading.read, me);
  fresh = {
    lines: found,
    mentions: found.filter(({ said }) => isForMe(state, said.mentions)).length,
    divider: dividerOf(reading, fits, me),
  };
  return fresh;
}

/** What {@link readOn} has found at last. */
export const news = () => fresh;
