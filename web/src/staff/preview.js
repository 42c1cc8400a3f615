// An inject as the team will see it: the letter in the inbox, the line in the channel, and who reads it.
//
// Names for tests: group "As the team sees <id>".
import { html, nothing } from "lit-html";
import { clockText } from "../clock.js";
import { t, tn } from "../i18n.js";
import { channelText, listText, tagOf, titleOf } from "../words.js";
import { readersOf } from "./readers_words.js";

const named = (readers) => listText(readers.map((one) => `${one.name} (${tagOf(one.seat)})`));

/** Who could read it, in a sentence. */
function whoReads(state, channel) {
  const { seat, readers } = readersOf(state, channel);
  if (seat === null) {
    return tn(
      "In {channel} everybody reads it: {n} person.",
      "In {channel} everybody reads it: {n} people.",
      readers.length,
      { channel: channelText(channel) },
    );
  }
  const slots = { title: titleOf(seat), names: named(readers) };
  if (!readers.length) return t("It is for the {title} alone. Nobody reads for them yet.", slots);
  return readers.some((one) => one.seat === seat || one.roles?.includes(seat))
    ? t("Only the {title} reads it: {names}.", slots)
    : t("It is for the {title}. Nobody sits there, so only {names} reads it.", slots);
}

const letter = (inject, time) =>
  html`
    <div class="letter" data-waits=${Boolean(inject.expect)}>
      <p
        class="meta"><b>${inject.name ?? inject.from}</b> <span class="dim">${channelText(
          inject.channel,
        )}</span> ${time
          ? html`<time class="num">${time}</time>`
          : nothing} ${inject.expect?.verb === "query.answer"
          ? html`<span class="warn">${t("waits for an answer")}</span>`
          : nothing}</p>
      <p class="said">${inject.text}</p>
    </div>
  `;

const entry = (inject, time) =>
  html`<p class="entry" data-tone="outside" data-group="chat"><time class="num">${time}</time><span><b
    class="who">${inject.name ?? inject.from}</b> ${
    inject.channel === "incident"
      ? nothing
      : html`<span class="where">${channelText(inject.channel)}</span>`
  } <span class="said">${inject.text}</span></span></p>`;

/** @param {object} state @param {object} inject */
export function preview(state, inject) {
  const when = inject.delivered_at ?? inject.at;
  const time = when === null ? "" : clockText(state.drill.clock0, when);
  return html`
    <div class="preview" role="group" aria-label=${t("As the team sees {id}", { id: inject.id })}>
      <p class="why">${whoReads(state, inject.channel)}</p>
      <h4>${t("In the inbox")}</h4>${letter(inject, time)}
      <h4>${t("In the channel")}</h4>${entry(inject, time)}
    </div>
  `;
}
