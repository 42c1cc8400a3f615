// A row of tabs, for the keyboard as well: arrows go from one to the next.
import { html } from "lit-html";
import { tn } from "../../i18n.js";
import { aloud } from "../../parts.js";

function arrows(ids, open, choose) {
  return (event) => {
    const at = ids.indexOf(open);
    const next = {
      ArrowRight: ids[(at + 1) % ids.length],
      ArrowLeft: ids.at(at - 1),
      Home: ids[0],
      End: ids.at(-1),
    }[event.key];
    if (!next) return;
    event.preventDefault();
    choose(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
}

/**
 * The tabs `tab-ID`, which control areas `area-ID`.
 *
 * @param {string} label
 * @param {{id: string, title: string, waiting: number, fresh?: number, hint?: string}[]} tabs
 *   `waiting` is what somebody has to do there, `fresh` what is new to read
 * @param {string} open id of the one that is open
 * @param {(id: string) => void} choose
 */
export function tablist(label, tabs, open, choose) {
  const ids = tabs.map(({ id }) => id);
  return html`
    <div class="tabs" role="tablist" aria-label=${label} @keydown=${arrows(
      ids,
      open,
      choose,
    )}>${tabs
      .map(({ id, title, waiting, fresh = 0, hint = "" }) =>
        html`
          <button type="button" role="tab" id="tab-${id}" aria-controls="area-${id}"
            aria-selected=${id === open} tabindex=${id === open ? 0 : -1} title=${hint}
            @click=${() => choose(id)}>${title}${waiting
              ? html`
                <span class="badge num">${aloud(
                  waiting,
                  tn("{n} waiting", "{n} waiting", waiting),
                )}</span>
              `
              : fresh
              ? html`
                <span class="badge quiet num">${aloud(
                  fresh,
                  tn("{n} new", "{n} new", fresh),
                )}</span>
              `
              : ""}</button>
        `
      )}</div>
  `;
}
