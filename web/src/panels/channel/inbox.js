// What reached you from outside, with room for an answer; and what you asked the facilitator.
//
// Names for tests: region "Inbox"; field "Answer to <name>"; button "Answer <name>".
import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { repeat } from "lit-html/directives/repeat.js";
import { rich, t, tn } from "../../i18n.js";
import { aloud, at, form, moving, none, panel } from "../../parts.js";
import { can } from "../../state.js";
import { channelText } from "../../words.js";

const waits = (item) => item.expects && item.answered_at === null;

const answer = (state, app, item) =>
  form(state, app, {
    id: `answer-${item.id}`,
    verb: "query.answer",
    args: (read) => ({ inject: item.id, text: read("text") }),
    fields: html`
      <textarea name="text" rows="1" required maxlength="2000"
        aria-label=${t("Answer to {name}", { name: item.name })}
        placeholder=${t("Say what you know, and when they hear more")}
        data-focus=${waits(item) ? "answer" : nothing}></textarea>
    `,
    submit: t("Answer"),
    name: t("Answer {name}", { name: item.name }),
    look: "small",
  });

const told = (state, item) =>
  html`<p class="answer"><span class="ok">${t("✓ answered")}</span> ${
    at(state, item.answered_at)
  } “${item.answer}”</p>`;

/** What others said to it before it counted as answered. */
const replies = (state, item) =>
  (item.replies ?? []).filter((one) => one.text !== item.answer).map((one) =>
    html`<p class="answer">${at(state, one.at)} ${one.name}: “${one.text}”</p>`
  );

const letter = (state, app, item) =>
  html`<li class="letter" data-waits=${waits(item)}>
    <p class="meta"><b>${item.name}</b> <span class="dim">${channelText(item.channel)}</span> ${
    at(state, item.at)
  } ${
    waits(item)
      ? html`<span class="warn">${
        rich("waits for an answer, {span}", { span: moving("since", item.at) })
      }</span>`
      : nothing
  }</p>
    <p class="said">${item.text}</p>
    ${replies(state, item)}
    ${
    item.answered_at !== null
      ? told(state, item)
      : item.expects
      ? answer(state, app, item)
      : nothing
  }
  </li>`;

const question = (state, one) =>
  html`<li class="letter" data-waits="false">
    <p class="meta">${
    one.by === state.you.person
      ? html`<b>${t("You asked the facilitator")}</b>`
      : html`<b>${one.name}</b> <span class="dim">${t("asked the facilitator")}</span>`
  } ${at(state, one.at)}</p>
    <p class="said">${one.text}</p>
    ${
    one.answered_at !== null ? told(state, one) : html`<p class="answer">${t("No answer yet.")}</p>`
  }
  </li>`;

/** @param {object} state @param {object} app */
export function inbox(state, app) {
  const items = [
    ...state.inbox.map((item) => ({ item, id: item.id, at: item.at })),
    ...(state.questions ?? []).map((one) => ({ one, id: one.id, at: one.answered_at ?? one.at })),
  ].sort((a, b) => b.at - a.at);
  const waiting = items.filter(({ item }) => item && waits(item));
  const first = [...waiting, ...items.filter((one) => !waiting.includes(one))];
  const mine = can(state, "query.answer");
  return panel(
    "inbox",
    t("Inbox"),
    html`<span class="count num">${
      waiting.length
        ? html`
          <span class=${mine ? "warn" : ""}>${tn(
            "{n} waiting",
            "{n} waiting",
            waiting.length,
          )}</span> ·
        `
        : nothing
    }${aloud(items.length, tn("{n} in all", "{n} in all", items.length))}</span>`,
    guard(
      [state.inbox, state.questions, state.you, state.drill, state.ui],
      () =>
        html`<div class="scroll" tabindex="0" role="group" aria-label=${t("Inbox letters")}>
      <ul>${
          repeat(first, ({ id }) => id, ({ item, one }) =>
            item ? letter(state, app, item) : question(state, one))
        }</ul>
      ${items.length ? nothing : none(t("Nothing from outside yet."))}
    </div>`,
    ),
  );
}
