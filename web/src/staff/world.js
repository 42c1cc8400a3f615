// Behind the curtain: what is really broken, how much it hurts, and a hand on it.
//
// Names for tests: region "World"; buttons "Start <fault>", "Worsen <fault>", "Ease <fault>",
// "Clear <fault>", "Let go <series>"; field "Worsen and ease by".
import { html, nothing } from "lit-html";
import { t } from "../i18n.js";
import { button, clamped, panel } from "../parts.js";
import { can } from "../state.js";

const SHARES = ["25%", "50%", "75%", "100%"];

const percent = (share) => `${Math.round((share ?? 0) * 100)}%`;

const STATES = {
  waiting: () => t("not begun"),
  active: ({ strength }) => percent(strength),
  over: () => t("gone"),
};

const goes = (state) =>
  (state.drill.phase === "running" || state.drill.phase === "paused") && can(state, "world.nudge");

function acts(state, app, one) {
  const by = state.ui.nudge;
  const act = (say, name, args) =>
    button(state, app, {
      say,
      name,
      verb: "world.nudge",
      args: { fault: one.fault, ...args },
      look: "quiet small",
    });
  return html`
    <span class="acts">${one.state === "active"
      ? [
        act(t("Worsen"), t("Worsen {fault}", one), { do: "worsen", by }),
        act(t("Ease"), t("Ease {fault}", one), { do: "ease", by }),
        act(t("Clear"), t("Clear {fault}", one), { do: "clear" }),
      ]
      : one.state === "over"
      ? act(t("Start again"), t("Start again {fault}", one), { do: "start" })
      : act(t("Start"), t("Start {fault}", one), { do: "start" })}</span>
  `;
}

const share = (state, app) => {
  const set = (event) => app.ui({ nudge: event.currentTarget.value });
  return html`
    <label
      class="field inline"><span>${t("Worsen and ease by")}</span><select @change=${set}>${SHARES
        .map((text) =>
          html`<option value=${text} .selected=${text === state.ui.nudge}>${text}</option>`
        )}</select></label>
  `;
};

function fault(state, app, one) {
  return html`<li data-state=${one.state}>
    <p><b>${one.fault}</b> <span class="dim">${one.service}</span>${
    one.red_herring ? html`<span class="tag">${t("red herring")}</span>` : nothing
  } <span class="num ${one.state === "active" ? "bad" : "dim"}">${STATES[one.state](one)}</span></p>
    ${
    one.state === "waiting"
      ? html`<p class="dim">${t("Begins: {when}", { when: one.begins })}</p>`
      : nothing
  }
    ${one.cause ? clamped(one.cause, "dim") : nothing}
    ${goes(state) ? acts(state, app, one) : nothing}
  </li>`;
}

const push = (state, app, { series, by }) =>
  html`
    <li>
      <p><b>${series}</b> <span class="num bad">${t("pushed by {by}", { by })}</span></p>
      ${goes(state)
        ? html`<span class="acts">${
          button(state, app, {
            say: t("Let go"),
            name: t("Let go {series}", { series }),
            verb: "world.nudge",
            args: { series, by: "0" },
            look: "quiet small",
          })
        }</span>`
        : nothing}
    </li>
  `;

/** @param {object} state @param {object} app */
export function world(state, app) {
  const { impact = 0, faults = [], pushed = [] } = state.world ?? {};
  const some = goes(state) && faults.some((one) => one.state === "active");
  return panel(
    "world",
    t("World"),
    html`<span class="dim">${t("only staff sees this")}</span>`,
    html`
      <div class="pad">
        <p class="gauge"><span>${t("Impact")}</span> <meter min="0" max="1" low="0.05" high="0.2"
          optimum="0" value=${impact} aria-label=${t("Impact")}></meter> <b class="num">${percent(
            impact,
          )}</b></p>
        ${some ? share(state, app) : nothing}
        <ul class="facts faults">${faults.map((one) => fault(state, app, one))}${pushed.map((one) =>
          push(state, app, one)
        )}</ul>
      </div>
    `,
    "fit",
  );
}
