// Single keys that do something, for whoever does not reach for the mouse.
import { prefs } from "../../prefs.js";

const TWO_WITHIN = 1_200;

const typing = (target) =>
  target.closest?.("input, textarea, select, [contenteditable], dialog[open]");

/**
 * Keys of the page: a handler gets the pressed key, or "g x" for two in a row. Single keys can be
 * switched off: whoever speaks to their computer presses them without wanting to.
 *
 * @param {(key: string) => boolean} handle whether it meant something
 */
export function listenForKeys(handle) {
  let first = "";
  let forget;
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target)) {
      if (event.key === "Escape" && !event.target.closest("dialog")) event.target.blur();
      return;
    }
    if (!prefs().keys) return;
    clearTimeout(forget);
    const key = first ? `${first} ${event.key}` : event.key;
    first = !first && event.key === "g" ? "g" : "";
    if (first) {
      forget = setTimeout(() => (first = ""), TWO_WITHIN);
      return;
    }
    if (handle(key)) event.preventDefault();
  });
}
