// Work areas that are fetched after the room has been drawn.
import { later } from "./later.js";

/**
 * A work area whose code comes later.
 *
 * @param {() => Promise<object>} load imports its module
 * @param {string} name of the template in it
 * @returns {(state: object, app: object, wanted?: boolean) => unknown} the template; its `ready`
 *   fetches it, and gives the module
 */
export function area(load, name) {
  const { body, ready } = later(load, name);
  return Object.assign((state, app, wanted = true) => body(state, app, wanted), { ready });
}
