// What is painted over a chart: the value at rest, and the marks; and the colours of it all.
import { SIGNS } from "./panels/charts/chart_words.js";

/** How many colours series have before they begin again. */
export const COLOURS = 6;

/** A custom property of the page. */
export const css = (name) =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// Colours are light-dark() pairs; only a computed colour is one that a canvas understands.
function resolve(names) {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const out = {};
  for (const name of names) {
    probe.style.color = `var(--${name})`;
    out[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return out;
}

/** The colours of a chart in the theme of this moment. */
export const palette = () =>
  resolve([
    "ink-2",
    "grid",
    "crit",
    "ok",
    "accent",
    "high",
    ...Array.from({ length: COLOURS }, (_, i) => `series-${i + 1}`),
  ]);

// How the line of each kind of mark is drawn; its sign stands above it.
const LINES = {
  declared: { colour: "crit", dash: [] },
  resolved: { colour: "ok", dash: [] },
  started: { colour: "accent", dash: [2, 2] },
  finished: { colour: "accent", dash: [] },
  failed: { colour: "crit", dash: [2, 2] },
  deploy: { colour: "high", dash: [1, 3] },
};

const upright = (ctx, x, from, to) => {
  ctx.beginPath();
  ctx.moveTo(x, from);
  ctx.lineTo(x, to);
  ctx.stroke();
};

/** The value at rest, and the marks, over a drawn plot. */
export function overlay(plot, series, colours, marks) {
  const pixel = devicePixelRatio;
  const { ctx, bbox: { left, top, width, height } } = plot;
  ctx.save();
  ctx.lineWidth = pixel;
  ctx.setLineDash([3 * pixel, 3 * pixel]);
  ctx.strokeStyle = colours["ink-2"];
  ctx.globalAlpha = 0.55;
  const y = Math.round(plot.valToPos(series.base, "y", true));
  ctx.beginPath();
  ctx.moveTo(left, y);
  ctx.lineTo(left + width, y);
  ctx.stroke();
  ctx.globalAlpha = 0.9;
  ctx.font = `${8 * pixel}px ${css("--font")}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "bottom";
  for (const { at, kind } of marks) {
    const x = Math.round(plot.valToPos(at, "x", true));
    if (x < left || x > left + width) continue;
    const { colour, dash } = LINES[kind];
    ctx.setLineDash(dash.map((n) => n * pixel));
    ctx.strokeStyle = ctx.fillStyle = colours[colour];
    upright(ctx, x, top, top + height);
    ctx.fillText(SIGNS[kind], x, top + pixel);
  }
  ctx.restore();
}
