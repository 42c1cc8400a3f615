// The left half of the Work tab: look, say what you see, say what you think.
//
// Names for tests: buttons "Look at <source title>", "Look: <title>" in a runbook, "Keep evidence".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { spanText } from "../clock.js";
import { at, button, card, field, form } from "../parts.js";
import { can } from "../state.js";
import { listText } from "../words.js";
import { diagnosis } from "./diagnosis.js";
import { result } from "./found.js";

const KINDS = {
  dashboard: "dashboard",
  logs: "logs",
  traces: "traces",
  changes: "changes",
  runbook: "runbook",
  synthetic: "test",
  support: "support",
  slo: "error budget",
};

const SHOWN = 3;

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
  } · ${one.takes ? `takes ${spanText(one.takes)}` : "at once"}${
    one.captured == null ? nothing : html`
      · <span class="ok">kept ${at(state, one.captured)}</span>
    `
  }</span></span>
    ${
    waits ? nothing : button(state, app, {
      say: looks.length ? "Look again" : "Look",
      rest: ` at ${one.title}`,
      verb: "evidence.query",
      args: { source: one.source },
      focus: one.kind === "changes" ? "look" : undefined,
    })
  }</div>
    ${looks.slice(0, SHOWN).map((look) => result(state, app, look))}
  </li>`;
}

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
            fields: html`${
              field(
                "What is kept: a source as it is now, or anything else",
                html`
                  <input name="what" maxlength="300" required list="sources-to-keep"
                    placeholder="heap dump of node 3, its logs">
                `,
              )
            }<datalist id="sources-to-keep">${
              state.evidence.sources.map(({ title }) => html`<option value=${title}></option>`)
            }</datalist>`,
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
  const titles = new Map(sources.map((one) => [one.source, one.title]));
  const taken = listText(
    looks.filter((look) => look.viewed_at === null)
      .map((look) => titles.get(look.source) ?? look.source),
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
  }${diagnosis(state, app)}`;
}
