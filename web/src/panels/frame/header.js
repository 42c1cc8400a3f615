// The incident header: what everybody must be able to say at a glance.
//
// Names for tests: region "Incident"; button "About this drill"; button "Theme: auto"; button "Keys
// and help".
import { html, nothing } from "lit-html";
import { rich, t, tn } from "../../i18n.js";
import { at, moving } from "../../parts.js";
import { rankOf, ROLES, tagOf, titleOf } from "../../words.js";
import { nextTheme, theme } from "../../theme.js";

const LINKS = {
  connecting: t("Connecting"),
  live: t("Live"),
  lost: t("Reconnecting"),
  refused: t("Not connected"),
};
const THEMES = { auto: t("Theme: auto"), light: t("Theme: light"), dark: t("Theme: dark") };
const PHASES = { lobby: t("lobby"), paused: t("paused"), ended: t("ended") };
const STAGES = {
  investigating: t("Public: investigating"),
  identified: t("Public: identified"),
  monitoring: t("Public: monitoring"),
  resolved: t("Public: resolved"),
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
  if (!held) {
    const why = t("Nobody holds this role yet: taking the seat is not taking the role");
    return cell(label, html`<span class="dim" title=${why}>${t("nobody")}</span>`, "role");
  }
  const mine = held.to === state.you.person;
  return cell(
    label,
    held.accepted_at === null
      ? html`<span class="warn">${held.name}</span> <span class="dim">${t("asked")}</span>`
      : html`
        <span class=${mine ? "mine" : ""}>${held.name}</span><span class="ok"
          title=${t("has accepted")}> ✓<span class="vh">${t("has accepted")}</span></span>
      `,
    "role",
  );
}

function severity(state) {
  const { severity: level, declared_at } = state.incident;
  if (!level) {
    return html`<span class="pill" data-rank="9">${
      declared_at === null ? t("no incident") : t("no severity")
    }</span>`;
  }
  const rank = rankOf(state.drill.severities, level);
  return html`<span class="pill" data-rank=${rank}>${level}</span>`;
}

function stage({ drill, incident, statuspage }) {
  if (drill.phase === "lobby") return t("Waiting for the start");
  if (drill.phase === "ended") return t("Drill ended");
  if (incident.resolved_at !== null) return t("Incident resolved");
  if (incident.declared_at === null) return t("Not declared");
  return STAGES[statuspage.stage] ?? t("Declared, nothing public yet");
}

// The cell itself changes when it is late (room.css looks for data-late), and says so in words.
const promise = (state, when) =>
  when === null || state.incident.resolved_at !== null || state.drill.phase === "ended"
    ? html`<span class="dim">${t("nothing due")}</span>`
    : html`${at(state, when)} <span class="until">${moving("left", when)}</span>`;

/** Whether the line is up; said aloud when it changes. */
export function linkState({ ui }) {
  const { status, waiting } = ui.link;
  const queue = waiting > 0 && status !== "live"
    ? ` · ${tn("{n} to send", "{n} to send", waiting)}`
    : "";
  return html`<span class="link" data-link=${status} role="status">${LINKS[status]}${queue}</span>`;
}

/** Theme and help, in the corner of every live page. */
export const corner = (app) =>
  html`
    <span class="corner">
      <button type="button" class="quiet icon" title=${THEMES[theme()]}
        @click=${() => {
          nextTheme();
          app.ui({});
        }}><span aria-hidden="true">◐</span><span class="vh">${THEMES[theme()]}</span></button>
      <button type="button" class="quiet icon" title=${t("Keys and help (?)")}
        @click=${() =>
          app.ui({
            help: true,
          })}><span aria-hidden="true">?</span><span class="vh">${t(
            "Keys and help",
          )}</span></button>
    </span>
  `;

/** The drill's time of day, in its zone, and whether it runs. */
export function clockFace({ drill, clock }) {
  const badge = drill.frozen ? t("halted") : PHASES[drill.phase];
  return html`
    <div class="face" data-phase=${drill.phase}>
      <span class="now num" data-live="clock" aria-label=${t("Drill clock")}></span>
      <span class="beat"><span class="zone" title=${t("All times are the scenario's")}>${zoneText(
        drill.zone,
      )}</span> ${badge
        ? html`<b class="badge">${badge}</b>`
        : html`<span class="dim num" data-live="run"></span> ${
          clock.speed === 1 ? nothing : html`<b>${clock.speed}×</b>`
        }`}</span>
    </div>
  `;
}

/** "Berlin" of "Europe/Berlin". */
const zoneText = (zone = "UTC") => zone.split("/").at(-1).replaceAll("_", " ");

const heading = (app, text) =>
  app.about
    ? html`
      <h1><button type="button" class="title" title=${text} aria-haspopup="dialog"
        @click=${app.about}>${text}<span class="vh"> (${t("About this drill")})</span></button></h1>
    `
    : html`<h1 title=${text}>${text}</h1>`;

/** @param {object} state @param {object} app */
export function header(state, app) {
  const { incident, drill } = state;
  const { declared_at, resolved_at, promised } = incident;
  const title = incident.title || drill.title;
  return html`<section class="top" aria-label=${t("Incident")}>
    <div class="what">
      ${heading(app, title)}
      <p>${severity(state)} <span class="stage">${stage(state)}</span>${
    state.name && state.name !== title && state.name !== drill.title
      ? html`
        <span class="drill" title=${t("The name of this drill")}>${state.name}</span>
      `
      : nothing
  }</p>
    </div>
    <dl class="cells">
      ${ROLES.map((role) => roleCell(state, role))}
      ${
    cell(
      resolved_at === null ? t("Declared") : t("Incident over"),
      declared_at === null
        ? html`<span class="dim">${t("not yet")}</span>`
        : rich("{span} ago", { span: moving("since", resolved_at ?? declared_at) }),
    )
  }
      ${cell(t("Next internal"), promise(state, promised.internal), "due")}
      ${cell(t("Next public"), promise(state, promised.public), "due")}
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
