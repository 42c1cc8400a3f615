// What people ask the facilitator, and what the evidence would answer.
//
// Names for tests: region "Questions"; fields "Answer to <name>", "Everybody may read it"; buttons
// "Answer <name>", "Look at the evidence"; list "What the evidence says", in it "Use <title>".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { rich, t } from "../i18n.js";
import { aloud, at, form, moving, none, panel } from "../parts.js";
import { can } from "../state.js";
import { tagOf } from "../words.js";

/** The questions that wait for an answer, oldest first. */
export const openQuestions = (state) =>
  (state.questions ?? []).filter((one) => one.answered_at === null);

async function fetched(path) {
  try {
    const answer = await fetch(path, { headers: { accept: "application/json" } });
    return await answer.json();
  } catch {
    return { error: { message: t("The evidence could not be fetched."), hint: "" } };
  }
}

async function look(app, id) {
  const set = (found) => app.ui({ suggested: { ...app.state.ui.suggested, [id]: found } });
  set({ waits: true });
  set(await fetched(`/console/${app.state.id}/suggest?question=${encodeURIComponent(id)}`));
}

/** Look at the evidence for questions that are on the screen for the first time; after drawing. */
export function lookForNew(state, app) {
  if (state.ui.sheet !== "questions" || !can(state, "ask.answer")) return;
  for (const { id } of openQuestions(state)) if (!state.ui.suggested[id]) look(app, id);
}

const use = (id, text) => {
  const field = document.querySelector(`#answer-${CSS.escape(id)} [name=text]`);
  if (!field) return;
  field.value = [field.value.trim(), text].filter(Boolean).join("\n").slice(0, field.maxLength);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
};

/** Whether somebody of the team has looked at a source already. */
const known = ({ evidence }, source) =>
  evidence?.looks.some((one) => one.source === source && one.viewed_at !== null);

const suggestion = (state, id, { source, title, text }) =>
  html`
    <li><button type="button" class="source" @click=${() => use(id, text)}><b>${aloud(
      title,
      t("Use {title}", { title }),
    )}</b> ${known(state, source) ? nothing : html`
      <span class="tag">${t("nobody has looked there yet")}</span>
    `}<span class="dim">${text}</span></button></li>
  `;

function evidence(state, app, { id }) {
  const found = state.ui.suggested[id];
  const again = html`
    <button type="button" class="quiet small" aria-busy=${found?.waits ? "true" : nothing}
      @click=${() => look(app, id)}>${t("Look at the evidence")}</button>
  `;
  const list = found?.suggestions ?? [];
  return html`
    <div class="says">
      <p class="row"><span class="dim">${t(
        "What the evidence says now; choose one to put it into the answer.",
      )}</span>${again}</p>
      ${found?.error
        ? html`<p class="refusal"><b>${found.error.message}</b> ${found.error.hint}</p>`
        : nothing}
      ${list.length
        ? html`<ul aria-label=${t("What the evidence says")}>${
          list.map((one) => suggestion(state, id, one))
        }</ul>`
        : found?.suggestions
        ? none(t("No source speaks of it."))
        : nothing}
    </div>
  `;
}

const seat = (state, person) => state.people.find((one) => one.person === person)?.seat;

const head = (state, one) =>
  html`
    <p class="meta"><b>${one.name}</b> ${seat(state, one.by)
      ? html`<span class="tag">${tagOf(seat(state, one.by))}</span>`
      : nothing} ${at(state, one.at)}${one.answered_at === null
      ? html`
        <span class="warn">${rich("waits, {span}", { span: moving("since", one.at) })}</span>
      `
      : nothing}</p>
    <p class="said">${one.text}</p>
  `;

const waiting = (state, app, one) =>
  html`
    <li class="letter" data-waits="true">${head(state, one)}${form(state, app, {
      id: `answer-${one.id}`,
      verb: "ask.answer",
      args: (read, data) => ({
        id: one.id,
        text: read("text"),
        everybody: data.has("everybody"),
      }),
      fields: html`
        <textarea name="text" rows="2" required maxlength="2000"
          aria-label=${t("Answer to {name}", { name: one.name })}
          placeholder=${t("What they would find out if they looked")}></textarea>
      `,
      extra: html`<label class="tick"><input type="checkbox" name="everybody">${
        t("Everybody may read it")
      }</label>`,
      submit: t("Answer"),
      name: t("Answer {name}", { name: one.name }),
    })}${can(state, "ask.answer") ? evidence(state, app, one) : nothing}</li>
  `;

const done = (state, one) =>
  html`
    <li
      class="letter">${head(state, one)}<p class="answer"><span class="ok">${t(
        "✓ answered",
      )}</span> ${at(state, one.answered_at)} ${one.everybody
        ? html`
          <span class="tag">${t("to everybody")}</span>
        `
        : nothing}“${one.answer}”</p></li>
  `;

/** @param {object} state @param {object} app */
export function questions(state, app) {
  const open = openQuestions(state);
  const answered = (state.questions ?? []).filter((one) => one.answered_at !== null).reverse();
  return panel(
    "questions",
    t("Questions"),
    nothing,
    html`<div class="scroll" tabindex="0" role="group" aria-label=${t("Questions to you")}>
      <ul>${repeat(open, ({ id }) => id, (one) => waiting(state, app, one))}${
      repeat(answered, ({ id }) => id, (one) => done(state, one))
    }</ul>
      ${open.length || answered.length ? nothing : none(t("Nobody has asked anything."))}
    </div>`,
    "bare",
  );
}
