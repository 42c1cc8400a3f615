// What is said of a change on the table. Pure functions of what the server sends.
import { rangeText, spanText } from "../../clock.js";
import { t } from "../../i18n.js";
import { listText } from "../../words.js";

const STATUS = {
  proposed: t("waits for approval"),
  approved: t("approved"),
  running: t("under way"),
  finished: t("finished"),
  failed: t("failed"),
  aborted: t("aborted"),
  undone: t("undone"),
};

/** Whether a run is still to come or in progress. */
export const isOpen = (run) => ["proposed", "approved", "running"].includes(run.status);

/** Whether somebody has to look whether it worked. */
export const isToVerify = (run) => run.status === "finished" && !run.verified && !run.undoes;

/**
 * @param {object} run
 * @returns {string} "under way", "waits", "failed"
 */
export const statusText = (run) =>
  run.status === "running" && run.waits_for?.length ? t("waits") : STATUS[run.status] ?? run.status;

/**
 * What a run waits for, by its title.
 *
 * @param {object} run
 * @param {object[]} runs all runs
 * @returns {string} "Waits for “Roll back”.", or ""
 */
export function waitText(run, runs) {
  const titles = (run.waits_for ?? []).map((id) => {
    const title = runs.find((one) => one.id === id)?.title ?? id;
    return `“${title}”`;
  });
  return titles.length ? t("Waits for {changes}.", { changes: listText(titles) }) : "";
}

/**
 * How far a run in stages has come.
 *
 * @param {object} run
 * @returns {string} "2 of 4: North America", "2 of 4 done", or ""
 */
export function stageText({ stage, stages_done: done = 0, stages = 1 }) {
  if (!done || done >= stages) return "";
  // A stage without a name of its own has its number for a name.
  return stage && stage !== `${done} of ${stages}`
    ? t("{done} of {stages}: {stage}", { done, stages, stage })
    : t("{done} of {stages} done", { done, stages });
}

/**
 * How long a change takes to undo, as it stands in a proposal.
 *
 * @param {{undo: number | null}} one an action of the catalogue
 * @returns {string} "takes 2m", "cannot be undone"
 */
export const undoText = ({ undo }) =>
  undo === null ? t("cannot be undone") : t("takes {span}", { span: spanText(undo) });

const RISKS = { low: t("low risk"), medium: t("medium risk"), high: t("high risk") };

/** The risk of an action, in two words. */
export const riskLabel = ({ risk }) => RISKS[risk] ?? t("risk {risk}", { risk });

/**
 * What could go wrong, as far as the catalogue knows: the first words of a proposal.
 *
 * @param {object} one an action of the catalogue
 * @returns {string} "high risk, takes 45m, destroys evidence"
 */
export function riskText(one) {
  const takes = t("takes {span}", { span: rangeText(one.takes) });
  const lost = one.destroys_evidence ? [t("destroys evidence")] : [];
  return [riskLabel(one), takes, ...lost].join(", ");
}

/**
 * The run that has a go-ahead and has not begun.
 *
 * @param {object[]} runs
 * @param {{id?: string, action?: string}} which
 * @returns {object | undefined}
 */
export const approvedRun = (runs, { id, action }) =>
  runs.find((run) => run.status === "approved" && (id ? run.id === id : run.action === action));

const RANK = { approved: 0, finished: 1, running: 2, proposed: 3 };

/**
 * Runs in the order in which they need somebody: to be started, to be verified, under way, waiting;
 * then what is done with, the newest first.
 *
 * @param {object[]} runs
 * @returns {object[]}
 */
export function inOrder(runs) {
  const rank = (run) => run.status === "finished" && !isToVerify(run) ? 9 : RANK[run.status] ?? 9;
  return [...runs].reverse().sort((a, b) => rank(a) - rank(b));
}

/**
 * What has happened to a run, step by step.
 *
 * @param {object} run
 * @param {(id: string) => string} name
 * @returns {{id: string, text: string, at: number}[]} in order
 */
export function stepsOf(run, name) {
  const done = { failed: t("failed"), aborted: t("aborted") }[run.status] ?? t("finished");
  return [
    ["proposed", t("proposed by {name}", { name: run.by_name }), run.at],
    ["approved", t("approved by {name}", { name: name(run.approved_by) }), run.approved_at],
    ["announced", t("announced to all"), run.announced_at],
    ["started", t("started"), run.started_at],
    ["finished", done, run.finished_at],
    ["verified", t("verified"), run.verified?.at],
  ].filter(([, , at]) => at !== null && at !== undefined)
    .map(([id, text, at]) => ({ id, text, at }))
    .sort((a, b) => a.at - b.at);
}

/**
 * The action of the catalogue behind a run, if the run did something that can be undone now.
 *
 * @param {object} run
 * @param {{catalogue: object[], runs: object[]}} actions
 * @returns {object | null}
 */
export function undoable(run, { catalogue, runs }) {
  const done = run.status === "finished" ||
    (["failed", "aborted"].includes(run.status) && run.stages_done > 0);
  const busy = runs.some((one) =>
    one.action === run.action && (one.status === "running" || (one.undoes && isOpen(one)))
  );
  if (!done || run.undoes || busy) return null;
  const one = catalogue.find(({ action }) => action === run.action);
  return one && one.undo !== null ? one : null;
}
