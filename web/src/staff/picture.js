// Shared picture: stop the clock, ask everybody the same, and lay the answers side by side.
//
// Names for tests: region "Shared picture"; group "Questions"; buttons "Freeze and ask", "Ask while
// it runs", "Ask"; table "Answers".
import { html, nothing } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { repeat } from "lit-html/directives/repeat.js";
import { rich, t, tn } from "../i18n.js";
import { at, none, panel, refusal } from "../parts.js";
import { can } from "../state.js";
import { tagOf } from "../words.js";
import { showInList } from "./open.js";

const QUESTIONS = [
  ["severity", t("How bad is it?"), t("Severity")],
  ["ic", t("Who is in command?"), t("Command")],
  ["theory", t("What is the leading theory?"), t("Theory")],
  ["next_public", t("When do customers hear next?"), t("Next public word")],
];

const TITLES = Object.fromEntries(QUESTIONS.map(([id, , title]) => [id, title]));
const WATCHING = ["observer", "evaluator"];

function asking(state, app) {
  const { phase } = state.drill;
  if (phase === "lobby" || phase === "ended" || !can(state, "probe.ask")) return nothing;
  const running = phase === "running";
  const ask = async (event) => {
    event.preventDefault();
    const questions = new FormData(event.currentTarget).getAll("questions");
    const freeze = event.submitter?.value === "freeze" && app.state.drill.phase === "running";
    const reason = t("One question for everybody");
    if (freeze && !await app.run("drill.pause", { reason }, "ask")) return;
    app.run("probe.ask", { questions }, "ask");
  };
  return html`
    <form class="form pad" id="ask" @submit=${ask}>
      <p class="why">${t(
        "Everybody gets the same questions at once and answers from the head. Where the answers differ, there is something to talk about.",
      )}</p>
      <fieldset class="ticks"><legend>${t("Questions")}</legend>${QUESTIONS.map(([id, text]) =>
        html`<label><input type="checkbox" name="questions" value=${id} checked>${text}</label>`
      )}</fieldset>
      <div class="row">${running
        ? html`
          <button class="primary" value="freeze">${t("Freeze and ask")}</button><button
            class="quiet" value="ask">${t("Ask while it runs")}</button>
        `
        : html`<button class="primary" value="ask">${t("Ask")}</button><span class="dim">${
          t("The clock stands; people can answer all the same.")
        }</span>`}</div>
      ${refusal(state, "ask")}
    </form>
  `;
}

const told = ({ answers }, id) => answers[id] || html`<span class="dim">${t("no answer")}</span>`;

/** Whose answers are missing: bots are not waited for. */
export const missing = (state, answers) => {
  const done = new Set(answers.map((one) => one.person));
  return state.people.filter((one) =>
    !done.has(one.person) && !WATCHING.includes(one.seat) && !one.persona && !one.bot
  );
};

// Whoever asks waits for the answers, not for the form. lit calls this before they are in the page.
const bring = (element) => element && queueMicrotask(() => showInList(element));

function answers(state, probe, newest) {
  const seat = new Map(state.people.map((one) => [one.person, tagOf(one.seat)]));
  const waits = missing(state, probe.answers);
  return html`
    <div class="side" tabindex="0" ${newest ? ref(bring) : nothing} role="group" aria-label=${t(
      "Answers of {probe}",
      {
        probe: probe.id,
      },
    )}>
      <table aria-label=${t("Answers")}>
        <caption>${rich("Asked at {time}", { time: at(state, probe.at) })}${waits.length
          ? html`
            · <span class="warn">${tn("{n} to answer", "{n} to answer", waits.length)}</span>
          `
          : nothing}</caption>
        <thead>
          <tr><th scope="col">${t("Who")}</th>${probe.questions.map((id) =>
            html`<th scope="col">${TITLES[id] ?? id}</th>`
          )}</tr>
        </thead>
        <tbody>${repeat(
          probe.answers,
          (one) => one.person,
          (one) =>
            html`<tr><th scope="row">${one.name} <span class="tag">${
              seat.get(one.person) ?? t("left")
            }</span></th>${probe.questions.map((id) => html`<td>${told(one, id)}</td>`)}</tr>`,
        )}${waits.map((one) =>
          html`
            <tr>
              <th scope="row">${one.name} <span class="tag">${tagOf(one.seat)}</span></th>
              <td
                class="dim" colspan=${probe.questions.length}>${t("has not answered yet")}</td>
            </tr>
          `
        )}</tbody>
      </table>
    </div>
  `;
}

/** @param {object} state @param {object} app */
export function picture(state, app) {
  const all = [...(state.probes ?? [])].reverse();
  return panel(
    "picture",
    t("Shared picture"),
    nothing,
    html`<div class="scroll" tabindex="0" role="group" aria-label=${t("Probes")}>${
      asking(state, app)
    }${
      all.length
        ? repeat(all, (one) => one.id, (one, i) => answers(state, one, i === 0))
        : none(t("Nobody has been asked yet."))
    }</div>`,
    "bare",
  );
}
