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

/**
 * What stands on the band for one crew: only what is still to come.
 *
 * @param {object} forecast
 * @param {string} crew
 * @param {number} [gap] what is nearer together than this (ms) stands in one place
 * @returns {{kind: string, said: string[], at: number}[]} in order of time; `kind` is the last of those
 *   that stand there
 */
export function outlookOf({ t: now, crews }, crew, gap = 0) {
  const found = crews.find((one) => one.crew === crew);
  const places = [];
  for (const [field, kind, said] of KINDS) {
    const at = found?.[field] ?? null;
    if (at === null || at <= now) continue;
    const before = places.at(-1);
    if (before && Math.abs(at - before.at) < gap) {
      before.kind = kind;
      before.said.push(said);
    } else places.push({ kind, said: [said], at });
  }
  return places.sort((a, b) => a.at - b.at);
}
