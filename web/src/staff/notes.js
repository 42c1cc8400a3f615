// What staff notes for the debrief, about a moment of the timeline if there is one.
//
// Names for tests: region "Notes"; fields "Tag", "Note"; buttons "Add the note", "About nothing in
// particular"; in the timeline "Note this".
import { html, nothing } from "lit-html";
import { t } from "../i18n.js";
import { entryText } from "../panels/record/document_words.js";
import { goToEntry, linesOf, speakerOf } from "../panels/channel/entries.js";
import { at, field, form, none, panel, prose } from "../parts.js";
import { can, nameOf } from "../state.js";
import { onSheet } from "./open.js";

const TAGS = [
  t("went well"),
  t("to discuss"),
  t("quote"),
  t("turning point"),
  t("scenario"),
];

/** Begin a note about a line of the timeline. */
export function noteThis(app, { event }) {
  app.ui({ about: event.seq });
  onSheet(app, "notes", () => document.querySelector("#note [name=text]")?.focus());
}

const tellOf = (state, { event, said }) =>
  entryText(state.drill.clock0, event, speakerOf(state, event, said), said);

const chooseTag = (tag) => (event) => {
  const input = event.currentTarget.form.elements.tag;
  input.value = tag;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  event.currentTarget.form.elements.text.focus();
};

function writing(state, app, lines) {
  if (!can(state, "note.add")) return nothing;
  const { about } = state.ui;
  const line = lines.get(about);
  return form(state, app, {
    id: "note",
    verb: "note.add",
    args: (read) => ({ tag: read("tag"), text: read("text"), ref: about }),
    fields: html`
      ${line
        ? html`
          <p
            class="fact">${t("About: {line}", {
              line: tellOf(state, line),
            })} <button type="button" class="quiet small" @click=${() =>
              app.ui({ about: null })}>${t("About nothing in particular")}</button></p>
        `
        : html`<p class="why">${
          t("To note something about a moment, point at it in the timeline and choose “Note this”.")
        }</p>`}${field(
          t("Tag"),
          html`<input name="tag" maxlength="60" required list="tags" placeholder=${
            t("to discuss")
          }>`,
        )}<p class="chips">${TAGS.map((tag) =>
          html`<button type="button" class="chip" @click=${chooseTag(tag)}>${tag}</button>`
        )}</p><datalist
        id="tags">${TAGS.map((tag) => html`<option value=${tag}></option>`)}</datalist>${field(
          t("Note"),
          prose("text", { must: true, max: 4000, hint: t("what you saw, in so many words") }),
        )}
    `,
    submit: t("Add the note"),
    look: "plain",
    sent: () => app.ui({ about: null }),
  });
}

function row(state, app, lines, one) {
  const line = lines.get(one.ref);
  return html`<li><p><span class="tag">${one.tag}</span> <span class="dim">${at(state, one.at)}${
    one.by === state.you.person ? nothing : html`
      ${nameOf(state, one.by)}
    `
  }</span></p>
    <p class="said">${one.text}</p>${
    line
      ? html`<p><button type="button" class="ref" @click=${() => goToEntry(app, one.ref)}>${
        tellOf(state, line)
      }</button></p>`
      : nothing
  }</li>`;
}

/** @param {object} state @param {object} app @param {string} [look] of its panel */
export function notes(state, app, look = "bare") {
  const lines = new Map(linesOf(state).map((line) => [line.event.seq, line]));
  const all = [...(state.notes ?? [])].reverse();
  return panel(
    "notes",
    t("Notes"),
    nothing,
    html`
      <div class="scroll" tabindex="0" role="group" aria-label=${t("Notes so far")}>
        <div class="pad">${writing(state, app, lines)}${all.length
          ? html`<ul class="doc">${all.map((one) => row(state, app, lines, one))}</ul>`
          : none(t("No notes yet."))}</div>
      </div>
    `,
    look,
  );
}
