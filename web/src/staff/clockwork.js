// The facilitator's hand on the clock: start, pause, speed, end.
//
// Names for tests: region "Clock"; buttons "Start drill", "Pause", "Resume", "End drill"; field
// "Speed"; link "Debrief".
import { html, nothing } from "lit-html";
import { button, panel } from "../parts.js";
import { linkState } from "../panels/header.js";

const SPEEDS = [1, 2, 4, 8, 15, 30, 60];

const end = (state, app) =>
  button(state, app, {
    say: "End drill",
    verb: "drill.end",
    look: "danger",
    click: async () => {
      const sure = await app.confirm({
        title: "End the drill?",
        text: "Everybody goes to the debrief. It cannot be started again.",
        yes: "End it",
        no: "Go on",
      });
      if (sure) app.run("drill.end", { reason: "" });
    },
  });

function speed(state, app) {
  const { clock, people } = state;
  const humans = people.filter((one) => !one.bot && one.seat !== "observer").length;
  const set = (event) => app.run("drill.speed", { factor: Number(event.currentTarget.value) });
  return html`
    <label
      class="field inline"><span>Speed</span><select aria-label="Speed" @change=${set}>${SPEEDS.map(
        (n) => html`<option value=${n} .selected=${n === clock.speed}>${n}×</option>`,
      )}</select></label>
      ${clock.speed > 4 && humans > 0
        ? html`<p class="warn" role="status">⚠ Above 4× people cannot keep up: typing does not get faster.</p>`
        : nothing}
  `;
}

/** @param {object} state @param {object} app */
export function clockwork(state, app) {
  const { phase } = state.drill;
  const nobody = state.people.length === 0;
  return panel(
    "clockwork",
    "Clock",
    linkState(state),
    html`<div class="pad">
      <div class="row">
        ${
      phase === "lobby"
        ? button(state, app, { say: "Start drill", verb: "drill.start", look: "primary big" })
        : nothing
    }
        ${
      phase === "running"
        ? button(state, app, {
          say: "Pause",
          verb: "drill.pause",
          args: { reason: "" },
          look: "big",
        })
        : nothing
    }
        ${
      phase === "paused"
        ? button(state, app, { say: "Resume", verb: "drill.resume", look: "primary big" })
        : nothing
    }
        ${phase === "running" || phase === "paused" ? end(state, app) : nothing}
        ${
      phase === "ended"
        ? html`<a class="button primary big" href=${state.ui.debrief}>Debrief</a>`
        : nothing
    }
      </div>
      ${
      phase === "lobby" && nobody
        ? html`<p class="dim">Nobody has joined yet. Share the link below.</p>`
        : nothing
    }
      ${phase === "ended" ? nothing : speed(state, app)}
    </div>`,
    "fit",
  );
}
