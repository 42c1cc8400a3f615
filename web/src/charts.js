// Small multiples: one uPlot strip per series, with its name and value as text beside it, the value
// at rest as a dashed line, and marks where something happened. All strips share one cursor, which
// the pointer moves for as long as it is over a strip, and `pin` for good.
import uPlot from "uplot";
import { ticks } from "./chart_axis.js";
import { COLOURS, css, overlay, palette } from "./chart_paint.js";
import { clockText } from "./clock.js";
import { nearest } from "./panels/charts/chart_words.js";
import { axisText, pointText, signalText } from "./words.js";

const AXIS = 18;
const HEIGHT = 66;
const TOP = 9;

/** Room above the highest point, and never so close that noise looks like a storm. */
function limits(series) {
  return (_plot, _low, high) => {
    const top = Math.max((high ?? 0) * 1.12, series.base * 1.6, series.unit === "share" ? 0.02 : 0);
    return [0, series.unit === "share" ? Math.min(1, top) || 1 : top || 1];
  };
}

function strip(series, index, host, app) {
  const row = document.createElement("div");
  row.className = "strip";
  const [label, value, plot] = ["dt", "dd", "dd"].map((tag) => document.createElement(tag));
  const box = document.createElement("div");
  value.className = "value num";
  plot.className = "plot";
  plot.setAttribute("aria-hidden", "true");
  plot.append(box);
  const service = document.createElement("span");
  service.textContent = app.title(series.service);
  const signal = document.createElement("span");
  signal.className = "signal";
  signal.textContent = signalText(series.signal);
  label.append(service, " ", signal);
  row.append(label, value, plot);
  host.append(row);
  return { series, index, row, value, box, plot: null };
}

function axes(series, colours, last, app) {
  const font = `11px ${css("--font")}`;
  const look = {
    stroke: colours["ink-2"],
    font,
    grid: { stroke: colours.grid, width: 1 },
    ticks: { show: false },
  };
  return [
    {
      ...look,
      show: last,
      size: AXIS,
      gap: 2,
      splits: (plot, _axis, from, to) => ticks(from, to, plot.bbox.width / devicePixelRatio || 150),
      values: (_plot, splits) => splits.map((moment) => clockText(app.clock0(), moment)),
    },
    {
      ...look,
      size: 46,
      gap: 4,
      splits: (_plot, _axis, low, high) => [low, (low + high) / 2, high],
      values: (_plot, splits) => splits.map((v, i) => i === 1 ? "" : axisText(v, series.unit)),
    },
  ];
}

function draw(one, colours, app) {
  const { series, index, box } = one;
  const colour = colours[`series-${index % COLOURS + 1}`];
  one.plot = new uPlot(
    {
      width: box.clientWidth || 200,
      height: HEIGHT,
      padding: [TOP, 6, one.last ? 0 : 7, 0],
      legend: { show: false },
      cursor: {
        y: false,
        points: { show: false },
        drag: { x: false, y: false },
        sync: { key: "drill" },
      },
      scales: { x: { time: false }, y: { range: limits(series) } },
      series: [{}, {
        stroke: colour,
        fill: colour.replace("rgb(", "rgba(").replace(")", ", 0.10)"),
        width: 1.25,
        points: { show: false },
      }],
      axes: axes(series, colours, one.last, app),
      hooks: {
        draw: [(plot) => overlay(plot, series, colours, app.marks())],
        setCursor: [(plot) => app.pointed(plot.cursor.idx ?? null)],
      },
    },
    [[], []],
    box,
  );
}

/**
 * Charts inside an element.
 *
 * @param {HTMLElement} host a `<dl>`
 * @param {object} app
 * @param {(service: string) => string} app.title
 * @param {() => string} app.clock0
 * @param {() => {at: number, kind: string}[]} app.marks what happened when
 * @param {() => void} app.moved the cursor is elsewhere, or the points under it are
 * @returns {object} `show(series, times, values)`, in which a point that is null is a hole in the
 *   line; `pin(index)` puts the cursor there until it is given null; `redraw()` after new marks;
 *   `where()` tells `{series, times, values, index, pinned}` of the cursor, index null: at the newest
 */
export function createCharts(host, app) {
  let strips = [];
  let shown = "";
  let data = { times: [], values: {} };
  let pointer = null;
  let pinned = null; // a moment, not an index: the points below it move on
  let colours;

  const pinnedAt = () => pinned === null ? null : nearest(data.times, pinned);
  const at = () => pointer ?? pinnedAt();

  const read = () => {
    const index = at();
    for (const { series, value } of strips) {
      const points = data.values[series.name] ?? [];
      const text = pointText(points[index ?? points.length - 1], series.unit);
      if (value.textContent !== text) value.textContent = text;
    }
    host.toggleAttribute("data-past", index !== null);
    app.moved();
  };

  const place = () => {
    const index = pinnedAt();
    for (const { plot } of strips) {
      if (!plot) continue;
      const left = index === null ? -10 : plot.valToPos(data.times[index], "x");
      plot.setCursor({ left, top: index === null ? -10 : 1 }, false);
    }
  };

  const inner = {
    ...app,
    pointed(index) {
      if (index === pointer) return;
      pointer = index;
      // Without the pointer the cursor goes back to where it was pinned.
      if (index === null && pinned !== null) queueMicrotask(place);
      read();
    },
  };

  const columns = () => getComputedStyle(host).gridTemplateColumns.split(" ").length;

  const fill = () => {
    for (const { plot, series } of strips) {
      plot?.setData([data.times, data.values[series.name] ?? []]);
    }
    if (pointer === null && pinned !== null) place();
    read();
  };

  const layout = () => {
    const from = strips.length - columns();
    strips.forEach((one, i) => {
      const last = i >= from;
      if (last !== one.last || !one.plot) {
        one.last = last;
        one.plot?.destroy();
        draw(one, colours, inner);
      }
      one.plot.setSize({
        width: one.box.clientWidth || 200,
        height: HEIGHT + (last ? AXIS : 0),
      });
    });
    fill();
  };

  const build = (series) => {
    for (const { plot } of strips) plot?.destroy();
    host.replaceChildren();
    colours = palette();
    strips = series.map((one, i) => strip(one, one.index ?? i, host, inner));
    layout();
  };

  let width = 0;
  new ResizeObserver(() => {
    if (host.clientWidth === width || !strips.length) return;
    width = host.clientWidth;
    layout();
  }).observe(host);

  const repaint = () => build(strips.map(({ series }) => series));
  addEventListener("theme", repaint);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);

  return {
    show(series, times, values) {
      const key = series.map((one) => one.name).join();
      if (data.times === times && shown === key) return;
      data = { times, values };
      if (key !== shown) {
        shown = key;
        build(series);
      } else fill();
    },
    pin(index) {
      pinned = index === null ? null : data.times[index] ?? null;
      pointer = null;
      place();
      read();
    },
    redraw: () => strips.forEach(({ plot }) => plot?.redraw(false)),
    where: () => ({
      ...data,
      series: strips.map(({ series }) => series),
      index: at(),
      pinned: pinnedAt(),
    }),
  };
}
