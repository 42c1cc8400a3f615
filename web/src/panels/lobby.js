// Before the start: what this is about, what your role does, and that nothing is expected yet.
//
// Names for tests: region "Before the start".
import { html } from "lit-html";
import { titleOf } from "../words.js";

const DUTIES = {
  ic: [
    "You coordinate. You decide, set the severity and the rhythm, and keep the overview.",
    "Take command in so many words, and name the other two leads.",
    "Do not look into logs or touch systems: ask, with a time-box, and listen.",
    "Approve changes, name a plan B, and say when it is over.",
  ],
  ol: [
    "You lead the technical work. Only you and yours change the system.",
    "Acknowledge the page, look, and say what you see: who is hurt, since when.",
    "Stop the harm first; the cause can wait.",
    "Say every change before you make it, and check whether it worked.",
  ],
  cl: [
    "You speak for the team, so that the others can work.",
    "Tell stakeholders and customers early, in their words, without guesses sold as facts.",
    "Always say when they hear more, and keep to it.",
    "Answer what comes from outside, and shield the others from it.",
  ],
  responder: [
    "You help the Operations Lead with what you know best.",
    "Take on one task at a time, and report, also when you found nothing.",
    "Change nothing without being asked to.",
  ],
  observer: ["You see what everybody sees, and touch nothing."],
};

/** @param {object} state */
export const lobby = (state) =>
  html`
    <section class="panel work" id="work" aria-label="Before the start">
      <div class="scroll area lobby" tabindex="0"
        role="group" aria-label="Briefing">
        <h2>${state.drill.title}</h2>
        <p class="brief">${state.drill.brief}</p>
        <h3>You are the ${titleOf(state.you.seat)}</h3>
        <ul class="duties">${(DUTIES[state.you.seat] ?? []).map((duty) =>
          html`<li>${duty}</li>`
        )}</ul>
        <p class="dim">This is an exercise: nothing here is real, and nobody is marked. The clock starts
          when the facilitator says so. Press <kbd>?</kbd> for the keys.</p>
      </div>
    </section>
  `;
