// Where the keyboard goes on when what had the focus is gone: a button that was pressed and has done
// its work, a line that somebody else has settled. Without this it would begin again at the top.

const PLACES =
  "li, section, form, details, ul, ol, [role=group], [role=tabpanel], [aria-live], header, main";

/**
 * The smallest part of the page around something that is still there.
 *
 * @param {{isConnected: boolean, matches: (where: string) => boolean}[]} path what had the focus, and
 *   what it was in, from the inside out
 */
export const landing = (path) => path.find((one) => one.isConnected && one.matches(PLACES));

let path = [];

function remember({ target }) {
  path = [];
  for (let one = target; one && one !== document.body; one = one.parentElement) path.push(one);
}

/** Remember what has the focus. */
export function followFocus() {
  addEventListener("focusin", remember);
}

/** Put the focus near where it was, if drawing has taken away what had it. */
export function keepFocus() {
  if (!path.length || path[0].isConnected) return;
  const place = document.activeElement === document.body ? landing(path) : null;
  path = [];
  if (!place) return;
  if (!place.hasAttribute("tabindex")) {
    place.tabIndex = -1;
    place.addEventListener("blur", () => place.removeAttribute("tabindex"), { once: true });
  }
  place.focus({ preventScroll: true });
}
