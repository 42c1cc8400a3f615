// What one can do with a line of the timeline: trainees log it, staff notes something about it, and
// anybody may answer a message. It hangs on the line that somebody points at or has the focus on: a
// screen reader is not told of it line by line, and hundreds of lines stay light.
import { html, nothing, render } from "lit-html";
import { t } from "../../i18n.js";
import { stopped } from "../../parts.js";
import { can } from "../../state.js";
import { lineOf } from "./entries.js";

const DRAWN = 60;

const canReply = (state, { event, said }) =>
  event.kind === "message.posted" && can(state, "message.post") &&
  !stopped(state, "message.post") && state.you.channels.includes(said.channel);

/** Begin an answer to a message. */
function replyTo(app, { event }) {
  app.ui({ re: event.seq });
  setTimeout(() => document.getElementById("say")?.focus(), DRAWN);
}

function tools(state, app, line) {
  const { say, verb, act } = app.mark;
  return html`${
    canReply(state, line)
      ? html`
        <button type="button" class="small" aria-label=${t("Reply to {name}", {
          name: line.said.who,
        })} @click=${() => replyTo(app, line)}>${t("Reply")}</button>
      `
      : nothing
  }${
    can(state, verb) && !stopped(state, verb)
      ? html`
        <button type="button" class="small" @click=${() => act(app.state, line)}>${say}</button>
      `
      : nothing
  }`;
}

const holder = document.createElement("span");
holder.className = "tools";

const lineAt = (element) => lineOf(Number(element.id.slice(1)));

/** Hang the tools on the line of an event; for `pointerover` and `focusin` of the list of lines. */
export const offerTools = (app) => (event) => {
  const entry = event.target.closest?.(".entry");
  if (!entry || holder.parentNode === entry) return;
  // Whoever has the focus in them keeps them, wherever the mouse lies.
  if (event.type === "pointerover" && holder.contains(document.activeElement)) return;
  const line = lineAt(entry);
  if (!line) return;
  render(tools(app.state, app, line), holder);
  entry.append(holder);
};

/** Answer the message that has the focus, if it can be answered; for the key. */
export function replyHere(app, entry) {
  const line = lineAt(entry);
  if (line && canReply(app.state, line)) replyTo(app, line);
}
