// The Tasks tab: one person, one thing, a time-box, and a word back. See task_area.js.
import { area } from "../frame/area.js";

/** `(state, app, wanted?)`: the template, as soon as its code is there. */
export const tasks = area(() => import("./task_area.js"), "taskArea");
