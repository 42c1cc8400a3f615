// How much lies on each of those who play, and what that means for whoever steers. Pure functions over
// the section `load`, the lines of the timeline and `seen`; times are ms of drill time.
import { spanText } from "../clock.js";
import { t, tn } from "../i18n.js";
import { listText, tagOf } from "../words.js";
import { answersFor, seatOf } from "./readers_words.js";

const MINUTE = 60_000;
const SILENT = 8 * MINUTE;
const IDLE = 6 * MINUTE;
const MANY = 5;
const UNREAD = 25;
const MOST_HINTS = 3;

/** How full a bar is at most, by what it shows. */
export const FULL = { unread: 30, pages: 3, tasks: 5, questions: 4, silent: 15 * MINUTE };

/** From where on a bar means something. */
export const MUCH = { unread: UNREAD, pages: 2, tasks: 4, questions: 2, silent: SILENT };

const readable = (seats, { event, said }, person) => {
  if (event.actor === person || said.tone === "staff" || said.tone === "quiet") return false;
  const owner = said.channel ? seatOf(said.channel) : null;
  return owner === null || seats.has(owner);
};

/**
 * How many lines of the timeline somebody has not read.
 *
 * @param {object} state
 * @param {object} row of `load`
 * @param {{event: object, said: object}[]} lines oldest first
 * @returns {number | null} null while nobody knows how far they have read
 */
export function unreadOf(state, row, lines) {
  const read = state.seen?.[row.person];
  if (read === undefined) return null;
  const seats = answersFor(state, row);
  let n = 0;
  for (let i = lines.length - 1; i >= 0 && lines[i].event.seq > read; i--) {
    if (readable(seats, lines[i], row.person)) n++;
  }
  return n;
}

/**
 * A row for each of those who play.
 *
 * @param {object} state
 * @param {{event: object, said: object}[]} lines
 * @param {number} now
 * @returns {object[]} rows of `load` with `unread` and `silent` (how long ago they did something)
 */
export const loadOf = (state, lines, now) =>
  (state.load ?? []).map((row) => ({
    ...row,
    unread: row.bot ? null : unreadOf(state, row, lines),
    silent: Math.max(0, now - (row.last_at ?? 0)),
  }));

const waiting = ({ pages, questions, tasks, offers }) => pages + questions + tasks + offers;

const listed = (row) =>
  listText([
    row.questions && tn("{n} question", "{n} questions", row.questions),
    row.pages && tn("{n} page", "{n} pages", row.pages),
    row.tasks && tn("{n} task", "{n} tasks", row.tasks),
    row.offers && tn("{n} offered role", "{n} offered roles", row.offers),
  ].filter(Boolean));

function hintOf(state, row, next) {
  const who = `${tagOf(row.seat)} ${row.name}`;
  const span = spanText(row.silent);
  if (row.questions && row.silent >= SILENT) {
    return {
      grave: 3,
      text: tn(
        "{who} has been silent for {span} while {n} question waits: another inject will not help.",
        "{who} has been silent for {span} while {n} questions wait: another inject will not help.",
        row.questions,
        { who, span },
      ),
    };
  }
  if (waiting(row) >= MANY) {
    return {
      grave: 2,
      text: t("Much lies on {who}: {list}. Hold what is meant for them.", {
        who,
        list: listed(row),
      }),
    };
  }
  if (row.unread >= UNREAD) {
    return {
      grave: 1,
      text: tn(
        "{who} has not read {n} line of the channel.",
        "{who} has not read {n} lines of the channel.",
        row.unread,
        { who },
      ),
    };
  }
  if (waiting(row) === 0 && row.silent >= IDLE) return idle(state, row, { who, span }, next);
  return null;
}

function idle(state, row, { who, span }, next) {
  const inject = next(row, answersFor(state, row));
  return {
    grave: 0,
    text: inject
      ? t("{who} has had nothing to do for {span}: consider firing {inject}.", {
        who,
        span,
        inject: inject.id,
      })
      : t("{who} has had nothing to do for {span}.", { who, span }),
    inject: inject?.id,
  };
}

/**
 * What a calm colleague would whisper to whoever steers: the gravest first, a few at most.
 *
 * @param {object} state
 * @param {object[]} rows of {@link loadOf}
 * @returns {{person: string, text: string, inject?: string}[]}
 */
export function hintsOf(state, rows) {
  if (state.drill.phase !== "running" && state.drill.phase !== "paused") return [];
  const next = (row, seats) => nextFor(state.msel ?? [], row, seats);
  return rows.filter((row) => !row.bot)
    .map((row) => ({ person: row.person, hint: hintOf(state, row, next) }))
    .filter(({ hint }) => hint)
    .sort((a, b) => b.hint.grave - a.hint.grave)
    .slice(0, MOST_HINTS)
    .map(({ person, hint: { text, inject } }) => ({ person, text, inject }));
}

/** The first inject that waits and is meant for somebody: for their channel, or for their answer. */
function nextFor(msel, row, seats) {
  return msel.find((one) => {
    if (one.status !== "waiting" || one.held || one.count > 0) return false;
    const owner = seatOf(one.channel);
    if (owner !== null) return seats.has(owner);
    return Boolean(one.expect?.by.some((seat) => seat === row.seat || seats.has(seat)));
  });
}
