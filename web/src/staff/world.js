// Behind the curtain: what is really broken, how much it hurts, and a hand on it.
//
// Names for tests: region "World"; buttons "Start <fault>", "Worsen <fault>", "Ease <fault>",
// "Clear <fault>", "Let go <series>"; field "By".
import { html, nothing } from "lit-html";
import { button, clamped, panel } from "../parts.js";
import { can } from "../state.js";

const SHARES = ["25%", "50%", "75%", "100%"];

const percent = (share) => `${Math.round((share ?? 0) * 100)}%`;

const STATES = {
  waiting: () => "not begun",
  active: ({ strength }) => percent(strength),
  over: () => "over",
};

const goes = (state) => state.drill.phase === "running" || state.drill.phase === "paused";

function acts(state, app, one) {
  const by = state.ui.nudge;
  const act = (say, args, look = "quiet") =>
    button(state, app, {
      say,
      rest: ` ${one.fault}`,
      verb: "world.nudge",
      args: { fault: one.fault, ...args },
      look: `${look} small`,
    });
  return html`
    <span class="acts">${one.state === "active"
      ? [
        act("Worsen", { do: "worsen", by }),
        act("Ease", { do: "ease", by }),
        act("Clear", { do: "clear" }),
      ]
      : act(one.state === "over" ? "Start again" : "Start", { do: "start" })}</span>
  `;
}

const share = (state, app) => {
  const set = (event) => app.ui({ nudge: event.currentTarget.value });
  return html`
    <label
      class="field inline"><span>Worsen and ease by</span><select @change=${set}>${SHARES.map((
        text,
      ) =>
        html`<option value=${text} .selected=${text === state.ui.nudge}>${text}</option>`
      )}</select></label>
  `;
};

function fault(state, app, one) {
  return html`<li data-state=${one.state}>
    <p><b>${one.fault}</b> <span class="dim">${one.service}</span>${
    one.red_herring
      ? html`
        <span class="tag">red herring</span>
      `
      : nothing
  } <span class="num ${one.state === "active" ? "bad" : "dim"}">${STATES[one.state](one)}</span></p>
    ${one.state === "waiting" ? html`<p class="dim">begins ${one.begins}</p>` : nothing}
    ${one.cause ? clamped(one.cause, "dim") : nothing}
    ${goes(state) ? acts(state, app, one) : nothing}
  </li>`;
}

const push = (state, app, { series, by }) =>
  html`
    <li>
      <p><b>${series}</b> <span class="num bad">pushed by ${by}</span></p>
      ${goes(state)
        ? html`
          <span class="acts">${button(state, app, {
            say: "Let go",
            rest: ` ${series}`,
            verb: "world.nudge",
            args: { series, by: "0" },
            look: "quiet small",
          })}</span>
        `
        : nothing}
    </li>
  `;

/** @param {object} state @param {object} app */
export function world(state, app) {
  const { impact = 0, faults = [], pushed = [] } = state.world ?? {};
  const some = goes(state) && can(state, "world.nudge") &&
    faults.some((one) => one.state === "active");
  return panel(
    "world",
    "World",
    html`<span class="dim">only you see this</span>`,
    html`
      <div class="pad">
        <p class="gauge"><span>Impact</span> <meter min="0" max="1" low="0.05" high="0.2" optimum="0"
              value=${impact} aria-label="Impact"></meter> <b class="num">${percent(impact)}</b></p>
        ${some ? share(state, app) : nothing}
        <ul class="facts faults">${faults.map((one) => fault(state, app, one))}${pushed.map((one) =>
          push(state, app, one)
        )}</ul>
      </div>
    `,
    "fit",
  );
}
