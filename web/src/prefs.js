// What somebody has chosen for this browser: how the room tells them of things, and its keys.
const KEY = "misfortune-prefs";

const FIRST = {
  title: true, // the number of what waits, in the title of the window
  aloud: true, // what concerns me is said to screen readers
  channel: false, // the whole channel is said to screen readers
  desktop: false, // notifications of the system while the window is hidden
  sound: false,
  keys: true, // single keys do something
};

let chosen = null;

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}");
  } catch {
    return {}; // storage is switched off, or somebody else wrote there
  }
}

/** @returns {typeof FIRST} what is chosen now */
export const prefs = () => chosen ??= { ...FIRST, ...read() };

/**
 * Choose something, and remember it.
 *
 * @param {Partial<typeof FIRST>} patch
 */
export function prefer(patch) {
  chosen = { ...prefs(), ...patch };
  try {
    localStorage.setItem(KEY, JSON.stringify(chosen));
  } catch { /* then only for this page */ }
}
