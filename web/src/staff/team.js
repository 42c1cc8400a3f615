// What the team has done so far, at a glance, and each person's last sign of life.
//
// Names for tests: region "Team".
import { html, nothing } from "lit-html";
import { at, moving, panel } from "../parts.js";
import { contextOf, sentence } from "../sentences.js";
import { nameOf } from "../state.js";
import { tagOf } from "../words.js";
import { seated } from "../panels/people.js";

const MINE = /^(seat|drill)\./;

function last(state, one, context) {
  for (let i = state.timeline.length - 1; i >= 0; i--) {
    const event = state.timeline[i];
    if (event.actor !== one.person || MINE.test(event.kind)) continue;
    const said = sentence(event, context);
    if (said) return { event, said };
  }
  return null;
}

/** @param {object} state */
export function team(state) {
  const context = contextOf(state, (id) => nameOf(state, id));
  const { updates, statuspage, actions } = state;
  const players = seated(state.people).filter((one) => one.seat !== "observer");
  const running = actions.runs.filter((run) => run.status === "running");
  return panel(
    "team",
    "Team",
    html`<span class="dim">${
      [
        [updates.length, "update"],
        [statuspage.posts.length, "public post"],
        [actions.runs.length, "change"],
      ].map(([n, what]) => `${n} ${what}${n === 1 ? "" : "s"}`).join(" · ")
    }</span>`,
    html`<ul class="team">${
      players.map((one) => {
        const found = last(state, one, context);
        return html`<li><span class="tag">${tagOf(one.seat)}</span> <b>${one.name}</b> ${
          found
            ? html`<span>${found.said.text} ${found.said.quote ?? ""}</span> <span class="dim">${
              moving("since", found.event.t)
            } ago</span>`
            : html`<span class="dim">nothing yet</span>`
        }</li>`;
      })
    }${
      running.map((run) =>
        html`<li><span class="tag">change</span> <b>${run.title}</b> <progress max="1" data-live="part"
          data-at=${run.started_at} data-until=${run.expected}
          aria-label=${run.title}></progress> <span class="dim">since ${
          at(state, run.started_at)
        }</span></li>`
      )
    }${players.length ? nothing : html`<li class="dim">Nobody sits yet.</li>`}</ul>`,
    "fit",
  );
}
