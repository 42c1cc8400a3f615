// Before the start: what this is about, what your role does and what good looks like, who is here and
// can be heard, and what happens next.
//
// Names for tests: region "Before the start"; buttons "I am ready", "Not ready after all", "I hear
// and am heard", "Something is wrong"; field "What is wrong", button "Say so"; list "Who is here".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { rich, t, tn } from "../../i18n.js";
import { button, field, form, line } from "../../parts.js";
import { can, isSolo } from "../../state.js";
import { tagOf, titleOf } from "../../words.js";
import { DUTIES, GOOD } from "./duties.js";
import { presence, seated } from "../people/people.js";
import "./aside_sheet.js";

const list = (texts) =>
  html`<ul class="duties">${texts.map((text) => html`<li>${text}</li>`)}</ul>`;

function role({ you }) {
  const duties = DUTIES[you.seat] ?? [];
  const good = GOOD[you.seat] ?? [];
  return html`
    <section class="rolecard">
      <h3>${t("You are the {title}", { title: titleOf(you.seat) })}</h3>
      ${list(duties)}
      ${good.length ? html`<h4>${t("What good looks like")}</h4>${list(good)}` : nothing}
    </section>
  `;
}

const heard = (comms) =>
  comms === true
    ? html`<span class="ok">${t("✓ heard")}</span>`
    : comms === false
    ? html`<span class="bad">${t("✗ not heard")}</span>`
    : html`<span class="dim">${t("not checked")}</span>`;

const person = (state, one) =>
  html`
    <li data-ready=${one.ready ?? false}>
      <span class="tag">${tagOf(one.seat)}</span>
      <span class="name">${one.name}${one.person === state.you.person
        ? html`
          <span class="dim">${t("(you)")}</span>
        `
        : nothing}</span>
      ${one.bot || one.persona || isSolo(state)
        ? nothing
        : html`<span class="comms">${heard(one.comms ?? null)}</span>`}
      ${isSolo(state)
        ? nothing
        : one.ready || one.bot
        ? html`<span class="ok">${t("✓ ready")}</span>`
        : html`<span class="dim">${t("not ready yet")}</span>`}${presence(state, one)}
    </li>
  `;

function here(state) {
  const people = state.people.filter((one) => !one.persona);
  const ready = people.filter((one) => one.ready || one.bot).length;
  return html`
    <section>
      <h3>${t("Who is here")} <span class="count num">${isSolo(state)
        ? tn("{n} here", "{n} here", people.length)
        : tn("{ready} of {n} ready", "{ready} of {n} ready", people.length, { ready })}</span></h3>
      <ul class="people here" aria-label=${t("Who is here")}>${repeat(
        seated(people),
        (one) => one.person,
        (one) => person(state, one),
      )}</ul>
    </section>
  `;
}

function check(state, app, me) {
  if (!can(state, "comms.check") || isSolo(state)) return nothing;
  const ok = me?.comms === true;
  return html`
    <div class="step" data-done=${ok}>
      <p><b>${t("Can you hear the others, and they you?")}</b> ${t(
        "Say a word on the call, or in the channel if there is no call.",
      )}</p>
      <div class="row">${button(state, app, {
        say: t("I hear and am heard"),
        verb: "comms.check",
        args: { works: true },
        look: ok ? "" : "primary",
      })}${ok ? html`<span class="ok">${t("✓ said")}</span>` : nothing}</div>
      <details class="more" ?open=${me?.comms === false}>
        <summary>${t("Something is wrong")}</summary>
        ${form(state, app, {
          id: "comms-check",
          verb: "comms.check",
          args: (read) => ({ works: false, note: read("note") }),
          fields: field(
            t("What is wrong"),
            line("note", { must: true, hint: t("no sound, wrong link …") }),
          ),
          submit: t("Say so"),
          inline: true,
          look: "plain",
        })}
      </details>
    </div>
  `;
}

function readiness(state, app, me) {
  if (!can(state, "seat.ready") || isSolo(state)) return nothing;
  const ready = me?.ready === true;
  return html`
    <div class="step" data-done=${ready}>
      <p><b>${t("Have you read your role?")}</b> ${t("Then say so; nothing starts by it.")}</p>
      <div class="row">${button(state, app, {
        say: ready ? t("Not ready after all") : t("I am ready"),
        verb: "seat.ready",
        args: { ready: !ready },
        look: ready ? "quiet" : "primary big",
        focus: "ready",
      })}${ready ? html`<span class="ok">${t("✓ ready")}</span>` : nothing}</div>
    </div>
  `;
}

const next = (state) =>
  html`
    <section>
      <h3>${t("What happens next")}</h3>
      <ol class="duties">
        <li>${isSolo(state)
          ? t("You start the drill when you are ready.")
          : t("The facilitator starts the clock when everybody is ready.")}</li>
        <li>${t(
          "At first nothing may happen. Watch the charts and the alerts; everything comes from there.",
        )}</li>
        <li>${t(
          "Play it as you would at work. Say what you do in the channel, so that others can follow.",
        )}</li>
        <li>${t(
          "After the end you see together what went well, and what the system makes hard.",
        )}</li>
      </ol>
      <p class="dim">${rich(
        "This is an exercise: nothing here is real, and nobody is marked. Press {key} for the keys.",
        { key: html`<kbd>?</kbd>` },
      )}</p>
    </section>
  `;

/** @param {object} state @param {object} app */
export function lobby(state, app) {
  const me = state.people.find((one) => one.person === state.you.person);
  return html`
    <section class="panel work" id="work" aria-label=${t("Before the start")}>
      <div class="scroll area lobby" tabindex="0" role="group" aria-label=${t("Briefing")}>
        <h2>${state.drill.title}</h2>
        <p class="brief">${state.drill.brief}</p>
        ${role(state)}
        <div class="steps-before">${check(state, app, me)}${readiness(state, app, me)}</div>
        ${here(state)}${next(state)}
      </div>
    </section>
  `;
}
