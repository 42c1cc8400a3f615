// Keys, and the dialog that lists them; in a room also what the room may tell somebody, and how.
//
// Names for tests: dialog "Keys"; checkboxes "Number in the window's title", "Say it aloud …", "Say
// everything in the channel", "Notifications of this computer …", "A sound", "Single keys do
// something"; buttons "Hide all hints", "Show hints again", "Close".
import { html, nothing } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { keep } from "../../drafts.js";
import { t } from "../../i18n.js";
import { prefer, prefs } from "../../prefs.js";
import "./aside_sheet.js";

export { listenForKeys } from "./keys.js";

// lit calls this while the dialog is not in the page yet.
const open = (dialog) =>
  queueMicrotask(() => {
    if (dialog?.isConnected && !dialog.open) dialog.showModal();
  });

const tick = (app, name, text, act) =>
  html`
    <label><input type="checkbox" .checked=${prefs()[name]} @change=${(event) => {
      const on = event.currentTarget.checked;
      prefer({ [name]: on });
      act?.(on);
      app.ui({});
    }}><span>${text}</span></label>
  `;

async function askForDesktop(app, on) {
  if (!on) return;
  const given = "Notification" in globalThis ? await Notification.requestPermission() : "denied";
  if (given === "granted") return;
  prefer({ desktop: false });
  app.toast(
    t("This browser does not show notifications of this page."),
    t("It can be allowed in the browser's settings for this site."),
    "note",
  );
  app.ui({});
}

const telling = (app) =>
  html`
    <h3>${t("What the room tells you")}</h3>
    <p class="why">${t(
      "Pages for you, @mentions, questions that wait, roles you are offered, tasks, pauses.",
    )}</p>
    <fieldset class="ticks rows"><legend class="vh">${t("How it tells you")}</legend>
      ${tick(app, "title", t("Number in the window's title"))}
      ${tick(app, "aloud", t("Say it aloud to screen readers"))}
      ${tick(app, "channel", t("Say everything in the channel to screen readers"))}
      ${tick(
        app,
        "desktop",
        t("Notifications of this computer while the window is hidden"),
        (on) => askForDesktop(app, on),
      )}
      ${tick(app, "sound", t("A sound"), (on) => on && app.chime())}
      ${tick(app, "keys", t("Single keys do something"))}
    </fieldset>
  `;

/**
 * @param {object} state
 * @param {object} app with `chime`, it is a room, and the dialog has the choices of one
 * @param {[string, string][]} keys what to press, and what it does
 */
export function help(state, app, keys = app.keys) {
  if (!state.ui.help) return nothing;
  const off = keep("no-hints");
  const hints = () => {
    keep("no-hints", off ? null : "yes");
    app.ui({});
  };
  return html`
    <dialog class="ask helping" aria-labelledby="help-title" ${ref(open)} @close=${() =>
      app.ui({ help: false })}>
      <h2 id="help-title">${t("Keys")}</h2>
      <dl class="keys">${keys.map(([key, does]) =>
        html`
          <div>
            <dt><kbd>${key}</kbd></dt>
            <dd>${does}</dd>
          </div>
        `
      )}</dl>
      ${app.chime ? telling(app) : nothing}
      <form method="dialog" class="row end">
          <button type="button" class="quiet" @click=${hints}>${off
            ? t("Show hints again")
            : t("Hide all hints")}</button><button class="primary" autofocus>${t(
              "Close",
            )}</button></form>
    </dialog>
  `;
}
