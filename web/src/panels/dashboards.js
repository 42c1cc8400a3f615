// Dashboards: which strips are shown, and over which time. The strips themselves are charts.js.
//
// Names for tests: region "Dashboards"; buttons "30 min", "All"; "Hide charts", "Show charts"; field
// "Dashboard" when there are several.
import { html, nothing } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import "uplot/dist/uPlot.min.css";
import { clockText } from "../clock.js";
import { none, panel } from "../parts.js";

const WINDOW = 30 * 60_000;

let charts = null;
let current = null;
let pointed = null;

async function mount(host) {
  charts = null;
  if (!host) return;
  // The charts are a third of all code: the page is there and usable before them.
  const { createCharts } = await import("../charts.js");
  charts = createCharts(host, {
    clock0: () => current.drill.clock0,
    title: (service) => current.drill.services.find((one) => one.id === service)?.title ?? service,
    marks: () =>
      current.actions.runs.flatMap((run) => [
        ...(run.started_at === null ? [] : [{ t: run.started_at, done: false }]),
        ...(run.finished_at === null ? [] : [{ t: run.finished_at, done: true }]),
      ]),
    pointed: (t) => {
      if (pointed) {
        pointed.textContent = t === null ? "" : `at ${clockText(current.drill.clock0, t)}`;
      }
    },
  });
  drawCharts(current);
}

const keepPointed = (element) => {
  pointed = element ?? null;
};

function chosen({ signals, ui }) {
  const numbered = signals.series.map((one, index) => ({ ...one, index }));
  const board = signals.dashboards.find((one) => one.source === ui.board);
  return board ? numbered.filter((one) => board.series.includes(one.name)) : numbered;
}

let cut = { times: null, long: null, out: null };

/** The last half hour, or all; the same arrays as long as nothing new has come. */
function span(signals, all) {
  const { times, values } = signals;
  if (all || !times.length) return { times, values };
  if (cut.times === times) return cut.out;
  const from = Math.max(0, times.findIndex((t) => t >= times.at(-1) - WINDOW));
  const short = {};
  for (const [name, points] of Object.entries(values)) short[name] = points.slice(from);
  cut = { times, out: { times: times.slice(from), values: short } };
  return cut.out;
}

const press = (app, text, on, patch) =>
  html`<button type="button" aria-pressed=${on} @click=${() => app.ui(patch)}>${text}</button>`;

/** @param {object} state @param {object} app */
export function dashboards(state, app) {
  current = state;
  const { signals, ui } = state;
  const boards = signals.dashboards;
  return panel(
    "dashboards",
    "Dashboards",
    html`
      <span class="dim num" ${ref(keepPointed)}></span>
          ${boards.length > 1 && !ui.folded
            ? html`
              <select class="board" aria-label="Dashboard"
                @change=${(event) =>
                  app.ui({
                    board: event.currentTarget.value || null,
                  })}><option value="">All dashboards</option>${boards.map((one) =>
                    html`<option value=${one.source} .selected=${
                      ui.board === one.source
                    }>${one.title}</option>`
                  )}</select>
            `
            : nothing}
          ${ui.folded
            ? nothing
            : html`<span class="seg" role="group" aria-label="Time">${
              press(app, "30 min", !ui.long, { long: false })
            }${press(app, "All", ui.long, { long: true })}</span>`}
          <button type="button" class="quiet icon" aria-expanded=${!ui.folded} title="Charts (d)"
        @click=${() => app.ui({ folded: !ui.folded })}><span aria-hidden="true">${ui.folded
          ? "▸"
          : "▾"}</span><span
            class="vh">${ui.folded ? "Show charts" : "Hide charts"}</span></button>
    `,
    html`<div class="scroll" ?hidden=${ui.folded} tabindex="0" role="group" aria-label="Charts">
      <dl class="strips" ${ref(mount)}></dl>
      ${
      signals.series.length ? nothing : none(
        state.drill.phase === "lobby"
          ? "The graphs begin with the drill."
          : "No dashboard is open. Look at one in the Work tab.",
      )
    }
    </div>`,
    ui.folded ? "dash folded" : "dash",
  );
}

/** Give the charts their points; after drawing. */
export function drawCharts(state) {
  if (!charts || !state.signals || state.ui.folded) return;
  const { times, values } = span(state.signals, state.ui.long);
  charts.show(chosen(state), times, values);
}
