// Lines of a change history: when, where, what and by whom. A line of another form stays as it is.
import { spanText } from "../../clock.js";
import { t } from "../../i18n.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const LINE = /^(yesterday )?(\d{1,2}):(\d{2})\s+([\w./-]+): (.+?)(?: \(by ([^()]+)\))?$/;

const clockMs = (hours, minutes) => Number(hours) * HOUR + Number(minutes) * MINUTE;

/**
 * One line, taken apart.
 *
 * @param {string} line "13:28 card-router: release 4.12 (by deploy-bot)"
 * @param {string} clock0 time of day at which the drill begins
 * @param {number} seen when it was read, ms of drill time: no change is later than that
 * @returns {{at: number, when: string, where: string, what: string, who: string} | null} `at` in ms of
 *   drill time, negative before the start; `when` as it was written
 */
export function changeOf(line, clock0, seen) {
  const found = LINE.exec(line);
  if (!found) return null;
  const [, before = "", hours, minutes, where, what, who = ""] = found;
  const start = clockMs(...clock0.split(":"));
  const midnight = Math.floor((start + seen) / DAY) * DAY - start;
  const today = midnight + clockMs(hours, minutes);
  const back = before || today > seen ? DAY : 0;
  return { at: today - back, when: `${before}${hours}:${minutes}`, where, what, who };
}

/**
 * How long a change was before the first alert, or after it.
 *
 * @param {number} at
 * @param {number | null} alert when the first alert fired; null: none has
 * @returns {string} "2m before the first alert", or ""
 */
export function beforeText(at, alert) {
  if (alert === null || Math.abs(alert - at) > DAY) return "";
  const span = spanText(Math.abs(alert - at));
  return at <= alert
    ? t("{span} before the first alert", { span })
    : t("{span} after the first alert", { span });
}

/**
 * Every change that this page's person has read of, each once, oldest first.
 *
 * @param {object[]} looks
 * @param {string} clock0
 * @returns {{at: number, where: string, what: string, who: string}[]}
 */
export function changesSeen(looks, clock0) {
  const found = new Map();
  for (const look of looks) {
    if (look.kind !== "changes" || look.viewed_at === null) continue;
    for (const line of look.lines) {
      const one = changeOf(line, clock0, look.viewed_at);
      if (one) found.set(`${one.at} ${one.where} ${one.what}`, one);
    }
  }
  return [...found.values()].sort((a, b) => a.at - b.at);
}
