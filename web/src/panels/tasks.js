// The Tasks tab: one person, one thing, a time-box, and a word back.
//
// Names for tests: tab "Tasks"; fields "Who", "What", "Time-box"; buttons "Assign task", "Take on:
// <text>", "Report: <text>".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import {
  at,
  button,
  card,
  field,
  form,
  line,
  minutes,
  moving,
  none,
  peopleChoice,
  prose,
} from "../parts.js";

function stateOf(state, task) {
  if (task.reported_at !== null) {
    return html`<p class="fact"><span class="ok">✓ reported</span> ${
      at(state, task.reported_at)
    } ${task.report}</p>`;
  }
  return html`<p class="fact">${
    task.acked_at === null
      ? html`<span class="warn">not taken on yet</span>`
      : html`<span class="ok">✓ taken on</span>`
  } · due ${moving("left", task.at + task.timebox)}</p>`;
}

function row(state, app, task) {
  const mine = task.to === state.you.person && task.reported_at === null;
  return html`<li class="task" data-mine=${mine}><p><b>${task.to_name}</b> ${task.text}
      <span class="dim">from ${task.by_name}, ${at(state, task.at)}</span></p>
    ${stateOf(state, task)}
    ${
    mine && task.acked_at === null
      ? html`<div class="row">${
        button(state, app, {
          say: "Take on",
          rest: `: ${task.text}`,
          verb: "task.ack",
          args: { id: task.id },
          look: "primary",
          focus: "task",
        })
      }</div>`
      : nothing
  }
    ${
    mine
      ? form(state, app, {
        id: `report-${task.id}`,
        verb: "task.report",
        args: (read) => ({ id: task.id, text: read("text") }),
        fields: field("What came of it", line("text", { must: true, max: 2000, focus: "task" })),
        submit: "Report",
        inline: true,
        rest: `: ${task.text}`,
        look: "plain",
      })
      : nothing
  }</li>`;
}

/** @param {object} state @param {object} app */
export function tasks(state, app) {
  const open = state.tasks.filter((task) => task.reported_at === null);
  const done = state.tasks.filter((task) => task.reported_at !== null);
  const other = state.people.find((one) => one.person !== state.you.person);
  return html`
    <div class="cards">
      <div>${card(
        "Tasks",
        state.tasks.length
          ? html`<ul class="facts">${
            repeat([...open, ...done.reverse()], (task) => task.id, (task) => row(state, app, task))
          }</ul>`
          : none("Nobody has been asked for anything yet."),
      )}</div>
      <div>${state.you.can.includes("task.assign")
        ? card(
          "Ask somebody",
          form(state, app, {
            id: "task",
            verb: "task.assign",
            args: (read) => ({
              to: read("to"),
              text: read("text"),
              minutes: Number(read("minutes")),
            }),
            fields: html`<div class="pair">${
              field("Who", peopleChoice(state, "to", other?.person))
            }${field("Time-box", minutes("minutes", 10))}</div>${
              field(
                "What",
                prose("text", { must: true, hint: "one thing, and when you want to hear back" }),
              )
            }`,
            submit: "Assign task",
          }),
        )
        : nothing}</div>
    </div>
  `;
}
