// Texts that change with the clock alone: written straight into their elements, so that a second
// going by costs a few text nodes and no rendering.
//
//   <span data-live="clock">        the drill's fictional time of day, with seconds
//   <span data-live="run">          drill time since the start
//   <span data-live="since" data-at="…">  how long ago
//   <span data-live="left" data-at="…">   how long until; data-late appears when it has passed
//   <progress data-live="part" data-at="…" data-until="…">
import { clockText, drillTime, leftText, runText, spanText } from "./clock.js";

const WRITE = {
  clock: (_element, now, clock0) => clockText(clock0, now, true),
  run: (_element, now) => runText(now),
  since: (element, now) => spanText(now - Number(element.dataset.at)),
  left: (element, now) => {
    const left = Number(element.dataset.at) - now;
    element.toggleAttribute("data-late", left < 0);
    element.toggleAttribute("data-soon", left >= 0 && left < 120_000);
    return leftText(left);
  },
};

/**
 * Write the moving texts below an element.
 *
 * @param {ParentNode} root
 * @param {object} state
 */
export function writeLive(root, state) {
  if (!state.ready) return;
  const now = drillTime(state.clock, Date.now());
  for (const element of root.querySelectorAll("[data-live]")) {
    const { live, at, until } = element.dataset;
    if (live === "part") {
      element.value = Math.min(1, Math.max(0, (now - at) / (until - at || 1)));
      continue;
    }
    const text = WRITE[live](element, now, state.drill.clock0);
    if (element.textContent !== text) element.textContent = text;
  }
}

/**
 * Keep the moving texts of the page up to date.
 *
 * @param {() => object} current the state
 */
export function startLive(current) {
  setInterval(() => {
    const state = current();
    if (!document.hidden && state.clock.running) writeLive(document, state);
  }, 250);
}
