// What the composers of updates and of the status page share: drafts from what is known, hints that
// are never in the way, and asking back before something unread or with gaps goes out.
import { html, nothing } from "lit-html";
import { keep } from "../../drafts.js";
import { rich, t } from "../../i18n.js";
import { at, moving } from "../../parts.js";
import { countWords, lengthText } from "./audience_words.js";
import { hasGap, merge } from "./template_words.js";

/** What is written in a form, by field; "" for a field that is not there yet. */
export function valuesOf(id, names) {
  const form = document.getElementById(id);
  return Object.fromEntries(
    names.map((name) => [name, form?.elements[name]?.value.trim() ?? ""]),
  );
}

const drafted = (id) => JSON.parse(keep(`drafted:${id}`) ?? "null");

/** Forget that a form was filled from a draft, after it was sent. */
const forgetDraft = (id) => keep(`drafted:${id}`, null);

function goToGap(form, names) {
  const fields = names.map((name) => form.elements[name]);
  const field = fields.find(({ value }) => hasGap(value)) ?? fields[0];
  const start = field.value.search(/\[(?:\.\.\.|…)\]/);
  field.focus();
  if (start >= 0) field.setSelectionRange(start, field.value.indexOf("]", start) + 1);
}

/**
 * Put a draft into a form, as if it had been typed; what somebody worded stays.
 *
 * @param {object} app
 * @param {string} id of the form
 * @param {Record<string, string>} draft text by field
 * @param {number} [minutes] until the next word
 */
export function putIn(app, id, draft, minutes) {
  const form = document.getElementById(id);
  const names = Object.keys(draft);
  const { values, kept } = merge(valuesOf(id, names), drafted(id) ?? {}, draft);
  for (const name of names) form.elements[name].value = values[name];
  if (minutes) form.elements.next_in.value = String(minutes);
  keep(`drafted:${id}`, JSON.stringify(draft));
  form.dispatchEvent(new Event("input"));
  goToGap(form, names);
  if (kept.length) app.toast(t("What you wrote yourself was left as it is."), "", "good");
}

/** Whether a form says what its draft said, word for word. */
function isUnread(id, values) {
  const draft = drafted(id);
  const filled = Object.entries(draft ?? {}).filter(([, text]) => text);
  return filled.length > 0 && filled.every(([name, text]) => values[name] === text);
}

const question = (id, values, whole) => {
  if (hasGap(whole)) {
    return {
      title: t("Send it with gaps?"),
      text: t("“[...]” still stands where nothing was known: {text}", { text: whole }),
      yes: t("Send it like this"),
      no: t("Go back"),
    };
  }
  return isUnread(id, values)
    ? {
      title: t("Have you read it?"),
      text: t("You changed nothing in this draft. It will say: {text}", { text: whole }),
      yes: t("Yes, send it"),
      no: t("Go back"),
    }
    : null;
};

/**
 * An app for a form, which asks back before gaps or an unread draft go out.
 *
 * @param {object} app
 * @param {string} id of the form
 * @param {string[]} names of its texts
 * @param {() => string} whole everything that it will say
 */
export const careful = (app, id, names, whole) => ({
  ...app,
  async run(verb, args, ...more) {
    const ask = question(id, valuesOf(id, names), whole());
    if (ask && !await app.confirm(ask)) return false;
    const sent = await app.run(verb, args, ...more);
    if (sent) forgetDraft(id);
    return sent;
  },
});

/** Notes on what is written: its length, and hints, which are said aloud when they change. */
export function notes(text, hints, length) {
  const size = lengthText(countWords(text), length);
  const said = text ? hints : [];
  return html`${size ? html`<p class="size">${size}</p>` : nothing}<div role="status">${
    said.length
      ? html`<ul class="hints">${said.map((one) => html`<li>${one.text}</li>`)}</ul>`
      : nothing
  }</div>`;
}

function promise(state, { due, promised, every }) {
  const values = {
    n: every,
    time: html`<b>${at(state, due)}</b>`,
    left: moving("left", due),
  };
  return promised === due
    ? rich("Promised: {time} ({left}).", values)
    : rich("Promised every {n} min: {time} ({left}).", values);
}

/** What an audience was promised, above its composer. */
export function owed(state, row) {
  if (!row.told) {
    return html`<p class="fact">${t("Not told anything yet.")} ${
      row.due === null ? nothing : promise(state, row)
    }</p>`;
  }
  const last = rich("Last told {time}, {since} ago.", {
    time: at(state, row.last.t),
    since: moving("since", row.last.t),
  });
  if (row.ends) {
    return html`<p class="fact">${last} <b class="warn">${
      t("They do not know yet that it is over.")
    }</b></p>`;
  }
  if (row.due !== null) return html`<p class="fact">${last} ${promise(state, row)}</p>`;
  const open = state.incident.resolved_at === null && row.promised === null;
  return html`<p class="fact">${last} ${
    open ? html`<span class="warn">${t("No next time was promised.")}</span>` : nothing
  }</p>`;
}

/** Minutes to choose from, those of the cadence among them; "" is "not said". */
export function minutesOf(first) {
  const all = [...new Set([5, 10, 15, 20, 30, 45, 60, first])].sort((a, b) => a - b);
  return [
    ["", t("not said")],
    ...all.map((n) => [String(n), t("{n} min", { n }), n === first]),
  ];
}
