// The small templates that the page of a game day is made of.
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { t } from "../i18n.js";
import { hidden } from "../parts.js";
import { can } from "../state.js";
import { nextTheme, theme } from "../theme.js";
import { titleOf } from "../words.js";

/**
 * A part of the page with a title; `aside` stands at the right of it.
 *
 * @param {string} id
 * @param {string} title
 * @param {unknown} body
 * @param {{aside?: unknown, look?: string}} [options]
 */
export const card = (id, title, body, { aside = nothing, look = "" } = {}) =>
  html`<section class="card ${look}" id=${id} tabindex="-1" aria-labelledby="${id}-title">
    <header><h2 id="${id}-title">${title}</h2>${aside}</header>
    ${body}
  </section>`;

/**
 * A button that sends a command of the day, or does something here. Without the right to send it,
 * there is none.
 *
 * @param {object} state
 * @param {object} app what createActs made
 * @param {object} options
 * @param {string} options.say what is written on it
 * @param {string} [options.rest] what a screen reader says after that, space included
 * @param {string} [options.verb] with `args`: the command
 * @param {() => void} [options.click] instead of sending right away
 * @param {string} [options.look] primary, danger, quiet
 * @param {boolean} [options.off] it cannot be used now
 * @param {string} [options.id]
 */
export function button(state, app, { say, rest, verb, args = {}, click, look = "", off, id }) {
  if (verb && !can(state, verb)) return nothing;
  const waits = verb && state.ui.busy[`${verb} ${JSON.stringify(args)}`];
  return html`
    <button type="button" class=${look} id=${id ?? nothing} ?disabled=${off}
      aria-busy=${waits ? "true" : nothing}
      @click=${click ?? (() => app.run(verb, args))}>${say}${rest ? hidden(rest) : nothing}</button>
  `;
}

/**
 * A choice that works at once.
 *
 * @param {string} label
 * @param {[string, string][]} options value, text
 * @param {string} value the chosen one
 * @param {(value: string, select: HTMLSelectElement) => void} change
 * @param {boolean} [named] with its label in sight; else only a screen reader has it
 */
export function pick(label, options, value, change, named = true) {
  const select = html`
    <select aria-label=${label}
      @change=${(event) => change(event.currentTarget.value, event.currentTarget)}>${repeat(
        options,
        ([id]) => id,
        ([id, text]) => html`<option value=${id} .selected=${id === value}>${text}</option>`,
      )}</select>
  `;
  return named ? html`<label class="field"><span>${label}</span>${select}</label>` : select;
}

/** A state as a dot and a word. `tone`: ok, warn, bad or empty. */
export const sign = (tone, word) =>
  html`
    <span class="sign"
      data-tone=${tone}><span class="dot" aria-hidden="true"></span>${word}</span>
  `;

/** Where somebody plays: "Team 2 · Incident Commander". */
export const place = ({ team, seat }) =>
  team === null || !seat
    ? t("no place yet")
    : t("Team {team} · {role}", { team, role: titleOf(seat) });

/** Refusals that belong to no form. */
export const toasts = (state, app) =>
  html`
    <div class="toasts" role="alert">${repeat(state.ui.toasts, (one) =>
      one.id, (one) =>
      html`<p class="toast" data-tone=${one.tone}><span><b>${one.message}</b> ${one.hint}</span>
      <button type="button" class="quiet icon" @click=${() =>
        app.dismiss(one.id)}><span
        aria-hidden="true">×</span>${hidden(t("Close this message"))}</button></p>`)}</div>
  `;

const LINKS = {
  connecting: ["", t("Connecting")],
  live: ["ok", t("Live")],
  lost: ["warn", t("Reconnecting")],
};

/** Whether the line is up; said aloud when it changes. */
export const line = ({ ui: { link } }) =>
  html`<span class="line" role="status">${sign(...LINKS[link.status] ?? LINKS.lost)}</span>`;

const THEMES = { auto: t("auto"), light: t("light"), dark: t("dark") };

/** The button that goes through the themes. */
export const themeButton = (app) =>
  html`<button type="button" class="quiet" @click=${() => {
    nextTheme();
    app.ui({});
  }}>${t("Theme: {name}", { name: THEMES[theme()] })}</button>`;

/**
 * Put a text where it can be pasted from.
 *
 * @param {object} app
 * @param {string} text
 * @param {string} field id of the field that shows it
 */
export async function copy(app, text, field) {
  try {
    await navigator.clipboard.writeText(text);
    app.toast(t("It is copied."), t("Paste it where your team is."), "good");
  } catch {
    // Not over https: then select it, and leave the copying to the keyboard.
    document.getElementById(field)?.select();
    app.toast(t("Press Ctrl+C: it is selected."), "", "good");
  }
}
