// What reached you from outside, with room for an answer.
//
// Names for tests: region "Inbox"; field "Answer to <name>"; button "Answer <name>".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { at, form, none, panel } from "../parts.js";
import { channelText } from "../words.js";

function row(state, app, item) {
  const waits = item.expects && item.answered_at === null;
  return html`<li class="letter" data-waits=${waits}>
    <p class="meta"><b>${item.name}</b> <span class="dim">${channelText(item.channel)}</span> ${
    at(state, item.at)
  } ${waits ? html`<span class="warn">waits for an answer</span>` : nothing}</p>
    <p class="said">${item.text}</p>
    ${
    item.answered_at !== null
      ? html`<p class="answer"><span class="ok">✓ answered</span> ${
        at(state, item.answered_at)
      } “${item.answer}”</p>`
      : item.expects
      ? form(state, app, {
        id: `answer-${item.id}`,
        verb: "query.answer",
        args: (read) => ({ inject: item.id, text: read("text") }),
        fields: html`
          <textarea name="text" rows="1" required maxlength="2000"
            aria-label="Answer to ${item
              .name}" placeholder="Say what you know, and when they hear more"
            data-focus=${waits ? "answer" : nothing}></textarea>
        `,
        submit: "Answer",
        rest: ` ${item.name}`,
        look: "small",
      })
      : nothing
  }
  </li>`;
}

/** @param {object} state @param {object} app */
export function inbox(state, app) {
  const items = [...state.inbox].sort((a, b) => b.at - a.at);
  const waiting = items.filter((item) => item.expects && item.answered_at === null);
  const first = [...waiting, ...items.filter((item) => !waiting.includes(item))];
  return panel(
    "inbox",
    "Inbox",
    html`<span class="count num">${
      waiting.length ? html`<span class="warn">${waiting.length} waiting</span>` : items.length
    }</span>`,
    html`<div class="scroll" tabindex="0" role="group" aria-label="Inbox letters">
      <ul>${repeat(first, (item) => item.id, (item) => row(state, app, item))}</ul>
      ${items.length ? nothing : none("Nothing from outside yet.")}
    </div>`,
  );
}
