// The facilitator's hand on one inject: fire, hold, release, skip, edit, preview.
//
// Names for tests: in injects.js.
import { html, nothing } from "lit-html";
import { t } from "../i18n.js";
import { button, hidden } from "../parts.js";
import { can } from "../state.js";
import { comes, leaves } from "./msel.js";
import { openInject } from "./open.js";

function edit(state, app, { id }) {
  if (!can(state, "inject.edit")) return nothing;
  const open = state.ui.editing === id;
  return html`
    <button type="button" class="quiet small" data-focus="edit ${id}" aria-expanded=${open}
      aria-label=${t("Edit {id}", { id })}
      @click=${() => app.ui({ editing: open ? null : id })}>${t("Edit")}</button>
  `;
}

function unfold(state, app, { id }) {
  const open = state.ui.inject === id;
  const says = t("Preview {id}", { id });
  return html`
    <button type="button" class="quiet small icon" title=${says} aria-expanded=${open}
      @click=${() => open ? app.ui({ inject: null }) : openInject(app, id)}><span
      aria-hidden="true">${open ? "▾" : "▸"}</span>${hidden(says)}</button>
  `;
}

// What has come for the last time, or is skipped, leaves its row: the focus goes to the next one before,
// to where it does no harm.
async function act(app, inject, verb) {
  const { id } = inject;
  const row = document.getElementById(`inject-${id}`);
  // The row may be gone by the time of the answer; those beside it are not.
  const near = [row?.nextElementSibling, row?.previousElementSibling];
  if (!await app.run(verb, { id }) || !leaves(inject, verb)) return;
  const { activeElement: held } = document;
  if (held !== document.body && !row?.contains(held)) return;
  const next = near.find((one) => one?.isConnected);
  (next?.querySelector(".acts .icon") ?? document.querySelector("#injects .scroll"))?.focus();
}

// There is no way back from it.
async function skip(app, inject) {
  const { id } = inject;
  const sure = await app.confirm({
    title: t("Skip {id}?", { id }),
    text: t("It never comes then, and cannot be fired any more. To decide later, hold it back."),
    yes: t("Skip it"),
    moot: () => !app.state.msel?.some((one) => one.id === id && comes(one)),
  });
  if (sure) act(app, inject, "inject.skip");
}

/**
 * What can be done to an inject.
 *
 * @param {object} state
 * @param {object} app
 * @param {object} inject
 * @param {boolean} open whether it can still come
 */
export function acts(state, app, inject, open) {
  const { id } = inject;
  const one = (say, name, verb, look, click = () => act(app, inject, verb)) =>
    button(state, app, { say, name, verb, args: { id }, look: `${look} small`, click });
  return html`
    <span class="acts">${!open || state.drill.phase === "lobby"
      ? nothing
      : html`${one(t("Fire"), t("Fire {id}", { id }), "inject.fire", "")}${
        inject.held
          ? one(t("Release"), t("Release {id}", { id }), "inject.release", "")
          : one(t("Hold"), t("Hold {id}", { id }), "inject.hold", "quiet")
      }${
        one(t("Skip"), t("Skip {id}", { id }), "inject.skip", "quiet", () => skip(app, inject))
      }`}${open ? edit(state, app, inject) : nothing}${unfold(state, app, inject)}</span>
  `;
}
