// What is said of tasks: which are late, who has none, in which order. Pure functions.

/** Whether a task waits for a report. */
export const isOpen = (task) => task.reported_at === null;

/** When a task's time-box runs out, ms of drill time. */
export const dueAt = (task) => task.at + task.timebox;

/** Whether an open task has run past its time-box. */
export const isLate = (task, now) => isOpen(task) && now > dueAt(task);

/**
 * @param {object} task
 * @returns {"done" | "new" | "taken" | "started"} how far it is
 */
export function stageOf(task) {
  if (!isOpen(task)) return "done";
  if (task.started_at !== null) return "started";
  return task.acked_at === null ? "new" : "taken";
}

/** Open tasks first, the one that is due first in front; then what was reported, newest first. */
export function inOrder(tasks) {
  const open = tasks.filter(isOpen).sort((a, b) => dueAt(a) - dueAt(b));
  const done = tasks.filter((task) => !isOpen(task));
  return [...open, ...done.sort((a, b) => b.reported_at - a.reported_at)];
}

/** A person's open tasks, and everybody else's tasks. */
export function split(tasks, person) {
  const mine = tasks.filter((task) => isOpen(task) && task.to === person);
  return { mine: inOrder(mine), others: inOrder(tasks.filter((task) => !mine.includes(task))) };
}

/** Ids of the tasks that are late, as one text: what is drawn depends on it. */
export const lateKey = (tasks, now) =>
  tasks.filter((task) => isLate(task, now)).map(({ id }) => id).join();

const HANDS = ["ol", "responder"];

/**
 * Who could take something on: people of operations without an open task.
 *
 * @param {object[]} people
 * @param {object[]} tasks
 * @param {string} me
 * @returns {string[]} names
 */
export function free(people, tasks, me) {
  const busy = new Set(tasks.filter(isOpen).map(({ to }) => to));
  return people.filter(({ person, seat }) =>
    person !== me && HANDS.includes(seat) && !busy.has(person)
  ).map(({ name }) => name);
}
