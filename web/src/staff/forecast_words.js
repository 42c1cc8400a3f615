// What the forecast says in words, and where it stands on the band of time. Pure functions over the
// answer of /console/<drill>/forecast; times are ms of drill time.
import { clockText } from "../clock.js";
import { t } from "../i18n.js";

const MINUTE = 60_000;

/** A forecast that is older (ms of drill time) is asked for anew while it is on the screen. */
export const OLD = 2 * MINUTE;

const NAMES = { expert: t("An expert crew"), average: t("An average crew") };

/** Crews that stand on the band, with what they are called there. */
export const SHOWN = [["average", t("average crew")], ["expert", t("expert crew")]];

const KINDS = [
  ["mitigated_at", "mitigated", t("mitigated")],
  ["recovered_at", "recovered", t("recovered")],
  ["resolved_at", "resolved", t("closed")],
];

function crewSentence(outlook, crew, now, time) {
  const { mitigated_at: mitigated, resolved_at: resolved } = outlook;
  const times = { crew, mitigated: time(mitigated), resolved: time(resolved) };
  if (mitigated === null) {
    return resolved === null
      ? t("{crew} would neither mitigate nor close it before the end.", times)
      : t("{crew} would close it about {resolved}, but not mitigate it.", times);
  }
  if (mitigated <= now) {
    return resolved === null
      ? t("{crew} would not close it before the end.", times)
      : t("{crew} would close it about {resolved}.", times);
  }
  return resolved === null
    ? t("{crew} would mitigate it about {mitigated} and not close it before the end.", times)
    : t("{crew} would mitigate it about {mitigated} and close it about {resolved}.", times);
}

function idleSentence({ mitigated_at: mitigated }, now, time) {
  if (mitigated === null) {
    return t("If nobody does anything more, it is not mitigated before the end.");
  }
  return mitigated <= now
    ? ""
    : t("Even if nobody does anything more, it is mitigated about {time}.", {
      time: time(mitigated),
    });
}

/**
 * @param {object} forecast
 * @param {string} clock0 when the drill begins, "14:10"
 * @returns {string[]} sentences, the likeliest crew first
 */
export function sentencesOf({ t: now, length, crews }, clock0) {
  const time = (at) => at === null ? "" : clockText(clock0, at);
  const by = Object.fromEntries(crews.map((one) => [one.crew, one]));
  const ends = t("The drill ends at {time} at the latest.", { time: time(length) });
  const closed = Object.values(by).map((one) => one.resolved_at);
  if (closed.every((at) => at !== null && at <= now)) {
    return [t("It was closed at {time}.", { time: time(closed[0]) }), ends];
  }
  return [
    by.average && crewSentence(by.average, NAMES.average, now, time),
    by.expert && crewSentence(by.expert, NAMES.expert, now, time),
    by.idle && idleSentence(by.idle, now, time),
    ends,
  ].filter(Boolean);
}

/** What is written at a place of the band: "mitigated, recovered 15:36–15:40". */
export const labelOf = ({ said, at, until }, clock0) => {
  const [from, to] = [at, until].map((one) => clockText(clock0, one));
  return [said.join(", "), from === to ? from : `${from}–${to}`];
};

const LETTER = 6.4; // px that a letter of a label takes, generously
const BESIDE = 12;

/**
 * How much time the label of a place covers on a band.
 *
 * @param {object} band
 * @param {number} band.length of the drill
 * @param {number} band.width of the band, px
 * @param {string} band.clock0
 * @param {string} band.name what the crew is called, before its first label
 * @returns {(place: object, first: boolean) => number}
 */
export const coversOn = ({ length, width, clock0, name }) => (place, first) => {
  const text = `${first ? `${name} ` : ""}${labelOf(place, clock0).join(" ")}`;
  return ((text.length * LETTER + BESIDE) / width) * length;
};

/**
 * What stands on the band for one crew: only what is still to come.
 *
 * @param {object} forecast
 * @param {string} crew
 * @param {(place: object, first: boolean) => number} [covers] how much time a label covers: what
 *   would lie upon it stands in its place
 * @returns {{kind: string, said: string[], at: number, until: number}[]} in order of time; `kind` and
 *   `until` are of the last of those that stand there
 */
export function outlookOf({ t: now, crews }, crew, covers = () => 0) {
  const found = crews.find((one) => one.crew === crew);
  const all = KINDS.map(([field, kind, said]) => ({ kind, said, at: found?.[field] ?? null }))
    .filter(({ at }) => at !== null && at > now)
    .sort((a, b) => a.at - b.at);
  const places = [];
  for (const { kind, said, at } of all) {
    const before = places.at(-1);
    if (before && at - before.at < covers(before, places.length === 1)) {
      Object.assign(before, { kind, until: at });
      before.said.push(said);
    } else places.push({ kind, said: [said], at, until: at });
  }
  return places;
}
