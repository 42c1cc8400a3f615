// One state for the whole page, drawn at most once per frame: a burst of two hundred events costs
// one rendering, not two hundred.

/**
 * @param {object} initial
 * @param {(state: object) => void} draw
 * @returns {{state: object, set: (patch: object) => void, update: (step: (state: object) => object) => void, ui: (patch: object) => void}}
 */
export function createStore(initial, draw) {
  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    const now = () => {
      waiting = false;
      draw(store.state);
    };
    // A hidden tab gets no animation frames, but its title and its live regions still matter.
    if (document.hidden) setTimeout(now, 200);
    else requestAnimationFrame(now);
  };
  const store = {
    state: initial,
    update(step) {
      store.state = step(store.state);
      later();
    },
    set(patch) {
      store.update((state) => ({ ...state, ...patch }));
    },
    ui(patch) {
      store.update((state) => ({ ...state, ui: { ...state.ui, ...patch } }));
    },
  };
  // A frame that was asked for just before the tab went away never comes: draw on the way back.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) draw(store.state);
  });
  return store;
}
