// The bar of somebody who practises alone: the clock, another try, and when hints come. It is fetched
// later, and only for them.
//
// Names for tests: region "You play alone"; buttons "Start", "Pause", "Resume", "Try again …",
// "End the drill"; fields "Speed", "Hints"; dialog "Try again" with "From minute", "Begin there". On a
// narrow page all but the clock is in the group "More".
import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { ref } from "lit-html/directives/ref.js";
import { drillTime, SPEEDS } from "../../clock.js";
import css from "../../css/solo.css" with { type: "text" };
import { chooseHints, hintChoice, levelOf } from "../../hints.js";
import { rich, t } from "../../i18n.js";
import { at, button } from "../../parts.js";
import { wear } from "../../styles.js";
import { lastMinute, moments, tryText } from "./solo_moments.js";

wear(css);

const TYPES_UP_TO = 4; // beyond that nobody writes fast enough

const narrow = matchMedia("(max-width: 760px)"); // as room.css
let page = null;
narrow.addEventListener("change", () => page?.ui({}));

const { hints: practised = "0", again: where = "", tries: known = "[]" } = document.body.dataset;
const tries = JSON.parse(known);

const clock = (state, app) => {
  const { phase } = state.drill;
  if (phase === "lobby") {
    return button(state, app, { say: t("Start"), verb: "drill.start", look: "primary main" });
  }
  if (phase === "ended") return nothing;
  return phase === "running"
    ? button(state, app, {
      say: t("Pause"),
      verb: "drill.pause",
      look: "main",
      focus: "clock",
    })
    : button(state, app, {
      say: t("Resume"),
      verb: "drill.resume",
      look: "primary main",
      focus: "clock",
    });
};

function speed(state, app) {
  if (state.drill.phase === "ended") return nothing;
  const now = state.clock.speed;
  const offered = SPEEDS.includes(now) ? SPEEDS : [...SPEEDS, now].sort((a, b) => a - b);
  const change = async (event) => {
    const { target } = event;
    // If it was refused, the field says again how fast it is.
    if (!await app.run("drill.speed", { factor: Number(target.value) })) target.value = String(now);
  };
  return html`
    <label>${t("Speed")}<select @change=${change}>${offered.map((factor) =>
      html`
        <option value=${factor} .selected=${live(factor === now)}>${factor}×</option>
      `
    )}</select></label>
  `;
}

const tooFast = ({ clock: { speed: now }, drill: { phase } }) =>
  html`<span class="warn" role="status">${
    now > TYPES_UP_TO && phase !== "ended"
      ? t("Faster than 4× nobody types fast enough. Use it to skip quiet minutes.")
      : nothing
  }</span>`;

const LEVELS = [t("at once"), t("after a minute"), t("after three minutes"), t("only when asked")];

function hints(app) {
  const chosen = hintChoice();
  const change = ({ target }) => {
    chooseHints(target.value);
    app.ui({ asked: null });
  };
  const offered = [
    ["", t("by practice: {when}", { when: LEVELS[levelOf("", Number(practised))] })],
    ["once", t("at once")],
    ["late", LEVELS[levelOf("late", Number(practised))]],
    ["asked", t("only when asked")],
  ];
  return html`
    <label title=${t("Key n always shows the next step")}>${t("Hints")}<select
      @change=${change}>${offered.map(([value, text]) =>
        html`
          <option value=${value} .selected=${value === chosen}>${text}</option>
        `
      )}</select></label>
  `;
}

function end(state, app) {
  if (state.drill.phase === "lobby" || state.drill.phase === "ended") return nothing;
  const click = async () => {
    const sure = await app.confirm({
      title: t("End the drill?"),
      text: t("The debrief opens. You can try again from any minute afterwards."),
      yes: t("End the drill"),
      moot: () => app.state.drill.phase === "ended",
    });
    if (sure) app.run("drill.end");
  };
  return button(state, app, { say: t("End the drill"), verb: "drill.end", look: "end", click });
}

// lit calls this while the dialog is not in the page yet.
const open = (dialog) =>
  queueMicrotask(() => {
    if (dialog?.isConnected && !dialog.open) dialog.showModal();
  });

