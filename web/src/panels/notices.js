// What stands between the header and the work: the state of the drill, a role that is offered to
// you, and the next step for those who want it.
//
// Names for tests: button "Accept role <Title>"; "Show me", "Put this hint away"; link "Go to the
// debrief"; button "Stay here".
import { html, nothing } from "lit-html";
import { advice } from "../advice.js";
import { drillTime } from "../clock.js";
import { keep } from "../drafts.js";
import { button } from "../parts.js";
import { tagOf, titleOf } from "../words.js";

function phase(state) {
  const { drill, ui } = state;
  if (ui.link.status === "lost") {
    const { waiting, error } = ui.link;
    return html`<p class="notice bad" role="status"><b>The line is down.</b> ${
      error?.message ?? "You keep what you see, and it catches up by itself."
    } ${waiting ? `${waiting} waiting to be sent.` : nothing}</p>`;
  }
  if (drill.frozen) {
    return html`<p class="notice bad" role="status"><b>The drill is stopped</b> by a fault in the
      simulator. Nothing is lost; the facilitator has been told.</p>`;
  }
  if (drill.phase === "paused") {
    return html`<p class="notice pause" role="status"><b>Paused.</b> The clock stands still for
      everybody. What you type stays.</p>`;
  }
  if (drill.phase === "ended") {
    return html`<p class="notice" role="status"><b>The drill has ended.</b> Thank you for playing.
      <a href=${ui.debrief}>Go to the debrief</a>${
      ui.leaving
        ? html`
          <button type="button" class="quiet" @click=${ui.leaving}>Stay here</button>
        `
        : nothing
    }</p>`;
  }
  return nothing;
}

function offers(state, app) {
  return state.you.asked.map((role) => {
    const by = [...state.timeline].reverse().find((event) =>
      (event.kind === "role.assigned" || event.kind === "role.handover") &&
      event.data.role === role
    );
    const brief = by?.data.brief;
    return html`<p class="notice offer" role="status"><span>You are asked to be <b>${
      titleOf(role)
    }</b>${brief ? html`: “${brief}”` : "."}</span>
    ${
      button(state, app, {
        say: "Accept",
        rest: ` role ${titleOf(role)}`,
        verb: "role.accept",
        args: { role },
        look: "primary",
      })
    }</p>`;
  });
}

function hint(state, app) {
  if (state.you.asked.length) return nothing;
  const next = advice(state, drillTime(state.clock, Date.now()));
  if (!next || keep("no-hints") || state.ui.away.includes(next.id)) return nothing;
  const away = () => app.ui({ away: [...state.ui.away, next.id] });
  return html`<p class="hint"><b>What now, ${tagOf(state.you.seat)}?</b>
    <span>${next.text}</span>
    ${
    next.focus
      ? html`<button type="button" class="quiet" @click=${() => app.show(next)}>Show me</button>`
      : nothing
  }
    <button type="button" class="quiet icon" title="Put this hint away" @click=${away}><span
      aria-hidden="true">×</span><span class="vh">Put this hint away</span></button></p>`;
}

/** @param {object} state @param {object} app */
export const notices = (state, app) =>
  html`<div class="notices">${phase(state)}${offers(state, app)}${hint(state, app)}</div>`;
