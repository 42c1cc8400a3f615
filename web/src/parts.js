// The small templates that every panel is made of.
import { html, nothing } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { repeat } from "lit-html/directives/repeat.js";
import { clockText } from "./clock.js";
import { dropDraft, restoreDraft, saveDraft } from "./drafts.js";
import { t } from "./i18n.js";
import { can } from "./state.js";
import { SEEN_IN } from "./words.js";

/** Verbs that work while the clock does not run. */
const ANY_TIME = /^(drill|seat|inject|world)\./;
const STANDING = {
  lobby: /^(comms|hand)\./,
  paused: /^(probe|rating|note|hand)\.|^ask\b/,
  ended: /^(postmortem\.(write|share)|runbook\.update|rating\.give|note\.add)$/,
};

/** Whether a verb would be refused at this moment for want of a running clock. */
export const stopped = ({ drill: { phase } }, verb) =>
  phase !== "running" && !ANY_TIME.test(verb) && !STANDING[phase]?.test(verb);

/** A time of day of the drill. */
export const at = (state, t) => html`<time class="num">${clockText(state.drill.clock0, t)}</time>`;

/** A text that live.js keeps: "since" or "left" of a moment. */
export const moving = (live, moment) =>
  html`<span class="num" data-live=${live} data-at=${moment}></span>`;

/** A section with a title; `aside` stands at the right of it. */
export const panel = (id, title, aside, body, look = "") =>
  html`<section class="panel ${look}" id=${id} aria-labelledby="${id}-title">
    <header><h2 id="${id}-title">${title}</h2>${aside}</header>
    ${body}
  </section>`;

/** A titled part of a work area. */
export const card = (title, body, look = "") =>
  html`<section class="card ${look}"><h3>${title}</h3>${body}</section>`;

/** Text that only a screen reader says. */
export const hidden = (text) => html`<span class="vh">${text}</span>`;

/** A short text that a screen reader says as a whole sentence. */
export const aloud = (shown, said) =>
  html`<span aria-hidden="true">${shown}</span><span class="vh">${said}</span>`;

/** Long words of people: the first lines, and all of it on a click; `shown` is how they look. */
export const clamped = (text, look, shown = text) =>
  text.length > 170
    ? html`
      <details class="long ${look}">
        <summary>${shown}</summary>
      </details>
    `
    : html`<span class=${look}>${shown}</span>`;

/** One line where there is nothing to show. */
export const none = (text) => html`<p class="none">${text}</p>`;

/**
 * A button that sends a command, or does something here.
 *
 * @param {object} state
 * @param {object} app what createActs made
 * @param {object} options
 * @param {string} options.say what is written on it
 * @param {string} [options.name] what a screen reader says instead
 * @param {string} [options.verb] with `args`: the command
 * @param {() => void} [options.click] instead of sending right away
 * @param {string} [options.look] primary, danger, quiet
 * @param {string} [options.focus] name by which advice finds it
 */
export function button(state, app, options) {
  const { say, name, verb, args = {}, click, look = "", focus } = options;
  if (verb && !can(state, verb)) return nothing;
  const off = verb && stopped(state, verb);
  const waits = state.ui.busy[`${verb} ${JSON.stringify(args)}`];
  const act = click ?? (() => app.run(verb, args));
  return html`
    <button type="button" class=${look} ?disabled=${off}
      aria-busy=${waits ? "true" : nothing} data-focus=${focus ?? nothing}
      aria-label=${name ?? nothing} title=${off ? t("The clock does not run") : nothing}
      @click=${act}>${say}</button>
  `;
}

/** What the server said against a form, beside it. */
export function refusal(state, place) {
  const error = state.ui.errors[place];
  return html`<p class="refusal" role="alert">${
    error ? html`<b>${error.message}</b> ${error.hint}` : nothing
  }</p>`;
}

/** Give a form its values again, unless somebody has written something else meanwhile. */
function putBack(element, data) {
  for (const [name, value] of data) {
    const field = element.elements[name];
    if (field?.value === field?.defaultValue) field.value = value;
  }
}

/**
 * A form that sends one command and keeps what is typed until it is accepted.
 *
 * @param {object} state
 * @param {object} app
 * @param {object} options
 * @param {string} options.id
 * @param {string} options.verb
 * @param {(read: (name: string) => string, data: FormData) => object} options.args
 * @param {unknown} options.fields
 * @param {string} options.submit what the button says; `name` as for `button`
 * @param {unknown} [options.extra] beside the button
 * @param {boolean} [options.inline] the button beside the fields
 * @param {() => void} [options.typed] after every change
 * @param {() => void} [options.sent] after it was accepted
 * @param {boolean} [options.atOnce] it is emptied as soon as it is sent, and several may be on their
 *   way; for what people write one after the other
 */
