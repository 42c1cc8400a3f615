// Light, dark, or as the system says. The choice is this browser's alone.

const NAMES = ["auto", "light", "dark"];

const read = () => {
  try {
    return localStorage.getItem("theme") ?? "auto";
  } catch {
    return "auto";
  }
};

/** @returns {string} auto, light or dark */
export const theme = () => document.documentElement.dataset.theme ?? "auto";

/** Put the remembered choice into effect. */
export function applyTheme(name = read()) {
  const root = document.documentElement;
  if (name === "auto") delete root.dataset.theme;
  else root.dataset.theme = name;
}

/** Go on to the next of auto, light, dark; charts hear of it by the event "theme". */
export function nextTheme() {
  const name = NAMES[(NAMES.indexOf(theme()) + 1) % NAMES.length];
  try {
    localStorage.setItem("theme", name);
  } catch { /* then only for this page */ }
  applyTheme(name);
  dispatchEvent(new Event("theme"));
  return name;
}
