// Dashboards: which strips are shown, and over which time. The strips themselves are charts.js,
// their time cursor is scrub.js.
//
// Names for tests: region "Dashboards"; buttons "30 min", "All"; "Hide charts", "Show charts"; field
// "Dashboard" when there are several.
import { html, nothing } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import "uplot/dist/uPlot.min.css";
import { t } from "../../i18n.js";
import { none, panel } from "../../parts.js";

const WINDOW = 30 * 60_000;

let charts = null;
let scrub = null;
let current = null;
let marked = null;
const places = { scrub: null, marks: null };

async function mount(host) {
  charts = scrub = marked = null;
  if (!host) return;
  // The charts are a third of all code: the page is there and usable before them.
  const [{ createCharts }, { createScrub, currentMarks }] = await Promise.all([
    import("../../charts.js"),
    import("./scrub.js"),
  ]);
  charts = createCharts(host, {
    clock0: () => current.drill.clock0,
    title: (service) => current.drill.services.find((one) => one.id === service)?.title ?? service,
    marks: () => currentMarks(current),
    moved: () => scrub?.draw(),
  });
  scrub = createScrub(places, charts, () => current);
  marked = currentMarks;
  drawCharts(current);
}

const keep = (name) => (element) => {
  places[name] = element ?? places[name];
};
const keepScrub = keep("scrub");
const keepMarks = keep("marks");

const press = (event) => scrub?.press(event);

function chosen({ signals, ui }) {
  const numbered = signals.series.map((one, index) => ({ ...one, index }));
  const board = signals.dashboards.find((one) => one.source === ui.board);
  return board ? numbered.filter((one) => board.series.includes(one.name)) : numbered;
}

let cut = { times: null, out: null };

/** The last half hour, or all; the same arrays as long as nothing new has come. */
function span(signals, all) {
  const { times, values } = signals;
  if (all || !times.length) return { times, values };
  if (cut.times === times) return cut.out;
  const from = Math.max(0, times.findIndex((at) => at >= times.at(-1) - WINDOW));
  const short = {};
  for (const [name, points] of Object.entries(values)) short[name] = points.slice(from);
  cut = { times, out: { times: times.slice(from), values: short } };
  return cut.out;
}

const toggle = (app, text, on, patch) =>
  html`<button type="button" aria-pressed=${on} @click=${() => app.ui(patch)}>${text}</button>`;

const boardChoice = (boards, ui, app) =>
  html`
    <select class="board" aria-label=${t("Dashboard")}
      @change=${(event) =>
        app.ui({ board: event.currentTarget.value || null })}><option value="">${t(
          "All dashboards",
        )}</option>${boards.map((one) =>
          html`<option value=${one.source} .selected=${
            ui.board === one.source
          }>${one.title}</option>`
        )}</select>
  `;

/** @param {object} state @param {object} app */
export function dashboards(state, app) {
  current = state;
  const { signals, ui } = state;
  const boards = signals.dashboards;
  return panel(
    "dashboards",
    t("Dashboards"),
    html`
      <span class="scrub" ?hidden=${ui.folded || !signals.series.length} ${ref(
        keepScrub,
      )}></span>${boards.length > 1 && !ui.folded
        ? boardChoice(boards, ui, app)
        : nothing}${ui.folded
        ? nothing
        : html`<span class="seg" role="group" aria-label=${t("Time")}>${
          toggle(app, t("30 min"), !ui.long, { long: false })
        }${toggle(app, t("All"), ui.long, { long: true })}</span>`}<button
        type="button" class="quiet icon" aria-expanded=${!ui.folded} title=${t("Charts (d)")}
        @click=${() => app.ui({ folded: !ui.folded })}><span aria-hidden="true">${ui.folded
          ? "▸"
          : "▾"}</span><span class="vh">${ui.folded
          ? t("Show charts")
          : t("Hide charts")}</span></button>
    `,
    html`
      <div class="scroll" ?hidden=${ui.folded} tabindex="0" role="group" aria-label=${t("Charts")}
        @keydown=${press}>
            <dl class="strips" ${ref(mount)}></dl>
            <div ${ref(keepMarks)}></div>
            ${signals.series.length ? nothing : none(
              state.drill.phase === "lobby"
                ? t("The graphs begin with the drill.")
                : t("No dashboard is open. Look at one in the Work tab."),
            )}
          </div>
    `,
    ui.folded ? "dash folded" : "dash",
  );
}

let last = null;

/** Give the charts their points and marks; after drawing. */
export function drawCharts(state) {
  if (!charts || !state.signals || state.ui.folded) return;
  const { times, values } = span(state.signals, state.ui.long);
  charts.show(chosen(state), times, values);
  const marks = marked(state);
  if (marks === last) return;
  last = marks;
  charts.redraw();
  scrub.draw();
}
