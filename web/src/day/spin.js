// The wheel of misfortune, with what the host decides about it and what everybody is told.
//
// Names for tests: region "Wheel of Misfortune"; buttons "Spin the wheel", "Spin again",
// "Tick sound: off", "Play this one"; list "On the wheel"; field "Scenario"; heading of the result.
import { html, nothing } from "lit-html";
import { rich, t } from "../i18n.js";
import { can } from "../state.js";
import { fairness } from "./fair.js";
import { about, filters, howMany } from "./filters.js";
import { button, card, pick } from "./parts.js";
import { onWheel, remaining, spinArgs } from "./pool.js";
import { turns, won } from "./state.js";
import { wheelList, wheelPicture } from "./wheel.js";

const SERVE = "misfortune serve --scenarios DIR";

/** Spin, if it can be spun now. @param {object} state @param {object} app */
export function spin(state, app) {
  const now = Date.now();
  if (!can(state, "wheel.spin") || turns(state, now)) return;
  if (!remaining(state.library, state.ui.filters, now).length) {
    app.toast(t("No scenario is left on the wheel."), t("Loosen a filter."));
    return;
  }
  app.run("wheel.spin", spinArgs(state.library, state.ui.filters));
}

const result = (state, now) => {
  const title = won(state, now);
  const { chosen } = state;
  if (turns(state, now)) {
    return html`<p class="result" data-turning><span class="dim">${
      t("The wheel turns …")
    }</span></p>`;
  }
  if (!chosen) return nothing;
  const byWheel = title === chosen.title;
  return html`
    <div class="result" data-fresh=${byWheel && !state.rooms.length ? "" : nothing}>
      <p>${byWheel ? t("Today's misfortune") : t("Chosen by hand")}</p>
      <h3>${chosen.title}</h3>
    </div>
  `;
};

function byHand(state, app) {
  if (!can(state, "scenario.choose")) return nothing;
  const chosen = state.ui.byHand ?? state.chosen?.scenario ?? state.library[0]?.id ?? "";
  return html`
    <details class="byhand">
      <summary>${t("Choose without the wheel")}</summary>
      <div class="row">${pick(
        t("Scenario"),
        state.library.map(({ id, title, minutes }) => [
          id,
          t("{title} · {minutes} min", { title, minutes }),
        ]),
        chosen,
        (byHand) => app.ui({ byHand }),
      )}${button(state, app, {
        say: t("Play this one"),
        verb: "scenario.choose",
        args: { scenario: chosen },
      })}</div>
    </details>
  `;
}

function hosts(state, app, now, turning) {
  if (!can(state, "wheel.spin") && !(turning && state.you.host)) return nothing;
  const left = remaining(state.library, state.ui.filters, now).length;
  return html`
    <div class="spin">
      <button type="button" class="huge ${state.chosen
        ? ""
        : "primary"}" id="spin" ?disabled=${!left}
        aria-disabled=${turning ? "true" : nothing} aria-keyshortcuts="s" @click=${() =>
          spin(state, app)}>${turning
          ? t("It turns …")
          : state.wheel
          ? t("Spin again")
          : t("Spin the wheel")}</button>
      <span class="dim">${rich("or press {key}", { key: html`<kbd>s</kbd>` })}</span>
    </div>
    ${turning
      ? nothing
      : html`${howMany(state, now)}${filters(state, app, now)}${byHand(state, app)}`}
  `;
}

function nobodyKnows(state) {
  if (state.chosen) return nothing;
  if (!state.you.host) {
    return html`<p class="empty">${
      t("Nobody knows yet what it will be. The host spins when all are here.")
    }</p>`;
  }
  return html`<p class="empty">${
    state.library.length
      ? t("No scenario is left. Loosen a filter.")
      : rich("The library is empty. Give the server a folder of scenarios: {command}.", {
        command: html`<code>${SERVE}</code>`,
      })
  }</p>`;
}

/** @param {object} state @param {object} app @param {object} sound @param {number} now */
export function spinCard(state, app, sound, now) {
  const turning = turns(state, now);
  // While rooms are being played, and after the day, the wheel has done its work.
  const playing = state.rooms.some((one) => one.state !== "ended");
  if ((playing || state.state === "over") && !turning) {
    return card("wheel", t("Wheel of Misfortune"), [
      result(state, now),
      fairness(state, app, turning),
    ]);
  }
  const { pool, winner } = onWheel(state, now);
  const more = (one) => {
    const entry = state.you.host && state.library.find((other) => other.id === one.id);
    return entry ? about(entry, now) : nothing;
  };
  return card(
    "wheel",
    t("Wheel of Misfortune"),
    html`
      <div class="stage" data-turning=${turning ? "" : nothing}>
        ${wheelPicture(pool, winner)}
        <div class="beside">
          ${result(state, now)}
          ${pool.length ? wheelList(pool, winner, more) : nobodyKnows(state)}
        </div>
      </div>
      ${hosts(state, app, now, turning)}
      ${fairness(state, app, turning)}
    `,
    {
      aside: html`<button type="button" class="quiet" @click=${() => {
        sound.toggle();
        app.ui({});
      }}>${sound.on() ? t("Tick sound: on") : t("Tick sound: off")}</button>`,
    },
  );
}
