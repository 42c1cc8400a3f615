// Who may come in, who sits where, and who plays the rest.
//
// Names for tests: region "Seats"; fields "Join link", "Facilitator link", "Seat of <name>",
// "Crew"; buttons "Copy join link", "Copy facilitator link",
// "Remove <name>", "Fill empty seats with bots".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { panel } from "../parts.js";
import { presence, seated } from "../panels/people.js";
import { ROLES, SEATS, tagOf, titleOf } from "../words.js";

const CREWS = ["expert", "average", "chaotic"];

function copy(app, text, field) {
  return async () => {
    try {
      await navigator.clipboard.writeText(text);
      app.toast("The link is copied.", "Paste it where your team is.", "good");
    } catch {
      // Not over https: then select it, and leave the copying to the keyboard.
      document.getElementById(field)?.select();
      app.toast("Press Ctrl+C: the link is selected.", "", "good");
    }
  };
}

/** A link in a field that selects itself, and a button that copies it. */
const link = (app, id, name, url) =>
  html`<span class="row tight"><input id=${id} readonly value=${url} aria-label=${name}
    @focus=${(event) => event.currentTarget.select()}><button type="button" @click=${
    copy(app, url, id)
  }>Copy<span class="vh"> ${name.toLowerCase()}</span></button></span>`;

const invite = (app) => {
  const { joinUrl, joinCode, facilitatorUrl } = document.body.dataset;
  return html`
    <div class="pad invite">
      <label
        class="field"><span>Join link <span class="dim">or code <b class="num">${joinCode}</b></span></span>
          ${link(app, "join-link", "Join link", joinUrl)}</label>
      <details class="more"><summary>Somebody to help you facilitate?</summary>
          <p class="why">This link runs the drill and shows everything behind the curtain. Keep it from those who play.</p>
          ${link(app, "facilitator-link", "Facilitator link", facilitatorUrl)}</details>
    </div>
  `;
};

function person(state, app, one) {
  const move = async (event) => {
    const select = event.currentTarget;
    // Refused: back to where they still sit.
    if (!await app.run("seat.move", { person: one.person, seat: select.value })) {
      select.value = one.seat;
    }
  };
  const remove = async () => {
    const sure = await app.confirm({
      title: `Remove ${one.name}?`,
      text: "The seat becomes free. They can join again with the link.",
      yes: "Remove",
    });
    if (sure) app.run("seat.remove", { person: one.person });
  };
  return html`<li><span class="name">${one.name} ${
    one.roles.map((role) =>
      html`<span class="tag" title="holds the role ${titleOf(role)}">${tagOf(role)} ✓</span>`
    )
  }</span>${presence(state, one)}${
    one.persona
      ? html`<span class="dim">${one.team ? `came for ${one.team}` : "came to help"}</span>`
      : html`
        <select aria-label="Seat of ${one.name}" @change=${move}
          ?disabled=${state.drill.phase === "ended"}>${SEATS.map((seat) =>
            html`<option value=${seat} .selected=${seat === one.seat}>${tagOf(seat)}</option>`
          )}</select>
        <button type="button" class="quiet icon" title="Remove ${one.name}" @click=${remove}><span
          aria-hidden="true">×</span><span class="vh">Remove ${one.name}</span></button>
      `
  }</li>`;
}

function bots(app, empty) {
  const fill = async (event) => {
    event.preventDefault();
    const crew = new FormData(event.currentTarget).get("crew");
    for (const seat of empty) {
      if (!await app.run("seat.bot", { seat, crew })) break;
    }
  };
  return html`<form class="row pad" @submit=${fill}>
    <label class="field inline"><span>Crew</span><select name="crew" aria-label="Crew">${
    CREWS.map((crew) => html`<option ?selected=${crew === "expert"}>${crew}</option>`)
  }</select></label>
    <button>Fill empty seats with bots</button></form>`;
}

/** @param {object} state @param {object} app */
export function seats(state, app) {
  const taken = (role) => state.people.some((one) => one.seat === role);
  const empty = ROLES.filter((role) => !taken(role));
  return panel(
    "seats",
    "Seats",
    html`<span class="count num">${state.people.length} in the room</span>`,
    html`<div class="scroll">${invite(app)}
      <ul class="people staff">${
      repeat(seated(state.people), (one) => one.person, (one) => person(state, app, one))
    }${
      empty.map((role) =>
        html`<li class="empty"><span class="dim">${titleOf(role)}: nobody</span></li>`
      )
    }</ul>
      ${empty.length && state.drill.phase !== "ended" ? bots(app, empty) : nothing}
    </div>`,
  );
}
