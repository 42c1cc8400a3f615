// Why the wheel is fair: what was promised before the spin, and how anybody can check it after.
//
// Names for tests: group "Is it fair?"; field "A word from the room"; button "Check it yourself".
import { html, nothing } from "lit-html";
import { rich, t } from "../i18n.js";
import { can } from "../state.js";
import { canCheck, check, commands } from "./fair_maths.js";

const code = (text) => html`<code>${text}</code>`;

const fact = (name, value) =>
  html`
    <div>
      <dt>${name}</dt>
      <dd>${code(value)}</dd>
    </div>
  `;

function verdict(found) {
  if (!found) return nothing;
  if (found.promised && found.right) {
    return html`<p class="ok">${
      t("✓ It holds: the seed is the promised one, and the rule gives {title}.", found)
    }</p>`;
  }
  return html`<p class="bad">${
    found.promised
      ? t("✗ The rule gives {title}, not what the wheel showed.", found)
      : t("✗ The seed is not the promised one.")
  }</p>`;
}

const hand = (wheel) =>
  html`<p>${
    t("In a terminal: the first line gives the promise, the second the number of the slice.")
  }</p>
    ${commands(wheel).map((command) => html`<pre tabindex="0" class="scroll">${command}</pre>`)}`;

function after(state, app) {
  const { wheel, ui: { checked } } = state;
  const found = checked?.n === wheel.n ? checked : null;
  const go = async () => app.ui({ checked: { ...await check(wheel), n: wheel.n } });
  return html`
    <h3>${t("Spin {n}", { n: wheel.n })}</h3>
    <dl class="facts">${fact(t("Promised before"), wheel.commit)}${fact(
      t("Seed, shown after"),
      wheel.seed,
    )}${fact(t("Word from the room"), wheel.salt || t("no word was given"))}</dl>
    <p>${rich("The slice is {rule}, counted from 0; {ids} are those on the wheel, in order.", {
      rule: code(`sha256("seed:word:${wheel.n}:ids") mod ${wheel.pool.length}`),
      ids: code("ids"),
    })}</p>
    ${canCheck()
      ? html`
        <div class="row"><button type="button" @click=${go}>${t("Check it yourself")}</button></div>
        <div role="status">${verdict(found)}</div>
        <details><summary>${t("Or in a terminal")}</summary>${hand(wheel)}</details>
      `
      : html`<p>${
        t("This browser works it out only over https. Check it yourself like this.")
      }</p>${hand(wheel)}`}
  `;
}

const before = ({ next }) =>
  html`
    <h3>${t("The next spin")}</h3>
    <p>${t(
      "The server has already drawn the seed of the next spin, and shows its SHA-256 now. It cannot change it any more; nobody can read it from this.",
    )}</p>
    <dl class="facts">${fact(t("Promised"), next.commit)}</dl>
  `;

/** A word that somebody calls out goes into the spin, too. @param {object} state @param {object} app */
export const salt = (state, app) =>
  html`<label class="field salt"><span>${t("A word from the room (optional)")}</span><input
    maxlength="60" autocomplete="off" .value=${state.ui.filters.salt}
    @input=${(event) =>
    app.ui({ filters: { ...state.ui.filters, salt: event.currentTarget.value } })}></label>`;

/** @param {object} state @param {object} app @param {boolean} turning */
export const fairness = (state, app, turning) =>
  html`
    <details class="fair">
      <summary>${t("Is it fair?")}</summary>
      ${state.wheel && !turning ? after(state, app) : nothing}
      ${state.next && !turning && state.state !== "over" ? before(state) : nothing}
      ${can(state, "wheel.spin") ? salt(state, app) : nothing}
    </details>
  `;
