// Who is here, how to get here, and what you yourself do before it begins.
//
// Names for tests: regions "Who is here", "Invite", "Before we start", "Your role"; fields "Join
// link", "Join code", "What is the trouble?"; buttons "I am ready", "I am not ready yet", "Yes, both",
// "No, there is trouble", "Copy join link", "Copy join code", "Remove <name>", "Leave the game day".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { rich, t, tn } from "../i18n.js";
import { hidden, refusal } from "../parts.js";
import { can } from "../state.js";
import { titleOf } from "../words.js";
import { DUTIES } from "./duties.js";
import { button, card, copy, place, sign } from "./parts.js";

const comms = ({ comms: works }) =>
  works === null
    ? sign("", t("call not checked"))
    : works
    ? sign("ok", t("call works"))
    : sign("bad", t("trouble with the call"));

// Once rooms are open, most people are there and not in the lobby; after the end, at the debrief.
function presence(state, one) {
  if (one.online) return sign("ok", t("here"));
  if (!state.rooms.some((room) => room.team === one.team)) return sign("warn", t("away"));
  const room = state.overview?.rooms.find((other) => other.team === one.team);
  return room?.people.some((other) => other.online && !other.bot && other.name === one.name)
    ? sign("ok", t("in the room"))
    : sign("", t("not in the lobby"));
}

function person(state, app, one) {
  const remove = async () => {
    const sure = await app.confirm({
      title: t("Remove {name}?", { name: one.name }),
      text: t("They leave the game day and their room. They can join again with the link."),
      yes: t("Remove"),
    });
    if (sure) app.run("person.remove", { person: one.person });
  };
  const you = one.person === state.you.person;
  return html`<li class="who" data-you=${you ? "" : nothing}>
    <span class="name"><b>${one.name}</b>${
    you
      ? html`
        <span class="dim">${t("you")}</span>
      `
      : nothing
  }</span>
    ${
    can(state, "person.remove")
      ? html`
        <button type="button" class="quiet icon" title=${t("Remove {name}", { name: one.name })}
          @click=${remove}><span aria-hidden="true">×</span>${hidden(
            t("Remove {name}", { name: one.name }),
          )}</button>
      `
      : nothing
  }
    <span class="signs">${presence(state, one)}
      ${
    state.rooms.length ? nothing : one.ready ? sign("ok", t("ready")) : sign("", t("not ready"))
  } ${comms(one)}</span>
    ${one.note ? html`<span class="note">“${one.note}”</span>` : nothing}
    ${one.seat ? html`<span class="place">${place(one)}</span>` : nothing}
  </li>`;
}

/** @param {object} state @param {object} app */
export function whoIsHere(state, app) {
  const { people } = state;
  const ready = people.filter((one) => one.ready).length;
  return card(
    "people",
    t("Who is here"),
    people.length
      ? html`<ul class="whos" role="list">${
        repeat(people, (one) => one.person, (one) => person(state, app, one))
      }</ul>`
      : html`<p class="empty">${
        t("Nobody yet. Send the link or read the code aloud: whoever opens it writes a name and is here.")
      }</p>`,
    {
      aside: people.length
        ? html`<span class="count num">${
          tn("{n} person, {ready} ready", "{n} people, {ready} ready", people.length, { ready })
        }</span>`
        : nothing,
    },
  );
}

/** @param {object} state @param {object} app */
export function invite(state, app) {
  const { join_url: url, join_code: code } = state;
  if (state.state === "over") return nothing;
  if (!url) {
    return card(
      "invite",
      t("Invite"),
      html`<p class="dim">${
        rich("Is somebody missing? The join code is {code}.", {
          code: html`<b class="code num">${code}</b>`,
        })
      }</p>`,
    );
  }
  const select = (event) => event.currentTarget.select();
  return card(
    "invite",
    t("Invite"),
    html`
      <p class="bigcode"><span class="dim">${t(
        "Join code",
      )}</span> <b class="code num">${code}</b></p>
      <div class="row tight"><input id="join-link" readonly value=${url} aria-label=${t(
        "Join link",
      )}
          @focus=${select}><button type="button"
          aria-label=${t("Copy join link")} @click=${() => copy(app, url, "join-link")}>${t(
            "Copy",
          )}</button></div>
    `,
  );
}

