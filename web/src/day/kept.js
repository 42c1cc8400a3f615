// The host's filters outlive a reload of the page, as drafts do: in this tab, for this day.
//
// Which filters count: those that were last set here. Where none were (another browser, a tab that was
// opened anew) those of the newest spin, which the server tells its host. The word from the room is
// for one spin, and not kept.
import { keep } from "../drafts.js";
import { ALL, filtersOf, spinArgs, tagsOf } from "./pool.js";

const NAME = "filters";

const written = (filters) => JSON.stringify({ ...filters, salt: "" });

function read(library) {
  const saved = keep(NAME);
  if (!saved) return null;
  const found = JSON.parse(saved);
  const tags = new Set(tagsOf(library));
  const ids = new Set(library.map((one) => one.id));
  return {
    ...ALL,
    ...found,
    tags: found.tags.filter((tag) => tags.has(tag)),
    out: found.out.filter((id) => ids.has(id)),
  };
}

/**
 * What a page remembers of its host's filters.
 *
 * @returns {{restored: (state: object) => {filters: typeof ALL, touched: boolean}, follow: (state:
 *   object) => void}} `restored` for the first state of a page: the filters, and whether they differ
 *   from the newest spin's; `follow` for each later state: keeps them, and forgets them with the day
 */
export function createKept() {
  let last = null;

  function restored({ library, wheel }) {
    const spun = wheel ? filtersOf(wheel.filters, library) : ALL;
    const filters = read(library) ?? spun;
    last = written(filters);
    const told = (given) => JSON.stringify(spinArgs(library, given));
    return { filters, touched: Boolean(wheel) && told(filters) !== told(spun) };
  }

  function follow({ state, ui: { filters } }) {
    if (state === "over") {
      keep(NAME, null);
      return;
    }
    const now = written(filters);
    if (now === last) return;
    last = now;
    keep(NAME, now);
  }

  return { restored, follow };
}
