// A few questions to everybody at once: answered from the head, so they lie over the room.
//
// Names for tests: dialog "What do you see right now?"; fields "How bad is it?", "Who is in
// command?", "What is the leading theory?", "When do customers hear next?"; buttons "Answer", "Not
// now"; in the notices "Answer now".
import { html } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { t } from "../../i18n.js";
import { choice, field, form, line } from "../../parts.js";

const UNKNOWN = ["", t("I do not know")];

const QUESTIONS = {
  severity: ({ drill }) =>
    field(
      t("How bad is it?"),
      choice("severity", [
        UNKNOWN,
        ...drill.severities.map(({ label }) => [label, label]),
        ["not set yet", t("Not set yet")],
      ]),
    ),
  ic: ({ people }) =>
    field(
      t("Who is in command?"),
      choice("ic", [
        UNKNOWN,
        ...people.filter((one) => one.seat !== "observer").map(({ name }) => [name, name]),
        ["nobody", t("Nobody")],
      ]),
    ),
  theory: () => field(t("What is the leading theory?"), line("theory", { hint: t("or: none") })),
  next_public: () =>
    field(
      t("When do customers hear next?"),
      line("next_public", { hint: t("14:45, or: in 10 min") }),
    ),
};

// lit calls this before the dialog is in the page, and again when it is about to leave it: closing
// it then gives the focus back to where it was.
let shown = null;
const mount = (dialog) => {
  if (!dialog) shown?.close();
  shown = dialog ?? null;
  queueMicrotask(() => {
    if (shown?.isConnected && !shown.open) shown.showModal();
  });
};

/** For whom it is shown is room.js's to say. @param {object} state @param {object} app */
export function probe(state, app) {
  const { id, questions } = state.probe;
  const later = () => app.ui({ later: id });
  return html`
    <dialog class="probe" aria-labelledby="probe-title" ${ref(mount)} @close=${later}>
      <h2 id="probe-title">${t("What do you see right now?")}</h2>
      <p class="why">${t(
        "The facilitator asks everybody the same, to see whether you share one picture. Answer from your head. The others do not see it.",
      )}</p>
      ${form(state, app, {
        id: `probe-${id}`,
        verb: "probe.answer",
        args: (read) => ({
          id,
          answers: Object.fromEntries(questions.map((one) => [one, read(one)])),
        }),
        fields: questions.map((one) => QUESTIONS[one]?.(state)),
        submit: t("Answer"),
        extra: html`<button type="button" class="quiet" @click=${() => shown?.close()}>${
          t("Not now")
        }</button>`,
      })}
    </dialog>
  `;
}
