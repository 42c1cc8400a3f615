// Who sits where, how they are, and who plays the rest.
//
// Names for tests: region "Seats"; fields "Seat of <name>", "Crew", "and a responder"; buttons "Remove
// <name>", "Lower the hand of <name>", "Fill empty seats with bots", "Add a responder bot"; the links
// in invite.js.
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { rich, t, tn } from "../i18n.js";
import { presence, seated } from "../panels/people/people.js";
import { button, hidden, moving, panel } from "../parts.js";
import { can } from "../state.js";
import { ROLES, tagOf, titleOf } from "../words.js";
import { invite } from "./invite.js";

const GIVEN = ["ic", "ol", "cl", "responder", "scribe", "planner", "observer", "evaluator"];
const CREWS = [["expert", t("expert")], ["average", t("average")], ["chaotic", t("chaotic")]];

const roles = (one) =>
  one.roles.map((role) =>
    html`<span class="tag" title=${t("holds the role {title}", { title: titleOf(role) })}>${
      tagOf(role)
    } ✓</span>`
  );

// An evaluator lowers nobody's hand but their own.
const lowers = (state, one) =>
  state.drill.phase !== "ended" && (can(state, "seat.move") || one.person === state.you.person);

const lower = (state, app, { person, name }) =>
  button(state, app, {
    say: t("Lower"),
    name: t("Lower the hand of {name}", { name }),
    verb: "hand.lower",
    args: { person },
    look: "small",
  });

/** What somebody has said of themselves: ready, heard, with a raised hand. */
function marks(state, app, one) {
  const lobby = state.drill.phase === "lobby";
  const plays = !one.bot && !one.persona;
  return html`${
    lobby && plays
      ? html`<span class="said-so ${one.ready ? "ok" : "dim"}">${
        one.ready ? t("✓ ready") : t("not ready")
      }</span>`
      : nothing
  }${
    lobby && one.comms !== null && one.comms !== undefined
      ? html`<span class="said-so ${one.comms ? "ok" : "warn"}">${
        one.comms ? t("✓ line works") : t("⚠ line does not work")
      }</span>`
      : nothing
  }${
    one.hand
      ? html`<span class="said-so raised">${
        rich("☝ hand up, {span}", { span: moving("since", one.hand.at) })
      }${
        one.hand.text
          ? html`
            “${one.hand.text}”
          `
          : nothing
      }</span>${lowers(state, one) ? lower(state, app, one) : nothing}`
      : nothing
  }`;
}

/** When somebody last did something. */
function last(state, one) {
  const row = state.load?.find(({ person }) => person === one.person);
  if (!row || row.last_at === null || state.drill.phase === "lobby") return nothing;
  return html`<span class="dim">${
    rich("{span} ago", { span: moving("since", row.last_at) })
  }</span>`;
}

function place(state, app, one) {
  if (one.persona) {
    return html`<span class="dim">${
      one.team ? t("came for {team}", { team: one.team }) : t("came to help")
    }</span>`;
  }
  if (!can(state, "seat.move") || state.drill.phase === "ended") {
    return html`<span class="tag">${tagOf(one.seat)}</span>`;
  }
  const move = async (event) => {
    const select = event.currentTarget;
    // Refused: back to where they still sit.
    if (!await app.run("seat.move", { person: one.person, seat: select.value })) {
      select.value = one.seat;
    }
  };
  const remove = async () => {
    const sure = await app.confirm({
      title: t("Remove {name}?", { name: one.name }),
      text: t("The seat becomes free. They can join again with the link."),
      yes: t("Remove"),
      moot: () => !app.state.people.some(({ person }) => person === one.person),
    });
    if (sure) app.run("seat.remove", { person: one.person });
  };
  return html`
    <select aria-label=${t("Seat of {name}", { name: one.name })} @change=${move}
      ?disabled=${one.bot}>${GIVEN.map((seat) =>
        html`<option value=${seat} .selected=${seat === one.seat}>${tagOf(seat)}</option>`
      )}</select>
    <button type="button" class="quiet icon" title=${t("Remove {name}", { name: one.name })}
      @click=${remove}><span aria-hidden="true">×</span>${hidden(
        t("Remove {name}", { name: one.name }),
      )}</button>
  `;
}

const person = (state, app, one) =>
  html`<li><span class="name">${one.name} ${roles(one)}</span><span class="state">${
    presence(state, one)
  }${last(state, one)}</span><span class="place">${
    place(state, app, one)
  }</span><span class="marks-line">${marks(state, app, one)}</span></li>`;

function bots(state, app, empty) {
  if (!can(state, "seat.bot") || state.drill.phase === "ended") return nothing;
  const helped = state.people.some((one) => one.seat === "responder" && one.bot);
  if (!empty.length && helped) return nothing;
  const fill = async (event) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const also = !empty.length || data.has("responder") ? ["responder"] : [];
    for (const seat of [...empty, ...also]) {
      if (!await app.run("seat.bot", { seat, crew: data.get("crew") })) break;
    }
  };
  return html`<form class="row pad" @submit=${fill}>
    <label class="field inline"><span>${t("Crew")}</span><select name="crew" aria-label=${
    t("Crew")
  }>${
    CREWS.map(([crew, text]) =>
      html`<option value=${crew} ?selected=${crew === "expert"}>${text}</option>`
    )
  }</select></label>${
    empty.length && !helped
      ? html`<label class="tick"><input type="checkbox" name="responder">${
        t("and a responder")
      }</label>`
      : nothing
  }
    <button>${
    empty.length ? t("Fill empty seats with bots") : t("Add a responder bot")
  }</button></form>`;
}

/** @param {object} state @param {object} app */
export function seats(state, app) {
  const taken = (role) => state.people.some((one) => one.seat === role);
  const empty = ROLES.filter((role) => !taken(role));
  return panel(
    "seats",
    t("Seats"),
    html`<span class="count num">${
      tn("{n} in the room", "{n} in the room", state.people.length)
    }</span>`,
    html`<div class="scroll">${invite(app)}
      <ul class="people staff">${
      repeat(seated(state.people), (one) => one.person, (one) => person(state, app, one))
    }${
      empty.map((role) =>
        html`<li class="empty"><span class="dim">${
          t("{title}: nobody", { title: titleOf(role) })
        }</span></li>`
      )
    }</ul>
      ${bots(state, app, empty)}
    </div>`,
  );
}
