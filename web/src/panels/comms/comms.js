// The Comms tab, whose parts are fetched when it is first opened.
import { later } from "../frame/later.js";

const desk = later(() => import("./comms_desk.js"), "desk");

/** @param {object} state @param {object} app @param {boolean} wanted whether the tab is open */
export const comms = desk.body;

/** Fetch it, so that its fields can be gone to. */
export const ready = desk.ready;
