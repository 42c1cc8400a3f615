// The left half of the Work tab: look, say what you see, say what you think. See sources.js.
import { area } from "../frame/area.js";

/** `(state, app, wanted?)`: the template, as soon as its code is there. */
export const evidence = area(() => import("./work_area.js"), "evidenceArea");