const others = () =>
  tries.length > 1
    ? html`
      <h3 id="tries-title">${t("Your tries of this drill")}</h3>
      <ul class="tries" aria-labelledby="tries-title">${tries.map((one) =>
        html`
          <li>${one.here
            ? html`<b aria-current="page">${tryText(one)}</b> · ${t("this one")}`
            : html`<a href=${one.url}>${tryText(one)}</a>${
              one.state === "ended"
                ? html`
                  · ${t("debrief")}
                `
                : nothing
            }`}</li>
        `
      )}</ul>
    `
    : nothing;

function key(state, choose) {
  const found = moments(state);
  if (!found.length) return nothing;
  return html`
    <h3 id="moments-title">${t("Just before a key moment")}</h3>
    <ul class="moments" aria-labelledby="moments-title">${found.map(({ at: when, minute, text }) =>
      html`
        <li><button type="button" @click=${() => choose(minute)}>${at(
          state,
          when,
        )}<span>${text}</span><span
            class="dim">${t("minute {minute}", { minute })}</span></button></li>
      `
    )}</ul>
  `;
}

/** The dialog: a new drill from a minute of this one. */
function again(state, app) {
  if (!state.ui.again) return nothing;
  const { last } = state.ui.again;
  const chosen = Math.min(state.ui.again.minute, last);
  const choose = (minute) => app.ui({ again: { last, minute } });
  const typed = ({ target }) => {
    if (target.value !== "" && target.validity.valid) choose(Number(target.value));
  };
  const shut = () => app.ui({ again: null });
  return html`
    <dialog class="ask again" aria-labelledby="again-title" ${ref(open)} @close=${shut}>
      <h2 id="again-title">${t("Try again")}</h2>
      <p>${t(
        "A new drill begins there, with the same failure and the same bots. It stands still until " +
          "you resume it. The clock of this one stands still, and nothing of it is lost.",
      )}</p>
      <form method="post" action=${where}>
        <div class="pick">
          <label for="again-minute">${t("From minute")}</label>
          <input id="again-minute" name="minute" type="number" min="0" max=${last} step="1" required
            inputmode="numeric" autofocus .value=${live(String(chosen))} @input=${typed}>
          <input type="range" min="0" max=${last} step="1" .value=${live(
            String(chosen),
          )} @input=${typed}
            aria-label=${t("From minute")}>
        </div>
        <p class="dim">${rich("It is {time} there.", { time: at(state, chosen * 60_000) })}</p>
        ${key(state, choose)} ${others()}
        <div class="row end">
          <button type="button" class="quiet" @click=${({ target }) =>
            target.closest("dialog").close()}>${t("Cancel")}</button>
          <button class="primary">${t("Begin there")}</button>
        </div>
      </form>
    </dialog>
  `;
}

let wished = location.hash === "#again"; // as the debrief's link asks for it

function tryAgain(state, app) {
  if (state.drill.phase === "lobby") return nothing;
  const click = () => {
    const last = lastMinute(drillTime(state.clock, Date.now()));
    app.ui({ again: { last, minute: Math.max(0, last - 5) } });
  };
  if (wished) {
    wished = false;
    queueMicrotask(click);
  }
  return html`
    <button type="button" aria-haspopup="dialog" @click=${click}>${t("Try again …")}</button>
  `;
}

// On a phone the clock is at hand, and the rest folded: it would cover a third of the room.
function controls(state, app) {
  const rest = html`
    ${tryAgain(state, app)} ${hints(app)} ${end(state, app)}
  `;
  if (!narrow.matches || state.drill.phase === "ended") return rest;
  return html`
    <details class="more">
      <summary>${t("More")}</summary>
      <div>${rest}</div>
    </details>
  `;
}

/** @param {object} state @param {object} app */
export function solo(state, app) {
  page = app;
  return html`
    <section class="solo" aria-label=${t("You play alone")}>
      ${clock(state, app)} ${speed(state, app)} ${controls(state, app)} ${tooFast(state)}
    </section>
    ${again(state, app)}
  `;
}
