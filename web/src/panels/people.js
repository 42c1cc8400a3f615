// Who is in the room.
//
// Names for tests: region "People"; the rest in oncall.js.
import { html } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { panel } from "../parts.js";
import { SEATS, tagOf } from "../words.js";
import { bringIn } from "./oncall.js";
import { presenceWord } from "./oncall_words.js";

/** A dot and a word for whether somebody is connected. */
export function presence(state, one) {
  const word = presenceWord(state, one);
  return html`<span class="dot" data-here=${word}></span><span class="dim">${word}</span>`;
}

/** People by seat, in the usual order. */
export const seated = (people) =>
  [...people].sort((a, b) => SEATS.indexOf(a.seat) - SEATS.indexOf(b.seat));

/** @param {object} state @param {object} app */
export const people = (state, app) =>
  panel(
    "people",
    "People",
    html`<span class="count num">${state.people.length}</span>`,
    html`<ul class="people">${
      repeat(seated(state.people), (one) => one.person, (one) =>
        html`<li><span class="tag">${tagOf(one.seat)}</span>
        <span class="name">${one.name}${
          one.person === state.you.person
            ? html`
              <span class="dim">(you)</span>
            `
            : ""
        }${
          one.team
            ? html`
              <span class="dim">${one.team}</span>
            `
            : ""
        }</span>${presence(state, one)}</li>`)
    }</ul>${bringIn(state, app)}`,
    "fit",
  );
