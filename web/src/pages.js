// The pages that work without a script: colours, and small comforts.
import "./css/tokens.css";
import "./css/base.css";
import "./css/pages.css";
import { t } from "./i18n.js";
import { applyTheme, nextTheme, theme } from "./theme.js";

const THEMES = { auto: t("auto"), light: t("light"), dark: t("dark") };

applyTheme();

function offerThemes() {
  const button = document.querySelector("[data-theme-button]");
  if (!button) return;
  const say = () => {
    button.textContent = t("Theme: {name}", { name: THEMES[theme()] });
  };
  button.hidden = false;
  button.addEventListener("click", () => {
    nextTheme();
    say();
  });
  say();
}

/** What the host wanted last, or what a link names (/#solo), is open again. */
function rememberWant() {
  const wants = [...document.querySelectorAll("input[name=want]")];
  const open = () => {
    const wanted = wants.find((one) => one.value === location.hash.slice(1));
    if (wanted) wanted.checked = true;
  };
  for (const want of wants) {
    want.addEventListener("change", () => history.replaceState(null, "", `#${want.value}`));
  }
  addEventListener("hashchange", open);
  open();
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
rememberWant();
sendOnce();

const printer = document.querySelector("[data-print]");
if (printer) {
  printer.hidden = false;
  printer.addEventListener("click", () => print());
}
