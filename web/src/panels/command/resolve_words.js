// What is to be so before an incident is called resolved, as far as the page can tell. Pure.
import { clockText, spanText } from "../../clock.js";
import { t, tn } from "../../i18n.js";
import { isOpen as runIsOpen, isToVerify } from "../work/run_words.js";
import { isOpen } from "../tasks/task_words.js";

/**
 * @typedef {object} Check
 * @property {string} id
 * @property {boolean | null} done null: for people to judge
 * @property {string} text
 * @property {{tab: string | null, focus: string}} [go] where to see to it
 */

const check = (id, done, text, go) => ({ id, done, text, go });

/** When somebody last saw that it is better: a verified change, or a verified recovery. */
export function seenBetter({ actions, timeline }) {
  const worked = actions.runs.filter((run) => run.verified?.worked).map((run) => run.verified.at);
  const recovered = timeline.filter(({ kind }) => kind === "recovery.verified").map((one) => one.t);
  const all = [...worked, ...recovered];
  return all.length ? Math.max(...all) : null;
}

/** Since when nothing has fired and nothing was changed; null while something does. */
export function quietSince({ alerts, actions }) {
  if (alerts.some((alert) => alert.resolved_at === null)) return null;
  if (actions.runs.some((run) => run.status === "running")) return null;
  const ends = [
    ...alerts.map((alert) => alert.resolved_at),
    ...actions.runs.map((run) => run.finished_at ?? null),
  ].filter((at) => at !== null);
  return ends.length ? Math.max(...ends) : null;
}

function technical(state, now) {
  const { alerts, actions, drill } = state;
  const firing = alerts.filter((alert) => alert.resolved_at === null).length;
  const busy = actions.runs.find(runIsOpen) ?? actions.runs.find(isToVerify);
  const better = seenBetter(state);
  const quiet = quietSince(state);
  return [
    firing
      ? check("alerts", false, tn("{n} alert still fires", "{n} alerts still fire", firing))
      : check("alerts", true, t("No alert fires")),
    better === null
      ? check("verified", false, t("Nobody has said that they see it recovered"))
      : check(
        "verified",
        true,
        t("Somebody saw it work again at {time}", { time: clockText(drill.clock0, better) }),
      ),
    busy
      ? check("changes", false, t("Not done with: {title}", busy), { tab: "work", focus: "verify" })
      : check("changes", true, t("No change is under way")),
    quiet === null ? check("stable", false, t("It is not quiet yet")) : check(
      "stable",
      null,
      t("Quiet for {span}, since {time}. Is that long enough?", {
        span: spanText(now - quiet),
        time: clockText(drill.clock0, quiet),
      }),
    ),
  ];
}

function told(state) {
  const { statuspage, updates } = state;
  const better = seenBetter(state);
  const last = updates.at(-1);
  const customers = ["monitoring", "resolved"].includes(statuspage.stage);
  const inside = last && better !== null && last.t >= better;
  return [
    check(
      "public",
      customers,
      customers
        ? t("Customers know that it is better")
        : statuspage.posts.length
        ? t("Customers do not know yet that it is better")
        : t("Customers were told nothing"),
      customers ? undefined : { tab: "comms", focus: "status" },
    ),
    check(
      "internal",
      Boolean(inside),
      inside
        ? t("An update went out since it got better")
        : t("No update went out since it got better"),
      inside ? undefined : { tab: "comms", focus: "update" },
    ),
  ];
}

function people({ tasks, inbox, incident }) {
  const open = tasks.filter(isOpen).length;
  const asks = inbox.filter((one) => one.expects && one.answered_at === null).length;
  const { exit_criteria: exit } = incident;
  return [
    exit
      ? check("exit", null, t("Over when: {exit}. Is it so?", { exit }))
      : check("exit", false, t("Nobody has said when it is over"), {
        tab: "command",
        focus: "exit",
      }),
    open
      ? check("tasks", false, tn("{n} task is open", "{n} tasks are open", open), {
        tab: "tasks",
        focus: "ask",
      })
      : check("tasks", true, t("No task is open")),
    asks
      ? check("asks", false, tn("{n} question is open", "{n} questions are open", asks), {
        tab: null,
        focus: "answer",
      })
      : check("asks", true, t("No question is open")),
  ];
}

/**
 * Everything to look at before the end is called.
 *
 * @param {object} state
 * @param {number} now drill time
 * @returns {Check[]}
 */
export const checklist = (
  state,
  now,
) => [...technical(state, now), ...told(state), ...people(state)];

/**
 * @param {Check[]} checks
 * @returns {{met: number, open: Check[], judge: Check[]}}
 */
export const tally = (checks) => ({
  met: checks.filter(({ done }) => done === true).length,
  open: checks.filter(({ done }) => done === false),
  judge: checks.filter(({ done }) => done === null),
});
