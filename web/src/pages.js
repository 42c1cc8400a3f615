// The pages that work without a script: colours, a wheel to spin, and small comforts.
import "./css/tokens.css";
import "./css/base.css";
import "./css/pages.css";
import { applyTheme, nextTheme, theme } from "./theme.js";

const SPINS = 14;

applyTheme();

function offerThemes() {
  const button = document.querySelector("[data-theme-button]");
  if (!button) return;
  const say = () => {
    button.textContent = `Theme: ${theme()}`;
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    nextTheme();
    say();
  });
  say();
}

/** The wheel of misfortune: it stops at one scenario, ever more slowly. */
function offerWheel() {
  const button = document.querySelector("[data-wheel]");
  const cards = [...document.querySelectorAll("input[name=scenario]")];
  if (!button || cards.length < 2) return;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  button.hidden = false;
  button.addEventListener("click", () => {
    const stop = SPINS + Math.floor(Math.random() * cards.length);
    const turn = (n) => {
      const card = cards[n % cards.length];
      card.checked = true;
      if (n >= stop) return card.focus();
      setTimeout(turn, 40 + n * n * 1.2, n + 1);
    };
    turn(calm ? stop : 0);
  });
}

/** A drill is set up once, however often somebody clicks. */
function sendOnce() {
  for (const form of document.querySelectorAll("form[method=post]")) {
    form.addEventListener("submit", () => {
      const button = form.querySelector("button:not([type=button])");
      setTimeout(() => button?.setAttribute("disabled", ""), 0);
      setTimeout(() => button?.removeAttribute("disabled"), 5_000);
    });
  }
}

offerThemes();
offerWheel();
sendOnce();

const printer = document.querySelector("[data-print]");
if (printer) {
  printer.hidden = false;
  printer.addEventListener("click", () => print());
}
