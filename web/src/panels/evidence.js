// The left half of the Work tab: look, say what you see, say what you think.
//
// Names for tests: buttons "Look at <source title>", "Define scope", "State hypothesis", "Record
// test", "Keep evidence".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { spanText } from "../clock.js";
import {
  at,
  button,
  card,
  choice,
  field,
  form,
  hidden,
  line,
  moving,
  none,
  prose,
} from "../parts.js";
import { can, nameOf } from "../state.js";
import { listText, quantityText, signalText } from "../words.js";

const KINDS = {
  dashboard: "dashboard",
  logs: "logs",
  traces: "traces",
  changes: "changes",
  runbook: "runbook",
  synthetic: "test",
  support: "support",
};

const reading = ({ series, value, unit, text }) => {
  const [service, signal] = series.split(".");
  return html`<li><span class="dim">${service} ${signalText(signal)}</span> <b class="num">${
    text || quantityText(value, unit)
  }</b></li>`;
};

function result(state, look) {
  if (look.viewed_at === null) {
    return html`<div class="wait"><progress max="1" data-live="part" data-at=${look.asked_at}
      data-until=${look.ready_at} aria-label="Looking"></progress> ${
      moving("left", look.ready_at)
    }</div>`;
  }
  return html`<details class="result" open><summary>${
    at(state, look.viewed_at)
  } <span class="dim">seen${
    look.by === state.you.person ? "" : html`
      by ${nameOf(state, look.by)}
    `
  }</span></summary>
    ${look.lines.length ? html`<pre tabindex="0">${look.lines.join("\n")}</pre>` : nothing}
    ${
    look.readings.length ? html`<ul class="readings">${look.readings.map(reading)}</ul>` : nothing
  }${
    look.lines.length || look.readings.length ? nothing : none("Nothing to see there.")
  }</details>`;
}

function source(state, app, one) {
  const looks = state.evidence.looks.filter((look) => look.source === one.source).reverse();
  const waits = looks.some((look) => look.viewed_at === null);
  return html`<li class="source">
    <div class="line"><span>${one.title} <span class="dim">${KINDS[one.kind] ?? one.kind}${
    one.deep
      ? html`
        · <span title="By the book the Incident Commander leaves this to others">deep</span>
      `
      : nothing
  } · ${one.takes ? `takes ${spanText(one.takes)}` : "at once"}</span></span>
    ${
    waits ? nothing : button(state, app, {
      say: looks.length ? "Look again" : "Look",
      rest: ` at ${one.title}`,
      verb: "evidence.query",
      args: { source: one.source },
      focus: one.kind === "changes" ? "look" : undefined,
    })
  }</div>
    ${looks.slice(0, 3).map((look) => result(state, look))}
  </li>`;
}

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

const capture = (state, app) =>
  can(state, "evidence.capture")
    ? html`
      <details
        class="more"><summary>Keep evidence before a change destroys it</summary>${form(
          state,
          app,
          {
            id: "capture",
            verb: "evidence.capture",
            args: (read) => ({ what: read("what") }),
            fields: field(
              "What is kept",
              line("what", { must: true, hint: "heap dump of node 3, its logs" }),
            ),
            submit: "Keep evidence",
            inline: true,
            look: "plain",
          },
        )}</details>
    `
    : nothing;

/** @param {object} state @param {object} app */
export function evidence(state, app) {
  const { sources, looks } = state.evidence;
  const taken = listText(
    looks.filter((look) => look.viewed_at === null).map((look) => look.source),
  );
  return html`${
    card(
      "Look",
      html`<p class="why">${
        taken ? `Looking at ${taken}.` : "Every look shows this moment, and costs drill time."
      }</p><ul class="sources">${
        repeat(sources, (one) => one.source, (one) => source(state, app, one))
      }</ul>${capture(state, app)}`,
    )
  }${can(state, "scope.define") ? scope(state, app) : nothing}${
    can(state, "hypothesis.state") || state.hypotheses.length ? ideas(state, app) : nothing
  }`;
}
