// What a look has found: lines, readings, a trace, the steps of a runbook, an error budget.
import { html, nothing } from "lit-html";
import { at, button, hidden, moving, none } from "../parts.js";
import { can, nameOf } from "../state.js";
import { quantityText, signalText } from "../words.js";
import { showAction } from "./changes.js";
import { budget, waterfall, WIDTH } from "./look_words.js";

const reading = ({ series, value, unit, text }) => {
  const [service, signal] = series.split(".");
  return html`<li><span class="dim">${service} ${signalText(signal)}</span> <b class="num">${
    text || quantityText(value, unit)
  }</b></li>`;
};

const bar = (x, width, look = "") =>
  html`
    <svg class="bar ${look}" viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none"
      aria-hidden="true">
      <rect x=${x} width=${width} height="10"></rect>
    </svg>
  `;

const trace = (spans) =>
  html`<ol class="trace" aria-label="Trace">${
    waterfall(spans).map((row) =>
      html`<li><span class="op" data-depth=${row.depth}>${row.name} <span
        class="dim">${row.service}</span></span>${
        bar(row.x, row.width, row.depth ? "" : "root")
      }<span class="num">${row.text}${hidden(row.rest)}</span></li>`
    )
  }</ol>`;

const open = (state, step) =>
  can(state, "action.propose")
    ? html`<button type="button" class="small" @click=${() =>
      showAction(step.do)}>Open: ${step.do_title}</button>`
    : html`<span class="dim">${step.do_title}</span>`;

const steps = (state, app, list) =>
  html`<ol class="steps">${
    list.map((step) =>
      html`<li>${step.text} ${step.do ? open(state, step) : nothing}${
        step.look
          ? button(state, app, {
            say: `Look: ${step.look_title}`,
            verb: "evidence.query",
            args: { source: step.look },
            look: "small",
          })
          : nothing
      }</li>`
    )
  }</ol>`;

function slo(one) {
  const said = budget(one);
  const [service, signal] = one.series.split(".");
  return html`<figure class="slo" data-tone=${said.tone}>
    <figcaption>${service} ${signalText(signal)}: <b class="num">${said.aim}</b></figcaption>
    <p><b class="num">${said.left}</b> <span class="dim">of the error budget</span></p>
    ${bar(0, said.share * WIDTH, "budget")}
    <p class="num">Burns ${said.burn}${said.end ? `; ${said.end}` : ""}</p>
    <p class="dim num">${said.spent}</p>
  </figure>`;
}

function parts(state, app, look) {
  const { lines, readings, spans = [], steps: list = [], kind } = look;
  const unknown = kind === "slo" && !look.slo && !lines.length;
  return html`${lines.length ? html`<pre tabindex="0">${lines.join("\n")}</pre>` : nothing}${
    spans.length ? trace(spans) : nothing
  }${list.length ? steps(state, app, list) : nothing}${
    look.slo
      ? slo(look.slo)
      : unknown
      ? none("No data: nobody measures it at the moment.")
      : nothing
  }${readings.length ? html`<ul class="readings">${readings.map(reading)}</ul>` : nothing}${
    lines.length || readings.length || spans.length || list.length || kind === "slo"
      ? nothing
      : none("Nothing to see there.")
  }`;
}

/**
 * A look, while it takes and after.
 *
 * @param {object} state @param {object} app @param {object} look
 */
export function result(state, app, look) {
  if (look.viewed_at === null) {
    return html`<div class="wait"><progress max="1" data-live="part" data-at=${look.asked_at}
      data-until=${look.ready_at} aria-label="Looking"></progress> ${
      moving("left", look.ready_at)
    }</div>`;
  }
  return html`
    <details class="result"
      open><summary>${at(
        state,
        look.viewed_at,
      )} <span class="dim">seen${look.by === state.you.person ? "" : html`
        by ${nameOf(state, look.by)}
      `}</span></summary>${parts(state, app, look)}</details>
  `;
}
