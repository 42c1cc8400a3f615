// Parts of the room that are fetched when they are first wanted: the room opens faster without them.
import { html } from "lit-html";
import { t } from "../../i18n.js";
import { none } from "../../parts.js";

const GIVE_UP = 3;

const lost = html`
  <p class="none">${t("This part could not be fetched.")} <button type="button" @click=${() =>
    location.reload()}>${t("Load the page again")}</button></p>
`;

/**
 * A part whose code comes later.
 *
 * @param {() => Promise<object>} load imports its module
 * @param {string} name of the template in it
 * @returns {{body: (state: object, app: object, wanted: boolean) => unknown,
 *   ready: (app: object) => Promise<object>, shown: (state: object, app: object) => unknown}}
 *   `ready` fetches it, and gives the module; `shown` is `body` for what may come a moment late,
 *   such as a dialog, and is empty until then
 */
export function later(load, name) {
  let found = null;
  let asked = null;
  let failures = 0;

  const fetched = async (app) => {
    try {
      found = await load();
      app.ui({});
      return found;
    } catch (error) {
      // The line was down, or the server has a newer version: whoever wants it next tries again.
      asked = null;
      failures++;
      throw error;
    }
  };
  const ready = (app) => asked ??= fetched(app);
  const fetch = (app) => {
    if (failures < GIVE_UP) ready(app).catch(() => {});
  };

  const body = (state, app, wanted) => {
    if (found) return found[name](state, app);
    if (wanted) fetch(app);
    return failures < GIVE_UP ? none(t("One moment …")) : lost;
  };
  const shown = (state, app) => {
    if (found) return found[name](state, app);
    fetch(app);
    return "";
  };
  return { body, ready, shown };
}

const idle = globalThis.requestIdleCallback ?? ((act) => setTimeout(act, 300));

/**
 * Fetch parts one after the other while nothing else is to be done.
 *
 * @param {object} app
 * @param {{ready: (app: object) => Promise<object>}[]} parts the likeliest first
 */
export function prefetch(app, [first, ...rest]) {
  if (!first) return;
  idle(() => first.ready(app).catch(() => {}).then(() => prefetch(app, rest)));
}