function callCheck(state, app, me) {
  if (!can(state, "comms.check")) return nothing;
  const trouble = state.ui.trouble ?? me.comms === false;
  const send = async (event) => {
    event.preventDefault();
    const note = String(new FormData(event.currentTarget).get("note") ?? "").trim();
    if (await app.run("comms.check", note ? { works: false, note } : { works: false }, "call")) {
      app.toast(t("The host can see it."), t("When it works, say so here."), "good");
    }
  };
  const works = async () => {
    if (await app.run("comms.check", { works: true })) app.ui({ trouble: false });
  };
  return html`<fieldset class="check"><legend>${
    t("Can you hear the others on your call, and see this page move?")
  }</legend>
    <div class="row"><button type="button" aria-pressed=${me.comms === true} @click=${works}>${
    t("Yes, both")
  }</button><button type="button" aria-pressed=${me.comms === false}
      aria-expanded=${trouble ? "true" : "false"} @click=${() => app.ui({ trouble: !trouble })}>${
    t("No, there is trouble")
  }</button></div>
    ${
    trouble
      ? html`
        <form class="row tight" id="call"
          @submit=${send}><label class="field grow"><span>${t(
            "What is the trouble?",
          )}</span><input name="note" maxlength="200" autocomplete="off"
                  placeholder=${t("I hear nobody")}></label><button>${t(
                    "Tell the host",
                  )}</button></form>
                ${refusal(state, "call")}
      `
      : nothing
  }</fieldset>`;
}

/** What a member does before it begins. @param {object} state @param {object} app */
export function beforeStart(state, app) {
  const me = state.people.find((one) => one.person === state.you.person);
  if (!me || state.you.room || state.state === "over") return nothing;
  return card(
    "you",
    t("Before we start"),
    html`<div class="before">${callCheck(state, app, me)}
      <div class="row">${
      me.ready
        ? html`${sign("ok", t("You are ready."))} ${
          button(state, app, {
            say: t("I am not ready yet"),
            verb: "member.ready",
            args: { ready: false },
            look: "quiet",
          })
        }`
        : button(state, app, {
          say: t("I am ready"),
          verb: "member.ready",
          args: { ready: true },
          look: "primary big",
        })
    }</div></div>`,
  );
}

/** What a role does and what good looks like. @param {object} state */
export function yourRole(state) {
  const me = state.people.find((one) => one.person === state.you.person);
  if (!me?.seat) return nothing;
  const { does = [], good = [] } = DUTIES[me.seat] ?? {};
  const mates = state.people.filter((one) => one.team === me.team && one !== me);
  const list = (rows) => html`<ul>${rows.map((row) => html`<li>${row}</li>`)}</ul>`;
  return card(
    "role",
    t("Your role"),
    html`
      <p class="drawn"><b>${titleOf(me.seat)}</b> <span class="dim">${t("Team {team}", {
        team: me.team,
      })}</span></p>
      <div class="duty">
        <div><h3>${t("What you do")}</h3>${list(does)}</div>
        <div><h3>${t("What good looks like")}</h3>${list(good)}</div>
      </div>
      ${mates.length
        ? html`<p class="mates dim">${
          t("With you: {names}", {
            names: mates.map((one) => `${one.name} (${titleOf(one.seat)})`).join(", "),
          })
        }</p>`
        : nothing}
      <p class="dim">${t("It is an exercise: nothing is real, and nobody is marked.")}</p>
    `,
    { look: "yours" },
  );
}

/** @param {object} state @param {object} app */
export function leave(state, app) {
  if (!can(state, "member.leave")) return nothing;
  const go = async () => {
    const sure = await app.confirm({
      title: t("Leave the game day?"),
      text: t("Your place becomes free. You can join again with the code."),
      yes: t("Leave"),
    });
    if (sure && await app.run("member.leave")) location.assign("/");
  };
  return html`<button type="button" class="quiet" @click=${go}>${t("Leave the game day")}</button>`;
}
