// What is said of a change on the table. Pure functions of what the server sends.
import { spanText } from "../clock.js";

const STATUS = {
  proposed: "waits for approval",
  approved: "approved",
  running: "running",
  finished: "finished",
  failed: "failed",
  aborted: "stopped",
  undone: "undone",
};

/** Whether a run is still to come or in progress. */
export const isOpen = (run) => ["proposed", "approved", "running"].includes(run.status);

/**
 * @param {object} run
 * @returns {string} "running", "waits", "failed"
 */
export const statusText = (run) =>
  run.status === "running" && run.waits_for?.length ? "waits" : STATUS[run.status] ?? run.status;

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
  return titles.length ? `Waits for ${titles.join(" and ")}.` : "";
}

/**
 * How far a run in stages has come.
 *
 * @param {object} run
 * @returns {string} "2 of 4: North America", "2 of 4 done", or ""
 */
export function stageText({ stage, stages_done: done = 0, stages = 1 }) {
  if (!done || done >= stages) return "";
  const count = `${done} of ${stages}`;
  return stage && stage !== count ? `${count}: ${stage}` : `${count} done`;
}

/**
 * How long a change takes to undo, as it stands in a proposal.
 *
 * @param {{undo: number | null}} one an action of the catalogue
 * @returns {string} "takes 2m", "cannot be undone"
 */
export const undoText = ({ undo }) =>
  undo === null ? "cannot be undone" : `takes ${spanText(undo)}`;

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
