// Keys, and the dialog that lists them.
import { html, nothing } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { keep } from "../drafts.js";

const KEYS = [
  ["/", "Write a message"],
  ["a", "Acknowledge the first page"],
  ["r", "Answer the first question"],
  ["1 … 5", "Open a tab of your work"],
  ["g then a, d, w, i, t", "Go to alerts, dashboards, work, inbox, timeline"],
  ["Ctrl Enter", "Send the form that you are in"],
  ["n", "Show me the next step"],
  ["d", "Hide or show the charts"],
  ["Esc", "Leave a field"],
  ["?", "This list"],
];

// lit calls this while the dialog is not in the page yet.
const open = (dialog) =>
  queueMicrotask(() => {
    if (dialog?.isConnected && !dialog.open) dialog.showModal();
  });

/** @param {object} state @param {object} app */
export function help(state, app, keys = KEYS) {
  if (!state.ui.help) return nothing;
  const off = keep("no-hints");
  const hints = () => {
    keep("no-hints", off ? null : "yes");
    app.ui({});
  };
  return html`
    <dialog class="ask" aria-labelledby="help-title" ${ref(open)} @close=${() =>
      app.ui({ help: false })}>
      <h2 id="help-title">Keys</h2>
      <dl class="keys">${keys.map(([key, does]) =>
        html`
          <div>
            <dt><kbd>${key}</kbd></dt>
            <dd>${does}</dd>
          </div>
        `
      )}</dl>
      <form method="dialog" class="row end">
          <button type="button" class="quiet" @click=${hints}>${off
            ? "Show hints again"
            : "Hide all hints"}</button><button class="primary" autofocus>Close</button></form>
    </dialog>
  `;
}

const typing = (target) =>
  target.closest?.("input, textarea, select, [contenteditable], dialog[open]");

/**
 * Keys of the page: a handler gets the pressed key, or "g x" for two in a row.
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
    clearTimeout(forget);
    const key = first ? `${first} ${event.key}` : event.key;
    first = !first && event.key === "g" ? "g" : "";
    if (first) {
      forget = setTimeout(() => (first = ""), 1_200);
      return;
    }
    if (handle(key)) event.preventDefault();
  });
}
