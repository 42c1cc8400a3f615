// Updates to people who are told in person: one composer per audience, each with what they need. All
// of them stay in the page, so that a draft to one is never lost or sent to another.
//
// Names for tests: form "#update" for stakeholders, "#update-<audience>" for others; fields "Status",
// "Impact", "Theory", "Next action", "Anything else" (others are named for their audience), "Next
// update in"; group "Draft from what is known" with buttons "Investigating", "Identified",
// "Monitoring", "Resolved"; buttons "Insert <fact>"; button "Post update".
import { html, nothing } from "lit-html";
import { clockText } from "../../clock.js";
import { t } from "../../i18n.js";
import { aloud, at, card, choice, field, form, prose } from "../../parts.js";
import { stageText } from "../../sentences.js";
import { quantityText, signalText } from "../../words.js";
import { AUDIENCES, composed } from "./audience_words.js";
import { careful, minutesOf, notes, owed, putIn, valuesOf } from "./drafting.js";
import { factsOf, ideaText, runText, scopeText, stageNow, STAGES } from "./facts_words.js";
import { hintsOn } from "./plain_words.js";
import { draftFor, nextIn } from "./template_words.js";

export const formOf = (audience) => audience === "stakeholders" ? "update" : `update-${audience}`;

const short = (text, most = 70) => text.length > most ? `${text.slice(0, most - 1)}…` : text;

// A figure is worth something only with its time.
function worst({ signals, drill }) {
  const found = signals?.series.filter((one) => one.unit === "share" && one.signal === "errors")
    .map((one) => ({ ...one, value: signals.values[one.name]?.at(-1) ?? 0 }))
    .sort((a, b) => b.value - a.value)[0];
  if (!found || found.value <= 2 * found.base) return null;
  return t("{service} {signal} at {value} ({time})", {
    service: found.service,
    signal: signalText(found.signal),
    value: quantityText(found.value, found.unit),
    time: clockText(drill.clock0, signals.times.at(-1)),
  });
}

/** What the room knows, by the field that it belongs in. */
export function knownBy(state) {
  const { scope, triage, idea, run } = factsOf(state);
  return {
    impact: [scope ? scopeText(scope) : triage?.impact, worst(state)].filter(Boolean),
    theory: idea ? [ideaText(idea)] : [],
    next_action: run ? [runText(run, state.drill.clock0)] : [],
  };
}

const insert = (name, text) => (event) => {
  const input = event.currentTarget.form.elements[name];
  input.value = input.value.trim() ? `${input.value.trim()}; ${text}` : text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.focus();
};

function chips(name, known, written) {
  const left = known.filter((text) => !written.includes(text));
  if (!left.length) return nothing;
  return html`<p class="chips">${
    left.map((text) =>
      html`<button type="button" class="chip" title=${text} @click=${insert(name, text)}>${
        aloud(`+ ${short(text)}`, t("Insert {text}", { text: short(text) }))
      }</button>`
    )
  }</p>`;
}

const drafts = (state, app, audience, id) => {
  const fits = stageNow(factsOf(state));
  return html`
    <div class="starts" role="group" aria-label=${t("Draft from what is known")}><span class="dim"
      aria-hidden="true">${t("Draft from what is known")}</span>${STAGES.map((stage) =>
        html`
          <button type="button" class="chip" data-fits=${stage === fits ? "yes" : nothing}
            @click=${() =>
              putIn(app, id, draftFor(state, audience, stage), nextIn(state, audience))}
          >${stage === fits
            ? aloud(
              stageText(stage),
              t("{stage}, fits what is on record", { stage: stageText(stage) }),
            )
            : stageText(stage)}</button>
        `
      )}</div>
  `;
};

function preview(state, { name, way }, text, now) {
  if (!text) return nothing;
  const from = way === "mail"
    ? html`<p class="dim">${t("From: {name}", { name: state.you.name })} · ${
      t("To: {name}", { name })
    }</p>`
    : html`<p class="dim"><b>${state.you.name}</b> ${at(state, now)}</p>`;
  return html`
    <figure
      class="message"><figcaption>${way === "mail"
        ? t("As they get it, by e-mail")
        : t("As they get it, in the chat")} <span class="tag">${t(
          "Draft",
        )}</span></figcaption>${from}<p class="said">${text}</p></figure>
  `;
}

function composer(state, app, audience, row, now, open) {
  const id = formOf(audience.id);
  const names = audience.fields.map(([name]) => name);
  const values = valuesOf(id, [...names, "next_in"]);
  const written = names.map((name) => values[name]).filter(Boolean).join(". ");
  const known = open ? knownBy(state) : {};
  const ends = state.incident.resolved_at !== null;
  const hints = hintsOn({
    text: written,
    plain: audience.plain,
    next: Boolean(values.next_in),
    ends,
    people: state.people,
    services: state.drill.services,
  });
  const whole = () => composed(state, valuesOf(id, [...names, "next_in"]), now);
  return html`<div data-form=${audience.id} ?hidden=${!open}>
    <p class="why">${audience.need}</p>${owed(state, row)}${drafts(state, app, audience.id, id)}${
    form(state, careful(app, id, names, whole), {
      id,
      verb: "update.post",
      typed: () => app.ui({}),
      args: (read) => ({
        audience: audience.id,
        ...Object.fromEntries(names.map((name) => [name, read(name)])),
        next_in: read("next_in") ? Number(read("next_in")) : null,
      }),
      fields: html`${
        audience.fields.map(([name, label, hint]) =>
          html`${
            field(
              label,
              prose(name, {
                hint,
                rows: 1,
                must: name === "status",
                focus: name === "status" ? "update" : undefined,
              }),
            )
          }${chips(name, known[name] ?? [], values[name])}`
        )
      }${field(t("Next update in"), choice("next_in", minutesOf(nextIn(state, audience.id))))}${
        open ? notes(written, hints, audience.words) : nothing
      }${open ? preview(state, audience, written && composed(state, values, now), now) : nothing}`,
      submit: t("Post update"),
      name: audience.id === "stakeholders"
        ? undefined
        : t("Post update to: {name}", { name: audience.name }),
      extra: html`<span class="dim">${t("Duration and team are added for you.")}</span>`,
    })
  }</div>`;
}

/**
 * The composers, of which one is open.
 *
 * @param {object} state
 * @param {object} app
 * @param {string} chosen audience
 * @param {object[]} rows of rhythm()
 * @param {number} now drill time
 */
export function update(state, app, chosen, rows, now) {
  return card(
    t("Update"),
    AUDIENCES.map((one) =>
      composer(
        state,
        app,
        one,
        rows.find(({ id }) => id === one.id),
        now,
        one.id === chosen,
      )
    ),
  );
}
