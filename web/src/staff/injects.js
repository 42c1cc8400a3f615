// The list of injects: what comes next, and the facilitator's hand on each of them.
//
// Names for tests: region "Injects"; buttons "Fire next inject", and "Fire <id>", "Skip <id>",
// "Hold <id>", "Release <id>", "Edit <id>", "Preview <id>"; fields "New words of <id>",
// "Hold <id> for"; in what "Preview" opens, buttons "5 min earlier", "1 min earlier", "1 min later",
// "5 min later", "Back to <time>", each with the id.
import { html, nothing } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { repeat } from "lit-html/directives/repeat.js";
import { clockText } from "../clock.js";
import { rich, t, tn } from "../i18n.js";
import { aloud, at, button, hidden, moving, none, panel, refusal } from "../parts.js";
import { can, nameOf } from "../state.js";
import { channelText } from "../words.js";
import { improvise } from "./improvise.js";
import { acts } from "./inject_acts.js";
import { moveTo, nowOf } from "./moving.js";
import { comes, movable, nextOf, nextTime, partsOf, rulesOf, tagsOf } from "./msel.js";
import { preview } from "./preview.js";
import { snapped } from "./coming_words.js";

const MINUTES = [2, 5, 10, 15, 30];
const MINUTE = 60_000;
const MOVES = [
  [-5, t("5 min earlier"), (id) => t("5 min earlier {id}", { id })],
  [-1, t("1 min earlier"), (id) => t("1 min earlier {id}", { id })],
  [1, t("1 min later"), (id) => t("1 min later {id}", { id })],
  [5, t("5 min later"), (id) => t("5 min later {id}", { id })],
];

const from = (state, inject) => inject.name ?? nameOf(state, inject.from);

const rule = ({ say, code }) =>
  code
    ? html`<details class="rule"><summary>${say}</summary><code>${code}</code></details>`
    : html`<p class="rule">${say}</p>`;

const timed = (state, look, sign, moment, say) => {
  const time = clockText(state.drill.clock0, moment);
  return html`<span class=${look}>${aloud(html`${sign} ${at(state, moment)}`, say(time))}</span>`;
};

function when(state, inject) {
  const next = nextTime(inject);
  if (inject.delivered_at === null) {
    return Number.isFinite(next)
      ? at(state, next)
      : html`<span class="dim">${comes(inject) ? t("waits") : t("never")}</span>`;
  }
  return comes(inject) && Number.isFinite(next)
    ? timed(state, "dim", "↻", next, (time) => t("comes again about {time}", { time }))
    : timed(state, "ok", "✓", inject.delivered_at, (time) => t("delivered at {time}", { time }));
}

const due = (state, inject) => {
  const next = nextTime(inject);
  if (!Number.isFinite(next)) return html`<span class="dim">${inject.trigger}</span>`;
  const slots = { time: at(state, next), span: moving("left", next) };
  return inject.count > 0
    ? rich("comes again about {time}, {span}", slots)
    : rich("due at {time}, {span}", slots);
};

function next(state, app, inject) {
  if (!inject) return none(t("No inject of the scenario is left."));
  return html`
    <div class="next">
      <div><p class="meta"><b>${from(state, inject)}</b> ${channelText(inject.channel)} · ${due(
        state,
        inject,
      )}</p><p class="said">${inject.text}</p></div>${state.drill.phase === "lobby"
        ? nothing
        : button(state, app, {
          say: t("Fire next inject"),
          verb: "inject.fire",
          args: { id: inject.id },
          look: "primary big",
        })}</div>
  `;
}

// How long an inject that is held back stays so.
function holding(state, app, inject) {
  const { id, held_until: until } = inject;
  const set = (event) => {
    const minutes = Number(event.currentTarget.value) || null;
    app.run("inject.hold", { id, minutes });
  };
  return html`
    <label
      class="field inline"><span>${rich("Hold {id} for", {
        id: hidden(id),
      })}</span><select @change=${set}><option value="" .selected=${until === null}>${t(
        "until released",
      )}</option>${until === null
        ? nothing
        : html`<option value="" disabled selected>${
          t("until {time}", { time: clockText(state.drill.clock0, until) })
        }</option>`}${MINUTES.map((n) =>
          html`<option value=${n}>${t("{n} min more", { n })}</option>`
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
      <textarea name="text" rows="3" maxlength="4000" required aria-label=${t("New words of {id}", {
        id,
      })}
        .value=${text} ${ref(take)}></textarea>
      <div class="row end"><button type="button" class="quiet" @click=${close}>${t(
        "Cancel",
      )}</button>
        <button class="primary" aria-label=${t("Save words of {id}", { id })}
          aria-busy=${state.ui.busy[place] ? "true" : nothing}>${t("Save words")}</button></div>
      ${refusal(state, place)}
    </form>
  `;
}

