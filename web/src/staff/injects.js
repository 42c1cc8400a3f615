// The list of injects: what comes next, and firing or skipping any of them.
//
// Names for tests: region "Injects"; buttons "Fire next inject", "Fire <id>", "Skip <id>".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { at, button, moving, none, panel } from "../parts.js";
import { nameOf } from "../state.js";
import { channelText } from "../words.js";

// "4m after incident.declared" reads better without the dot of the event's name.
const spoken = (trigger) =>
  trigger.startsWith("when ") ? trigger : trigger.replaceAll(/\b([a-z]+)\.([a-z_]+)\b/g, "$1 $2");

const from = (state, inject) => inject.name ?? nameOf(state, inject.from);

const when = (state, inject) =>
  inject.status === "delivered"
    ? html`<span class="ok">✓</span> ${at(state, inject.delivered_at)}`
    : inject.at === null
    ? html`<span class="dim trigger" title=${inject.trigger}>${spoken(inject.trigger)}</span>`
    : html`${at(state, inject.at)}`;

function next(state, app, inject) {
  if (!inject) return none("No inject is left.");
  return html`
    <div
      class="next"><div><p class="meta"><b>${from(state, inject)}</b> ${channelText(
        inject.channel,
      )} · ${inject.at === null
        ? html`<span class="dim trigger" title=${inject.trigger}>${spoken(inject.trigger)}</span>`
        : html`due at ${at(state, inject.at)}, ${
          moving("left", inject.at)
        }`}</p><p class="said">${inject.text}</p></div>${button(state, app, {
          say: "Fire next inject",
          verb: "inject.fire",
          args: { id: inject.id },
          look: "primary big",
        })}</div>
  `;
}

function row(state, app, inject) {
  const waits = inject.status === "waiting";
  return html`<li class="inject" data-status=${inject.status}>
    <span class="when">${when(state, inject)}</span>
    <div><p><b>${from(state, inject)}</b> <span class="dim">${channelText(inject.channel)}</span> ${
    inject.answered_at === null || inject.answered_at === undefined
      ? nothing
      : html`<span class="ok">answered ${at(state, inject.answered_at)}</span>`
  } ${inject.status === "skipped" ? html`<span class="tag">skipped</span>` : nothing}</p>
    <p class="said">${inject.text}</p></div>
    ${
    waits
      ? html`<span class="acts">${
        button(state, app, {
          say: "Fire",
          rest: ` ${inject.id}`,
          verb: "inject.fire",
          args: { id: inject.id },
          look: "small",
        })
      }${
        button(state, app, {
          say: "Skip",
          rest: ` ${inject.id}`,
          verb: "inject.skip",
          args: { id: inject.id },
          look: "quiet small",
        })
      }</span>`
      : nothing
  }</li>`;
}

/** @param {object} state @param {object} app */
export function injects(state, app) {
  const list = state.msel ?? [];
  const waiting = list.filter((one) => one.status === "waiting");
  return panel(
    "injects",
    "Injects",
    html`<span class="count num">${list.length - waiting.length} of ${list.length} gone</span>`,
    html`
      ${state.drill.phase === "ended" ? nothing : next(state, app, waiting[0])}
          <div class="scroll" tabindex="0" role="group" aria-label="All injects">
        <ol>${repeat(list, (one) => one.id, (one) => row(state, app, one))}</ol>
      </div>
    `,
  );
}
