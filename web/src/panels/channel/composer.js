// Where people write into the channel: a message, an answer to one, @names by the keyboard.
//
// Names for tests: field "Message"; field "Channel"; button "Send"; list "Whom to mention"; button
// "Do not reply".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { rich, t, tn } from "../../i18n.js";
import { form, stopped } from "../../parts.js";
import { can } from "../../state.js";
import { channelText } from "../../words.js";
import { lineOf } from "./entries.js";
import { goToNewest } from "./follow.js";
import { fitting, mentionable, typing } from "./mentions.js";

const LIST = "mention-list";

/** What fits the @name that is being typed: {from, options, index}, or null. */
const offered = ({ ui, ...state }) => {
  if (!ui.at) return null;
  const options = fitting(mentionable(state), ui.at.query);
  return options.length
    ? { ...ui.at, options, index: Math.min(ui.at.index, options.length - 1) }
    : null;
};

const suggest = (app) => (event) => {
  const { value, selectionStart, selectionEnd } = event.currentTarget;
  const found = selectionStart === selectionEnd ? typing(value, selectionStart) : null;
  const { at } = app.state.ui;
  if (!found && !at) return;
  const same = found && at && found.from === at.from && found.query === at.query;
  if (!same) app.ui({ at: found && { ...found, index: 0 } });
};

function choose(app, option) {
  const field = document.getElementById("say");
  const { at } = app.state.ui;
  if (!field || !at) return;
  field.setRangeText(`@${option.insert} `, at.from, at.from + at.query.length + 1, "end");
  app.ui({ at: null });
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

// The keys of the list while it is open; whether the key was for it.
function inList(app, event) {
  const list = offered(app.state);
  if (!list) return false;
  const { options, index } = list;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    const next = (index + step + options.length) % options.length;
    app.ui({ at: { ...app.state.ui.at, index: next } });
  } else if (event.key === "Enter" || event.key === "Tab") choose(app, options[index]);
  else if (event.key === "Escape") app.ui({ at: null });
  else return false;
  return true;
}

const keys = (app) => (event) => {
  if (event.isComposing) return;
  if (!event.shiftKey && inList(app, event)) {
    event.preventDefault();
    event.stopPropagation();
  } else if (event.key === "Escape" && app.state.ui.re) {
    app.ui({ re: null });
    event.stopPropagation();
  } else if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    event.currentTarget.form.requestSubmit();
  }
};

// The list takes no focus: whoever types goes on typing.
const listbox = (app, { options, index }) =>
  html`
    <ul class="mentions" id=${LIST} role="listbox" aria-label=${t("Whom to mention")}>${options.map(
      (one, i) =>
        html`
          <li role="option" id="${LIST}-${i}" aria-selected=${i === index}
            @mousedown=${(event) => {
              event.preventDefault();
              choose(app, one);
            }}><b>@${one.insert}</b> ${one.name === one.insert
              ? nothing
              : one.name} <span class="dim">${one.rest}</span></li>
        `,
    )}</ul>
  `;

function replying(app, line) {
  const { who, quote } = line.said;
  return html`
    <p
      class="replying"><span>${rich("Replying to {name}: {text}", {
        name: html`<b>${who}</b>`,
        text: html`<span class="dim">${quote}</span>`,
      })}</span><button type="button" class="quiet icon" title=${t("Do not reply (Esc)")}
      @click=${() => app.ui({ re: null })}><span aria-hidden="true">×</span><span class="vh">${t(
        "Do not reply",
      )}</span></button></p>
  `;
}

/** @param {object} state @param {object} app */
export function composer(state, app) {
  if (!can(state, "message.post")) return nothing;
  const { channels } = state.you;
  const first = state.ui.re ? lineOf(state.ui.re) : null;
  const list = stopped(state, "message.post") ? null : offered(state);
  const send = (read) => ({
    channel: first?.said.channel ?? (read("channel") || "incident"),
    text: read("text"),
    ...(first ? { re: first.event.seq } : {}),
  });
  return html`<div class="say">${list ? listbox(app, list) : nothing}<p class="vh" role="status">${
    list ? tn("{n} name fits", "{n} names fit", list.options.length) : ""
  }</p>${first ? replying(app, first) : nothing}${
    form(state, app, {
      id: "message",
      verb: "message.post",
      args: send,
      fields: html`
        <textarea name="text" id="say" rows="1" required maxlength="2000"
          aria-label=${t("Message")} placeholder=${channels.length < 2 || first
            ? t("Message, @ for names (/)")
            : t("Message (/)")}
          aria-autocomplete="list" aria-controls=${list ? LIST : nothing}
          aria-activedescendant=${list ? `${LIST}-${list.index}` : nothing}
          @keydown=${keys(app)} @input=${suggest(app)} @click=${suggest(app)}
          @blur=${() => app.state.ui.at && app.ui({ at: null })}></textarea>
        <select name="channel" aria-label=${t("Channel")}
          ?hidden=${channels.length < 2 || Boolean(first)}>${repeat(
            channels,
            (one) => one,
            (one) => html`<option value=${one}>${channelText(one)}</option>`,
          )}</select>
      `,
      submit: t("Send"),
      atOnce: true,
      sent: () => {
        app.ui({ re: null, at: null });
        goToNewest();
      },
    })
  }</div>`;
}