// The same as on the band, for whoever does not drag.
function moves(state, app, inject) {
  if (!movable(inject) || !can(state, "inject.move") || state.drill.phase === "ended") {
    return nothing;
  }
  const to = (wanted) => moveTo(app, inject, snapped(wanted, nowOf(state), state.drill.length));
  const first = state.ui.moved[inject.id];
  const step = ([n, say, name]) =>
    html`<button type="button" class="small" aria-label=${name(inject.id)} @click=${() =>
      to(inject.at + n * MINUTE)}>${say}</button>`;
  const time = first === undefined ? "" : clockText(state.drill.clock0, first);
  return html`<p class="chips">${MOVES.map(step)}${
    first === undefined || first === inject.at || first < nowOf(state) ? nothing : html`
      <button type="button" class="quiet small" aria-label=${t("Back to {time} {id}", {
        time,
        id: inject.id,
      })}
        @click=${() => to(first)}>${t("Back to {time}", { time })}</button>
    `
  }</p>`;
}

function row(state, app, inject) {
  const open = comes(inject) && state.drill.phase !== "ended";
  const editing = open && state.ui.editing === inject.id;
  const shown = state.ui.inject === inject.id;
  const rules = rulesOf(inject);
  return html`
    <li class="inject" id="inject-${inject.id}" data-status=${inject.status}
      data-held=${String(inject.held)} ?data-open=${shown}>
        <span class="when">${when(state, inject)}</span>
        <div class="body"><p><b>${from(state, inject)}</b> <span class="dim">${channelText(
          inject.channel,
        )}</span> ${tagsOf(inject, state.drill.clock0).map((tag) =>
          html`
            <span class="tag">${tag}</span>
          `
        )}${inject.answered_at === null
          ? nothing
          : html`<span class="ok">${
            rich("answered {time}", { time: at(state, inject.answered_at) })
          }</span>`}</p>
        ${editing ? editor(state, app, inject) : html`<p class="said">${inject.text}</p>`}
        ${shown
          ? rules.map(rule)
          : html`<p class="rule">${rules.map(({ say }) => say).join(" · ")}</p>`}
        ${open && inject.held && can(state, "inject.hold")
          ? holding(state, app, inject)
          : nothing}</div>
        ${acts(state, app, inject, open)}
        ${shown
          ? html`<div class="opened">${moves(state, app, inject)}${preview(state, inject)}</div>`
          : nothing}
      </li>
  `;
}

const part = (state, app, title, list) =>
  list.length
    ? html`
      <h3 class="part">${title}</h3>
      <ol>${repeat(list, (one) => one.id, (one) => row(state, app, one))}</ol>
    `
    : nothing;

/** @param {object} state @param {object} app */
export function injects(state, app) {
  const list = state.msel ?? [];
  const { timed, conditional, gone } = partsOf(list);
  return panel(
    "injects",
    t("Injects"),
    html`<span class="count num">${
      tn("{n} of {all} gone", "{n} of {all} gone", gone.length, { all: list.length })
    }</span>`,
    html`
      ${state.drill.phase === "ended" || !can(state, "inject.fire")
        ? nothing
        : next(state, app, nextOf(list))}
      <div class="scroll" tabindex="0" role="group" aria-label=${t("All injects")}>
        ${improvise(state, app)}
        ${part(state, app, t("At a time"), timed)}
        ${part(state, app, t("When something happens"), conditional)}
        ${gone.length
          ? html`
            <details class="gone" ?open=${state.drill.phase === "ended"}>
              <summary>${tn(
                "{n} that came or does not come any more",
                "{n} that came or do not come any more",
                gone.length,
              )}</summary>
              <ol>${repeat(gone, (one) => one.id, (one) => row(state, app, one))}</ol>
            </details>
          `
          : nothing}
      </div>
    `,
  );
}
