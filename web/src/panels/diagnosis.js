// What the team thinks: who is hurt, and what could be the cause.
//
// Names for tests: buttons "Define scope", "State hypothesis", "Record test".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { at, card, choice, field, form, hidden, line, prose } from "../parts.js";
import { can, nameOf } from "../state.js";

const scope = (state, app) =>
  card(
    "Scope",
    html`${
      state.incident.scope
        ? html`<p class="fact"><b>${state.incident.scope.what}</b>: ${state.incident.scope.who}, ${state.incident.scope.how_many}, since ${state.incident.scope.since}</p>`
        : nothing
    }${
      form(state, app, {
        id: "scope",
        verb: "scope.define",
        args: (read) => ({
          who: read("who"),
          how_many: read("how_many"),
          what: read("what"),
          since: read("since"),
        }),
        fields: html`
          <div class="pair">${field(
            "Who",
            line("who", { must: true, focus: "scope", hint: "people who pay by card" }),
          )}${field("How many", line("how_many", { must: true, hint: "about 40%" }))}</div>
          <div class="pair">${field(
            "What fails",
            line("what", { must: true, hint: "checkout" }),
          )}${field("Since", line("since", { must: true, hint: "14:13" }))}</div>
        `,
        submit: state.incident.scope ? "Correct scope" : "Define scope",
        look: "plain",
      })
    }`,
  );

function idea(state, app, one) {
  const done = one.result !== null;
  return html`
    <li
      class="idea"><p><b>${one.suspects}</b> ${one.text} <span class="dim">${nameOf(
        state,
        one.by,
      )}, ${at(state, one.at)}</span></p>
        ${done
          ? html`<p class="fact"><span class=${
            one.result === "confirmed" ? "ok" : "dim"
          }>${one.result}</span> ${one.note}</p>`
          : can(state, "hypothesis.test")
          ? html`<details class="more"><summary>Record a test${
            hidden(` of ${one.suspects}`)
          }</summary>${
            form(state, app, {
              id: `test-${one.id}`,
              verb: "hypothesis.test",
              args: (read) => ({ id: one.id, result: read("result"), note: read("note") }),
              fields: html`<div class="pair">${
                field(
                  "It was",
                  choice("result", ["confirmed", "refuted", "inconclusive"].map((r) => [r, r])),
                )
              }${field("What you saw", line("note"))}</div>`,
              submit: "Record test",
              inline: true,
              look: "plain",
            })
          }</details>`
          : nothing}</li>
  `;
}

const ideas = (state, app) =>
  card(
    "Hypotheses",
    html`<ul class="facts">${
      repeat(state.hypotheses, (one) => one.id, (one) => idea(state, app, one))
    }</ul>${
      form(state, app, {
        id: "idea",
        verb: "hypothesis.state",
        args: (read) => ({ text: read("text"), suspects: read("suspects") }),
        fields: html`${
          field(
            "Suspect",
            choice(
              "suspects",
              state.drill.services.map(({ id, title }) => [
                id,
                title === id ? id : `${title} (${id})`,
              ]),
              "idea",
            ),
          )
        }${
          field(
            "Because",
            prose("text", { must: true, rows: 1, hint: "what would explain what you see" }),
          )
        }`,
        submit: "State hypothesis",
        look: "plain",
      })
    }`,
  );

/** @param {object} state @param {object} app */
export const diagnosis = (state, app) =>
  html`${can(state, "scope.define") ? scope(state, app) : nothing}${
    can(state, "hypothesis.state") || state.hypotheses.length ? ideas(state, app) : nothing
  }`;
