// One line of the timeline: who, what, in which words, and what one can do with it.
import { html, nothing } from "lit-html";
import { t, tn } from "../../i18n.js";
import { at, clamped } from "../../parts.js";
import { can } from "../../state.js";
import { channelText, tagOf } from "../../words.js";
import { goToEntry, lineOf } from "./entries.js";
import { isForMe, split } from "./mentions.js";

const QUOTED = 70;

/** A text with its @names marked; `mine` are marked as such. */
const marked = (state, text, mine) => {
  const parts = split(state.people, text);
  if (parts.length < 2) return text;
  return parts.map((part, i) =>
    i % 2 ? html`<mark class="at ${mine ? "mine" : ""}">${part}</mark>` : part
  );
};

/** The open question behind a line, if it is one. */
export function questionOf(state, said) {
  const item = said.inject && state.inbox.find((one) => one.id === said.inject);
  return item?.expects && item.answered_at === null && can(state, "query.answer") ? item : null;
}

const answer = (app, item) =>
  html`
    <button type="button" class="small" @click=${() =>
      app.show({ focus: "answer", form: `answer-${item.id}` })} aria-label=${t("Reply to {name}", {
        name: item.name,
      })}>${t("Reply")}</button>
  `;

function quoted(app, re) {
  const first = lineOf(re);
  if (!first) return html`<span class="re dim">${t("in reply to an earlier message")}</span>`;
  const text = first.said.quote ?? first.said.text;
  const short = text.length > QUOTED ? `${text.slice(0, QUOTED - 1)}…` : text;
  return html`
    <button type="button" class="re" @click=${() => goToEntry(app, re)}><span
      aria-hidden="true">↪ </span><span class="vh">${t("In reply to")} </span><b>${first.said
        .who}</b> ${short}</button>
  `;
}

const replies = (app, { replies: n, reply }) =>
  n
    ? html`
      <button type="button" class="re" @click=${() => goToEntry(app, reply)}>${tn(
        "{n} reply",
        "{n} replies",
        n,
      )}</button>
    `
    : nothing;

/**
 * @param {object} state
 * @param {object} app
 * @param {import("./entries.js").Line} line
 * @param {{newest: boolean, divided: boolean}} place whether it is the last one, and the first new one
 */
export function entry(state, app, line, { newest, divided }) {
  const { event, said } = line;
  const acts = said.own && said.who;
  const tag = acts && event.role && event.role !== "world"
    ? html`
      <span class="tag">${tagOf(event.role)}</span>
    `
    : nothing;
  const side = said.channel && said.channel !== "incident"
    ? html`
      <span class="where">${channelText(said.channel)}</span>
    `
    : nothing;
  const mine = said.own && event.actor === state.you.person;
  const toMe = !mine && isForMe(state, said.mentions);
  const question = questionOf(state, said);
  return html`
    <li class="entry" id="e${event.seq}" data-group=${said.group} data-tone=${said.tone ??
      nothing}
      ?data-mine=${mine} ?data-to-me=${toMe}
      tabindex=${newest ? 0 : -1}>${divided
        ? html`<span class="divider">${t("New since you looked")}</span>`
        : nothing}${at(state, event.t)}<div>${said.who
        ? html`
          <b class="who">${said.who}</b>
        `
        : nothing}${tag}${toMe
        ? html`<span class="vh">${t("mentions you")}: </span>`
        : nothing}${side}${said.text}${said.text && said.quote ? " " : nothing}${said.re
        ? quoted(app, said.re)
        : nothing}${said.quote
        ? clamped(
          said.quote,
          said.group === "chat" ? "said" : "quote",
          marked(state, said.quote, toMe),
        )
        : nothing}${replies(app, line)}${question ? answer(app, question) : nothing}</div></li>
  `;
}
