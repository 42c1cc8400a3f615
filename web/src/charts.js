// Small multiples: one uPlot strip per series, with its name and value as text beside it, a shared
// cursor, the value at rest as a dashed line, and a mark where the team changed something.
import uPlot from "uplot";
import { clockText } from "./clock.js";
import { axisText, pointText, signalText } from "./words.js";

const COLOURS = 6;
const AXIS = 18;
const LABEL = 36;
const HEIGHT = 66;
const MINUTE = 60_000;

const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

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

const palette = () =>
  resolve([
    "ink-2",
    "grid",
    "crit",
    "accent",
    ...Array.from({ length: COLOURS }, (_, i) => `series-${i + 1}`),
  ]);

/** Round times of the axis, as many as have room, and none that would be cut off at an edge. */
function ticks(from, to, width) {
  const room = Math.max(1, Math.floor(width / LABEL));
  const step = [5, 10, 15, 20, 30, 60].map((n) => n * MINUTE)
    .find((ms) => (to - from) / ms <= room) ?? 120 * MINUTE;
  const edge = (to - from) * (LABEL / 2 / width);
  const out = [];
  for (let t = Math.ceil((from + edge) / step) * step; t <= to - edge; t += step) out.push(t);
  return out;
}

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

function draw(one, colours, app) {
  const { series, index, box } = one;
  const colour = colours[`series-${index % COLOURS + 1}`];
  const pixel = devicePixelRatio;
  const font = `${11}px ${css("--font")}`;
  const overlay = (plot) => {
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
    for (const { t, done } of app.marks()) {
      const x = Math.round(plot.valToPos(t, "x", true));
      if (x < left || x > left + width) continue;
      ctx.setLineDash(done ? [] : [2 * pixel, 2 * pixel]);
      ctx.strokeStyle = colours.accent;
      ctx.beginPath();
      ctx.moveTo(x, top);
      ctx.lineTo(x, top + height);
      ctx.stroke();
    }
    ctx.restore();
  };
  one.plot = new uPlot(
    {
      width: box.clientWidth || 200,
      height: HEIGHT,
      padding: [7, 6, one.last ? 0 : 7, 0],
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
      axes: [
        {
          show: one.last,
          stroke: colours["ink-2"],
          font,
          size: AXIS,
          gap: 2,
          grid: { stroke: colours.grid, width: 1 },
          ticks: { show: false },
          splits: (plot, _axis, from, to) =>
            ticks(from, to, plot.bbox.width / devicePixelRatio || 150),
          values: (_plot, splits) => splits.map((t) => clockText(app.clock0(), t)),
        },
        {
          stroke: colours["ink-2"],
          font,
          size: 46,
          gap: 4,
          grid: { stroke: colours.grid, width: 1 },
          ticks: { show: false },
          splits: (_plot, _axis, low, high) => [low, (low + high) / 2, high],
          values: (_plot, splits) => splits.map((v, i) => i === 1 ? "" : axisText(v, series.unit)),
        },
      ],
      hooks: {
        draw: [overlay],
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
 * @param {() => {t: number, done: boolean}[]} app.marks where the team changed something
 * @param {(time: number | null) => void} app.pointed which moment the cursor is on
 * @returns {{show: (series: object[], times: number[], values: Record<string, (number | null)[]>) =>
 *   void}} a point that is null is a hole in the line
 */
export function createCharts(host, app) {
  let strips = [];
  let shown = "";
  let data = { times: [], values: {} };
  let cursor = null;
  let colours;

  const read = () => {
    for (const { series, value } of strips) {
      const points = data.values[series.name] ?? [];
      const text = pointText(points[cursor ?? points.length - 1], series.unit);
      if (value.textContent !== text) value.textContent = text;
    }
  };
  const inner = {
    ...app,
    pointed(index) {
      if (index === cursor) return;
      cursor = index;
      read();
      app.pointed(index === null ? null : data.times[index]);
    },
  };

  const columns = () => getComputedStyle(host).gridTemplateColumns.split(" ").length;

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

  const fill = () => {
    for (const { plot, series } of strips) {
      plot?.setData([data.times, data.values[series.name] ?? []]);
    }
    read();
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
    redraw: () => strips.forEach(({ plot }) => plot?.redraw(false)),
  };
}
