// The right half of the Work tab: propose, start and verify what is done to the system. See runs.js
// and catalogue.js.
import { area } from "../frame/area.js";

/** `(state, app, wanted?)`: the template, as soon as its code is there. */
export const changes = area(() => import("./work_area.js"), "changesArea");
