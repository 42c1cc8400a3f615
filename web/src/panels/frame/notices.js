// What stands between the header and the work: the state of the drill, what is asked of you, and the
// next step for those who want it.
//
// Names for tests: buttons "Accept role <Title>", "Answer now"; the rest in bands.js and hint.js.
import { html, nothing } from "lit-html";
import { rich, t } from "../../i18n.js";
import { button } from "../../parts.js";
import { isAsked, isStaff } from "../../state.js";
import { titleOf } from "../../words.js";
import { bands } from "./bands.js";
import { later } from "./later.js";

function asked(state, app) {
  if (!isAsked(state)) return nothing;
  return html`<p class="notice offer" role="status"><b>${
    t("The facilitator asks what everybody sees right now.")
  }</b>
    <button type="button" class="primary" @click=${() => app.ui({ later: null })}>${
    t("Answer now")
  }</button></p>`;
}

function offers(state, app) {
  return state.you.asked.map((role) => {
    const by = state.timeline.findLast((event) =>
      (event.kind === "role.assigned" || event.kind === "role.handover") &&
      event.data.role === role
    );
    const brief = by?.data.brief;
    const title = titleOf(role);
    return html`<p class="notice offer" role="status"><span>${
      rich("You are asked to be {title}.", { title: html`<b>${title}</b>` })
    }${
      brief
        ? html`
          “${brief}”
        `
        : nothing
    }</span>
    ${
      button(state, app, {
        say: t("Accept"),
        name: t("Accept role {title}", { title }),
        verb: "role.accept",
        args: { role },
        look: "primary",
      })
    }</p>`;
  });
}

const next = later(() => import("./hint.js"), "hint");

/** Fetch what finds the next step; gives its module. */
export const readyToHint = next.ready;

/** @param {object} state @param {object} app */
export const notices = (state, app) =>
  html`<div class="notices">${bands(state, app)}${asked(state, app)}${offers(state, app)}${
    isStaff(state) || state.you.seat === "observer" ? nothing : next.shown(state, app)
  }</div>`;
