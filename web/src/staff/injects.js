// The list of injects: what comes next, and the facilitator's hand on each of them.
//
// Names for tests: region "Injects"; buttons "Fire next inject", and "Fire <id>", "Skip <id>",
// "Hold <id>", "Release <id>", "Edit <id>"; fields "New words of <id>", "Hold <id> for".
import { html, nothing } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { repeat } from "lit-html/directives/repeat.js";
import { at, button, hidden, moving, none, panel, refusal } from "../parts.js";
import { can, nameOf } from "../state.js";
import { channelText } from "../words.js";
import { improvise } from "./improvise.js";
import { comes, nextOf, rulesOf, tagsOf } from "./msel.js";

const MINUTES = [2, 5, 10, 15, 30];

const from = (state, inject) => inject.name ?? nameOf(state, inject.from);

const rule = ({ say, code }) =>
  code
    ? html`<details class="rule"><summary>${say}</summary><code>${code}</code></details>`
    : html`<p class="rule">${say}</p>`;

const when = (state, inject) =>
  inject.delivered_at !== null
    ? html`<span class="ok"><span aria-hidden="true">✓</span>${hidden("delivered at ")} ${
      at(state, inject.delivered_at)
    }</span>`
    : inject.at !== null
    ? at(state, inject.at)
    : html`<span class="dim">${comes(inject) ? "waits" : "never"}</span>`;

function next(state, app, inject) {
  if (!inject) return none("No inject of the scenario is left.");
  return html`
    <div class="next">
      <div><p class="meta"><b>${from(state, inject)}</b> ${channelText(
        inject.channel,
      )} · ${inject.at === null || inject.count > 0
        ? html`<span class="dim">${inject.count > 0 ? "comes again" : inject.trigger}</span>`
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

// How long an inject that is held back stays so.
function holding(state, app, inject) {
  const set = (event) => {
    const minutes = Number(event.currentTarget.value) || null;
    app.run("inject.hold", { id: inject.id, minutes });
  };
  return html`
    <label
      class="field inline"><span>Hold${hidden(
        ` ${inject.id}`,
      )} for</span><select @change=${set}><option value="" .selected=${inject.held_until ===
        null}>until released</option>${inject.held_until === null
        ? nothing
        : html`<option value="" disabled selected>until ${
          at(state, inject.held_until)
        }</option>`}${MINUTES.map((n) =>
          html`<option value=${n}>${n} min more</option>`
        )}</select></label>
  `;
}

// lit calls this while the form is not in the page yet.
const take = (element) =>
  queueMicrotask(() => {
    element?.focus();
    element?.form?.scrollIntoView({ block: "nearest" });
  });

// Other words for what has not come yet, where its words stand.
function editor(state, app, inject) {
  const { id, text } = inject;
  const place = `edit-${id}`;
  const close = () => {
    app.ui({ editing: null, errors: { ...state.ui.errors, [place]: null } });
    document.querySelector(`#injects [data-focus="${CSS.escape(`edit ${id}`)}"]`)?.focus();
  };
  const save = async (event) => {
    event.preventDefault();
    const words = String(new FormData(event.currentTarget).get("text")).trim();
    if (await app.run("inject.edit", { id, text: words }, place)) close();
  };
  const keys = (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.currentTarget.requestSubmit();
    }
  };
  return html`
    <form class="form" id=${place} autocomplete="off" @submit=${save} @keydown=${keys}>
      <textarea name="text" rows="3" maxlength="4000" required aria-label="New words of ${id}"
        .value=${text} ${ref(take)}></textarea>
      <div class="row end"><button type="button" class="quiet" @click=${close}>Cancel</button>
        <button class="primary" aria-busy=${state.ui.busy[place]
          ? "true"
          : nothing}>Save words${hidden(` of ${id}`)}</button></div>
      ${refusal(state, place)}
    </form>
  `;
}

function acts(state, app, inject) {
  const { id } = inject;
  const act = (say, verb, look, args = { id }) =>
    button(state, app, { say, rest: ` ${id}`, verb, args, look: `${look} small` });
  const edit = () => app.ui({ editing: state.ui.editing === id ? null : id });
  return html`
    <span class="acts">${state.drill.phase === "lobby"
      ? nothing
      : html`${act("Fire", "inject.fire", "")}${
        inject.held ? act("Release", "inject.release", "") : act("Hold", "inject.hold", "quiet")
      }${act("Skip", "inject.skip", "quiet")}`}${can(state, "inject.edit")
      ? html`
        <button type="button" class="quiet small" data-focus="edit ${id}"
          aria-expanded=${state.ui.editing === id ? "true" : "false"} @click=${edit}>Edit${hidden(
            ` ${id}`,
          )}</button>
      `
      : nothing}</span>
  `;
}

function row(state, app, inject) {
  const open = comes(inject) && state.drill.phase !== "ended";
  const editing = open && state.ui.editing === inject.id;
  return html`<li class="inject" data-status=${inject.status} data-held=${String(inject.held)}>
    <span class="when">${when(state, inject)}</span>
    <div class="body"><p><b>${from(state, inject)}</b> <span class="dim">${
    channelText(inject.channel)
  }</span> ${
    tagsOf(inject, state.drill.clock0).map((tag) =>
      html`
        <span class="tag">${tag}</span>
      `
    )
  }${
    inject.answered_at === null
      ? nothing
      : html`<span class="ok">answered ${at(state, inject.answered_at)}</span>`
  }</p>
    ${editing ? editor(state, app, inject) : html`<p class="said">${inject.text}</p>`}
    ${rulesOf(inject).map(rule)}
    ${open && inject.held ? holding(state, app, inject) : nothing}</div>
    ${open ? acts(state, app, inject) : nothing}
  </li>`;
}

/** @param {object} state @param {object} app */
export function injects(state, app) {
  const list = state.msel ?? [];
  const gone = list.filter((one) => !comes(one));
  return panel(
    "injects",
    "Injects",
    html`<span class="count num">${gone.length} of ${list.length} gone</span>`,
    html`
      ${state.drill.phase === "ended" ? nothing : next(state, app, nextOf(list))}
      <div class="scroll" tabindex="0" role="group" aria-label="All injects">
        ${improvise(state, app)}
        <ol>${repeat(list, (one) => one.id, (one) => row(state, app, one))}</ol>
      </div>
    `,
  );
}
