// Who is in the room: seats and roles, who is connected, whose hand is up, how many report to the
// commander; and a word with the facilitator.
//
// Names for tests: region "People"; buttons "Raise hand", "Lower hand", "Ask the facilitator"; the
// rest in oncall.js and bridge.js.
import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { repeat } from "lit-html/directives/repeat.js";
import { t, tn } from "../../i18n.js";
import { at, button, panel, stopped } from "../../parts.js";
import { can, isSolo } from "../../state.js";
import { SEATS, tagOf } from "../../words.js";
import { bridge } from "./bridge.js";
import { bringIn } from "./oncall.js";
import { presenceWord } from "./oncall_words.js";

const WIDE = 7; // more direct reports than this are more than one person can keep in mind
const WORDS = { here: t("here"), away: t("away"), bot: t("bot") };

/** A dot and a word for whether somebody is connected. */
export function presence(state, one) {
  const word = presenceWord(state, one);
  return html`<span class="dot" data-here=${word}></span><span class="dim">${
    WORDS[word] ?? word
  }</span>`;
}

const place = (seat) => SEATS.includes(seat) ? SEATS.indexOf(seat) : SEATS.length;

/** People by seat, in the usual order. */
export const seated = (people) => [...people].sort((a, b) => place(a.seat) - place(b.seat));

/** The roles somebody holds that their seat does not say. */
const others = ({ seat, roles = [] }) => roles.filter((role) => role !== seat);

const hand = (state, { hand: up }) =>
  up
    ? html`
      <span class="hand" title=${up.text || nothing}><b>${t("Hand up")}</b> ${at(
        state,
        up.at,
      )}${up.text
        ? html`
          ${up.text}
        `
        : nothing}</span>
    `
    : nothing;

const row = (state, one) =>
  html`<li><span class="tag">${tagOf(one.seat)}</span>
        <span class="name">${one.name}${
    one.person === state.you.person
      ? html`
        <span class="dim">${t("(you)")}</span>
      `
      : nothing
  }${
    others(one).map((role) =>
      html`
        <span class="tag" title=${t("holds this role")}>${tagOf(role)}</span>
      `
    )
  }${
    one.team
      ? html`
        <span class="dim">${one.team}</span>
      `
      : nothing
  }</span>${hand(state, one)}${presence(state, one)}</li>`;

function span({ incident }) {
  if (!incident.span) return nothing;
  const text = tn("{n} reports to the IC", "{n} report to the IC", incident.span);
  return html`<p class="span">${
    incident.span > WIDE
      ? html`<b class="warn">${text}</b> ${
        t("More than one person can lead: think of leads between.")
      }`
      : html`<span class="dim">${text}</span>`
  }</p>`;
}

/** The raised hand of this page's person, or null. */
export const myHand = (state) =>
  state.people.find((one) => one.person === state.you.person)?.hand ?? null;

const words = (state, app) =>
  html`<div class="row talk">${
    button(state, app, {
      say: myHand(state) ? t("Lower hand") : t("Raise hand"),
      verb: myHand(state) ? "hand.lower" : "hand.raise",
      look: `small ${myHand(state) ? "primary" : ""}`,
      focus: "hand",
    })
  }${
    can(state, "ask")
      ? html`
        <button type="button" class="small" data-focus="ask-facilitator"
          ?disabled=${stopped(state, "ask")} @click=${() => app.ui({ asking: true })}>${t(
            "Ask the facilitator",
          )}</button>
      `
      : nothing
  }</div>`;

/** @param {object} state @param {object} app */
export const people = (state, app) =>
  panel(
    "people",
    t("People"),
    html`<span class="count num">${
      tn(
        "{n} here",
        "{n} here",
        state.people.filter((one) =>
          one.persona || one.bot ||
          state.online.includes(one.person)
        ).length,
      )
    }</span>`,
    guard(
      [
        state.people,
        state.online,
        state.incident,
        state.bridge,
        state.oncall,
        state.pages,
        state.you,
        state.drill,
        state.ui,
      ],
      () =>
        html`<div class="scroll" tabindex="0" role="group" aria-label=${t("Everybody here")}>
        <ul class="people">${
          repeat(seated(state.people), (one) => one.person, (one) => row(state, one))
        }</ul>${span(state)}${isSolo(state) ? nothing : words(state, app)}${bridge(state, app)}${
          state.drill.phase === "lobby" ? nothing : bringIn(state, app)
        }</div>`,
    ),
  );
