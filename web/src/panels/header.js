// The incident header: what everybody must be able to say at a glance.
//
// Names for tests: region "Incident"; button "Theme: auto"; button "Keys and help".
import { html, nothing } from "lit-html";
import { at, moving } from "../parts.js";
import { rankOf, ROLES, tagOf, titleOf } from "../words.js";
import { nextTheme, theme } from "../theme.js";

const LINKS = {
  connecting: "Connecting",
  live: "Live",
  lost: "Reconnecting",
  refused: "Not connected",
};

const cell = (label, value, look = "") =>
  html`
    <div class="cell ${look}">
      <dt>${label}</dt>
      <dd>${value}</dd>
    </div>
  `;

function roleCell(state, role) {
  const held = state.incident.roles[role];
  const label = html`<abbr title=${titleOf(role)}>${tagOf(role)}</abbr>`;
  if (!held) return cell(label, html`<span class="dim">nobody</span>`, "role");
  const mine = held.to === state.you.person;
  return cell(
    label,
    held.accepted_at === null
      ? html`<span class="warn">${held.name}</span> <span class="dim">asked</span>`
      : html`
        <span class=${mine ? "mine" : ""}>${held.name}</span><span class="ok"
          title="accepted"> ✓<span class="vh">accepted</span></span>
      `,
    "role",
  );
}

function severity(state) {
  const { severity: level, declared_at } = state.incident;
  if (!level) {
    return html`<span class="pill" data-rank="9">${
      declared_at === null ? "no incident" : "no severity"
    }</span>`;
  }
  const rank = rankOf(state.drill.severities, level);
  return html`<span class="pill" data-rank=${rank}>${level}</span>`;
}

function stage({ drill, incident, statuspage }) {
  if (drill.phase === "lobby") return "Waiting for the start";
  if (drill.phase === "ended") return "Drill ended";
  if (incident.resolved_at !== null) return "Resolved";
  if (incident.declared_at === null) return "Not declared";
  return statuspage.stage ? `Public: ${statuspage.stage}` : "Declared, nothing public yet";
}

const promise = (state, when) =>
  when === null || state.incident.resolved_at !== null || state.drill.phase === "ended"
    ? html`<span class="dim">none</span>`
    : html`${at(state, when)} <span class="dim">${moving("left", when)}</span>`;

/** Whether the line is up; said aloud when it changes. */
export function linkState({ ui }) {
  const { status, waiting } = ui.link;
  const queue = waiting > 0 && status !== "live" ? ` · ${waiting} to send` : "";
  return html`<span class="link" data-link=${status} role="status">${LINKS[status]}${queue}</span>`;
}

/** Theme and help, in the corner of every live page. */
export const corner = (app) =>
  html`
    <span class="corner">
      <button type="button" class="quiet icon" title="Theme: ${theme()}"
        @click=${() => {
          nextTheme();
          app.ui({});
        }}><span aria-hidden="true">◐</span><span class="vh">Theme: ${theme()}</span></button>
      <button type="button" class="quiet icon" title="Keys and help (?)"
        @click=${() =>
          app.ui({
            help: true,
          })}><span aria-hidden="true">?</span><span class="vh">Keys and help</span></button>
    </span>
  `;

/** The drill's time of day, and whether it runs. */
export function clockFace({ drill, clock }) {
  const badge = drill.phase === "lobby" ? "lobby" : drill.frozen ? "stopped" : drill.phase;
  return html`
    <div class="face" data-phase=${drill.phase}>
      <span class="now num" data-live="clock" aria-label="Drill clock"></span>
      <span class="beat">${badge === "running"
        ? html`<span class="dim num" data-live="run"></span> ${
          clock.speed === 1 ? nothing : html`<b>${clock.speed}×</b>`
        }`
        : html`<b class="badge">${badge}</b>`}</span>
    </div>
  `;
}

/** @param {object} state @param {object} app */
export function header(state, app) {
  const { incident, drill } = state;
  const { declared_at, resolved_at, promised } = incident;
  return html`<section class="top" aria-label="Incident">
    <div class="what">
      <h1 title=${drill.brief}>${incident.title || drill.title}</h1>
      <p>${severity(state)} <span class="stage">${stage(state)}</span></p>
    </div>
    <dl class="cells">
      ${ROLES.map((role) => roleCell(state, role))}
      ${
    cell(
      resolved_at === null ? "Declared" : "Resolved",
      declared_at === null
        ? html`<span class="dim">not yet</span>`
        : html`${moving("since", resolved_at ?? declared_at)} ago`,
    )
  }
      ${cell("Next internal", promise(state, promised.internal), "due")}
      ${cell("Next public", promise(state, promised.public), "due")}
    </dl>
    ${clockFace(state)}
    <div class="me">
      <span><b>${state.you.name}</b> ${
    state.you.seat === "facilitator"
      ? nothing
      : html`<span class="dim">${tagOf(state.you.seat)}</span>`
  }</span>
      ${linkState(state)}
    </div>
    ${corner(app)}
  </section>`;
}
