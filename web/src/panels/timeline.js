// Timeline and channel: everything that happened and was said, in order, and room to say something.
//
// Names for tests: region "Timeline"; log "Timeline entries"; buttons "All", "Chat", "Key events";
// field "Message"; field "Channel"; button "Send"; button "Reply to <name>".
import { html, nothing } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { repeat } from "lit-html/directives/repeat.js";
import { at, clamped, form, none, panel } from "../parts.js";
import { can, nameOf } from "../state.js";
import { contextOf, sentence } from "../sentences.js";
import { channelText, tagOf } from "../words.js";

const FILTERS = [["all", "All"], ["chat", "Chat"], ["key", "Key events"]];
const SHOWN = 300;

// An event never changes, so its sentence is made once. Names may still arrive later: then all anew.
let made = new Map();
let madeFor = null;

function lines(state) {
  if (madeFor !== state.names) {
    made = new Map();
    madeFor = state.names;
  }
  const context = contextOf(state, (id) => nameOf(state, id));
  const out = [];
  for (const event of state.timeline) {
    let said = made.get(event.seq);
    if (said === undefined) {
      said = sentence(event, context);
      made.set(event.seq, said);
    }
    if (said) out.push({ event, said });
  }
  return out;
}

const wanted = (filter) => ({ said }) => filter === "all" || said.group === filter;

function reply(state, app, said) {
  const item = said.inject && state.inbox.find((one) => one.id === said.inject);
  if (!item?.expects || item.answered_at !== null || !can(state, "query.answer")) return nothing;
  const click = () => app.show({ focus: "answer", form: `answer-${item.id}` });
  return html`
    <button type="button" class="small" @click=${click}>Reply<span
      class="vh"> to ${item.name}</span></button>
  `;
}

function entry(state, app, { event, said }) {
  const who = said.who ?? nameOf(state, event.actor);
  const tag = said.who === undefined && event.role && event.role !== "world"
    ? html`
      <span class="tag">${tagOf(event.role)}</span>
    `
    : nothing;
  const side = said.channel && said.channel !== "incident"
    ? html`
      <span class="where">${channelText(said.channel)}</span>
    `
    : nothing;
  const mine = said.who === undefined && event.actor === state.you.person;
  return html`
    <li class="entry" data-group=${said.group} data-tone=${said.tone ?? nothing}
      ?data-mine=${mine}>${at(state, event.t)}<div>${who
        ? html`
          <b class="who">${who}</b>
        `
        : nothing}${tag}${side}${said.text}${said.quote
        ? said.group === "chat"
          ? html`
            ${clamped(said.quote, "said")}
          `
          : clamped(said.quote, "quote")
        : nothing}${reply(state, app, said)}</div></li>
  `;
}

const send = (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  event.currentTarget.form.requestSubmit();
};

function composer(state, app) {
  if (!can(state, "message.post")) return nothing;
  const { channels } = state.you;
  return html`<div class="say">${
    form(state, app, {
      id: "message",
      verb: "message.post",
      args: (read) => ({ channel: read("channel") || "incident", text: read("text") }),
      fields: html`
        <textarea name="text" id="say" rows="1" required maxlength="2000"
          aria-label="Message" placeholder="Message (/)" @keydown=${send}></textarea>
        <select name="channel" aria-label="Channel" ?hidden=${channels.length < 2}>${repeat(
          channels,
          (one) => one,
          (one) => html`<option value=${one}>${channelText(one)}</option>`,
        )}</select>
      `,
      submit: "Send",
    })
  }</div>`;
}

let box = null;
let following = true;

const watched = new ResizeObserver(() => followTimeline());

const mount = (element) => {
  watched.disconnect();
  box = element ?? null;
  if (box) watched.observe(box);
};

const scrolled = () => {
  following = box.scrollHeight - box.scrollTop - box.clientHeight < 48;
};

/** @param {object} state @param {object} app */
export function timeline(state, app) {
  const { filter, earlier } = state.ui;
  const all = lines(state).filter(wanted(filter));
  const shown = earlier ? all : all.slice(-SHOWN);
  return panel(
    "timeline",
    "Timeline",
    html`<span class="seg" role="group" aria-label="Show">${
      FILTERS.map(([name, text]) =>
        html`<button type="button" aria-pressed=${filter === name} @click=${() =>
          app.ui({ filter: name })}>${text}</button>`
      )
    }</span>`,
    html`
      <div class="scroll log" id="log" tabindex="0" role="log" aria-label="Timeline entries"
        aria-relevant="additions" @scroll=${scrolled} ${ref(mount)}>
            ${shown.length < all.length
              ? html`
                <p
                  class="none"><button type="button" class="quiet" @click=${() =>
                    app.ui({ earlier: true })}>Show ${all.length -
                    shown.length} earlier</button></p>
              `
              : nothing}
            <ol>${repeat(shown, ({ event }) => event.seq, (one) => entry(state, app, one))}</ol>
            ${all.length ? nothing : none("Nothing has happened yet.")}
          </div>${composer(state, app)}
    `,
    "feed",
  );
}

/** Bring the newest entry into sight, unless somebody has scrolled back to read; after drawing. */
export function followTimeline() {
  if (box && following) box.scrollTop = box.scrollHeight;
}