export function form(state, app, options) {
  const { id, verb, args, fields, submit, name, look = "", extra, inline } = options;
  const { typed, sent, atOnce } = options;
  if (!can(state, verb)) return nothing;
  const off = stopped(state, verb);
  const send = async (event) => {
    event.preventDefault();
    const element = event.currentTarget;
    const data = new FormData(element);
    const read = (name) => String(data.get(name) ?? "").trim();
    const done = () => {
      dropDraft(element);
      element.reset();
      sent?.();
      typed?.();
    };
    const command = args(read, data);
    if (atOnce) {
      done();
      // Whoever goes on writing does not wait for the answer; what was refused comes back.
      if (!await app.run(verb, command, id, true)) putBack(element, data);
    } else if (await app.run(verb, command, id)) done();
  };
  const input = (event) => {
    saveDraft(event);
    if (state.ui.errors[id]) app.ui({ errors: { ...state.ui.errors, [id]: null } });
    typed?.();
  };
  const keys = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.currentTarget.requestSubmit();
    }
  };
  return html`
    <form id=${id} class="form ${inline ? "inline" : ""}" autocomplete="off" @submit=${send}
      @input=${input} @keydown=${keys}
      @restored=${typed ?? nothing} ${ref(restoreDraft)}>
        ${fields}
        <div class="row end">${extra}<button class=${look || "primary"} ?disabled=${off}
          aria-busy=${state.ui.busy[id] && !atOnce ? "true" : nothing} aria-label=${name ?? nothing}
          title=${off ? t("The clock does not run") : nothing}>${submit}</button></div>
        ${refusal(state, id)}
      </form>
  `;
}

/** A labelled field. `input` is the control; it lies inside the label. */
export const field = (label, input, look = "") =>
  html`<label class="field ${look}"><span>${label}</span>${input}</label>`;

/** A line of text. */
export const line = (name, { hint = "", focus, must = false, max = 300 } = {}) =>
  html`
    <input name=${name} maxlength=${max} placeholder=${hint} ?required=${must}
      data-focus=${focus ?? nothing}>
  `;

/** Some lines of text, growing with what is typed. */
export const prose = (name, { hint = "", focus, must = false, rows = 2, max = 2000 } = {}) =>
  html`
    <textarea name=${name} rows=${rows} maxlength=${max} placeholder=${hint}
      ?required=${must}
      data-focus=${focus ?? nothing}></textarea>
  `;

/**
 * A choice.
 *
 * @param {string} name
 * @param {[string, string, boolean?][]} options value, text, chosen at first
 */
export const choice = (name, options, focus) =>
  html`<select name=${name} data-focus=${focus ?? nothing}>${
    repeat(options, ([value]) =>
      value, ([value, text, chosen]) =>
      html`<option value=${value} ?selected=${chosen ?? false}>${text}</option>`)
  }</select>`;

/** Minutes to choose from; `first` is chosen. */
export const minutes = (name, first, also = []) =>
  choice(name, [
    ...also,
    ...[5, 10, 15, 20, 30, 45, 60].map((n) => [
      String(n),
      t("{n} min", { n }),
      n === first,
    ]),
  ]);

/** What somebody looked at before they say that something works. */
export const signals = (label) =>
  html`<fieldset class="ticks"><legend>${label}</legend>${
    Object.entries(SEEN_IN).map(([name, text]) =>
      html`<label><input type="checkbox" name="signals" value=${name} ?checked=${
        name === "metrics"
      }>${text}</label>`
    )
  }</fieldset>`;

/** People to choose from, the others first. */
export const peopleChoice = (state, name, first, fits = () => true) =>
  choice(
    name,
    state.people.filter((one) => one.seat !== "observer" && fits(one)).map((one) => [
      one.person,
      one.person === state.you.person ? t("{name} (you)", { name: one.name }) : one.name,
      one.person === first,
    ]),
  );

/** A form of one statement. */
export const words = (state, app, id, verb, label, submit, focus, hint = "") =>
  form(state, app, {
    id,
    verb,
    args: (read) => ({ text: read("text") }),
    fields: field(label, prose("text", { must: true, focus, hint, rows: 1 })),
    submit,
    inline: true,
    look: "plain",
  });
