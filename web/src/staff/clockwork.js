// The facilitator's hand on the clock: start, pause, speed, end.
//
// Names for tests: region "Clock"; buttons "Start drill", "Pause", "Resume", "End drill"; field
// "Speed"; link "Debrief".
import { html, nothing } from "lit-html";
import { SPEEDS } from "../clock.js";
import { t, tn } from "../i18n.js";
import { linkState } from "../panels/frame/header.js";
import { button, panel } from "../parts.js";
import { can } from "../state.js";

const FAST = 4;

const end = (state, app) =>
  button(state, app, {
    say: t("End drill"),
    verb: "drill.end",
    look: "danger",
    click: async () => {
      const sure = await app.confirm({
        title: t("End the drill?"),
        text: t("Everybody goes to the debrief. It cannot be started again."),
        yes: t("End it"),
        no: t("Go on"),
        moot: () => app.state.drill.phase === "ended" && t("The drill has ended."),
      });
      if (sure) app.run("drill.end", { reason: "" });
    },
  });

/** The people who play, bots and those who only watch aside. */
const players = ({ people }) =>
  people.filter((one) =>
    !one.bot && !one.persona && one.seat !== "observer" && one.seat !== "evaluator"
  );

function speed(state, app) {
  if (!can(state, "drill.speed")) return nothing;
  const { clock } = state;
  const set = (event) => app.run("drill.speed", { factor: Number(event.currentTarget.value) });
  return html`
    <label
      class="field inline"><span>${t("Speed")}</span><select aria-label=${t(
        "Speed",
      )} @change=${set}>${SPEEDS.map((n) =>
        html`<option value=${n} .selected=${n === clock.speed}>${n}×</option>`
      )}</select></label>
    ${clock.speed > FAST && players(state).length > 0
      ? html`<p class="warn" role="status">${
        t("⚠ Above 4× people cannot keep up: typing does not get faster.")
      }</p>`
      : nothing}
  `;
}

/** Who of those who play is ready, and whose line does not work. */
function readiness(state) {
  const all = players(state);
  if (!all.length) {
    return html`<p class="dim">${t("Nobody has joined yet. Share the link below.")}</p>`;
  }
  const ready = all.filter((one) => one.ready).length;
  const mute = all.filter((one) => one.comms === false);
  return html`<p class=${ready === all.length ? "ok" : "dim"}>${
    ready === all.length
      ? t("✓ Everybody is ready.")
      : tn("{n} of {all} is ready.", "{n} of {all} are ready.", ready, { all: all.length })
  }</p>${
    mute.length
      ? html`<p class="warn">${
        t("⚠ The line does not work for {names}.", {
          names: mute.map((one) => one.name).join(", "),
        })
      }</p>`
      : nothing
  }`;
}

const big = (state, app, say, verb, look, args = {}) =>
  button(state, app, { say, verb, args, look: `${look} big` });

/** @param {object} state @param {object} app */
export function clockwork(state, app) {
  const { phase } = state.drill;
  return panel(
    "clockwork",
    t("Clock"),
    linkState(state),
    html`<div class="pad">
      <div class="row">${
      {
        lobby: () => big(state, app, t("Start drill"), "drill.start", "primary"),
        running: () => big(state, app, t("Pause"), "drill.pause", "", { reason: "" }),
        paused: () => big(state, app, t("Resume"), "drill.resume", "primary"),
        ended: () =>
          html`<a class="button primary big" href=${state.ui.debrief}>${t("Debrief")}</a>`,
      }[phase]()
    }${phase === "running" || phase === "paused" ? end(state, app) : nothing}</div>
      ${phase === "lobby" ? readiness(state) : nothing}
      ${phase === "ended" ? nothing : speed(state, app)}${
      state.ui.day
        ? html`
          <p><a href=${state.ui.day}>${t("Back to the game day")}</a></p>
        `
        : nothing
    }
    </div>`,
    "fit",
  );
}
