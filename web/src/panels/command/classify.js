// The policy's questions, one after the other, until one severity is left. The server worked out
// which question follows which answer; this only walks from step to step.
//
// Names for tests: summary "Not sure? Answer the policy's questions"; buttons with the answers
// ("Yes", "No", "I don't know", "less than 20%"), "Back", "Start again", "Set <level>".
import { html, nothing } from "lit-html";
import { t } from "../../i18n.js";
import { button } from "../../parts.js";

const REASON = 300; // characters that the server takes

/**
 * Where some answers lead.
 *
 * @param {object[]} steps of the section `classify`: questions {ask, help, choices: [{say, to}]} and
 *   last steps {level, when, why}; the last choice of a question is always that nobody knows
 * @param {string[]} answers what was said, in order; what fits no choice ends the walk
 * @returns {{step: object, answered: {ask: string, say: string, open: boolean}[]}}
 */
export function walk(steps, answers) {
  let step = steps[0];
  const answered = [];
  for (const say of answers) {
    const choice = step.choices?.find((one) => one.say === say);
    if (!choice) break;
    answered.push({ ask: step.ask, say, open: choice === step.choices.at(-1) });
    step = steps[choice.to];
  }
  return { step, answered };
}

/**
 * Why it is this level, as a reason for the log.
 *
 * @param {{why: string}} step
 * @param {{ask: string, open: boolean}[]} answered
 * @returns {string}
 */
export function reasonOf({ why }, answered) {
  const open = answered.filter((one) => one.open).map(({ ask }) => ask);
  const said = open.length
    ? t("{why}; not known, so the worse case counts: {open}", { why, open: open.join(" ") })
    : why;
  return said.slice(0, REASON);
}

const said = (answered) =>
  answered.length
    ? html`<ol class="facts">${
      answered.map(({ ask, say }) => html`<li><span>${ask} <b>${say}</b></span></li>`)
    }</ol>`
    : nothing;

const question = (state, app, step, answers) =>
  html`
    <p>${step.ask} ${step.help ? html`<span class="dim">${step.help}</span>` : nothing}</p>
    <div class="row" role="group" aria-label=${step.ask}>${step.choices.map(({ say }) =>
      button(state, app, { say, click: () => app.ui({ classify: [...answers, say] }) })
    )}</div>
  `;

const outcome = (state, app, step, answered) => {
  const reason = reasonOf(step, answered);
  const args = { level: step.level, reason };
  return html`
    <p class="fact"><b>${step.level}</b> ${step.when}
            <span class="dim">${t("because {reason}", { reason })}</span></p>
    <div class="row">${button(state, app, {
      say: t("Set {level}", { level: step.level }),
      verb: "severity.set",
      args,
      look: "primary",
      click: async () => {
        if (await app.run("severity.set", args)) app.ui({ classify: [] });
      },
    })}</div>
  `;
};

/** @param {object} state @param {object} app */
export function classifier(state, app) {
  const steps = state.classify?.steps ?? [];
  if (!steps.length) return nothing;
  const { step, answered } = walk(steps, state.ui.classify ?? []);
  const answers = answered.map(({ say }) => say);
  return html`<details class="more"><summary>${
    t("Not sure? Answer the policy's questions")
  }</summary>
    ${said(answered)}
    <div aria-live="polite">${
    step.level ? outcome(state, app, step, answered) : question(state, app, step, answers)
  }</div>
    ${
    answers.length
      ? html`<div class="row end">${
        button(state, app, {
          say: t("Back"),
          look: "quiet",
          click: () => app.ui({ classify: answers.slice(0, -1) }),
        })
      }${
        button(state, app, {
          say: t("Start again"),
          look: "quiet",
          click: () => app.ui({ classify: [] }),
        })
      }</div>`
      : nothing
  }</details>`;
}
