// Behind the curtain: what is really broken, and how much it hurts.
//
// Names for tests: region "World".
import { html, nothing } from "lit-html";
import { clamped, panel } from "../parts.js";

const percent = (share) => `${Math.round((share ?? 0) * 100)}%`;

const status = (strength) =>
  strength === null || strength === undefined
    ? "not yet"
    : strength === 0
    ? "gone"
    : percent(strength);

/** @param {object} state */
export function world(state) {
  const { impact = 0, faults = [] } = state.world ?? {};
  return panel(
    "world",
    "World",
    html`<span class="dim">only you see this</span>`,
    html`
      <div class="pad">
        <p class="gauge"><span>Impact</span> <meter min="0" max="1" low="0.05" high="0.2" optimum="0"
              value=${impact} aria-label="Impact"></meter> <b class="num">${percent(impact)}</b></p>
        <ul class="facts">${faults.map((one) =>
          html`<li><span><b>${one.fault}</b> <span class="dim">${one.service}</span>${
            one.cause ? html`<br>${clamped(one.cause, "dim")}` : nothing
          }</span> <span class="num ${one.strength ? "bad" : "dim"}">${
            status(one.strength)
          }</span></li>`
        )}</ul>
      </div>
    `,
    "fit",
  );
}
