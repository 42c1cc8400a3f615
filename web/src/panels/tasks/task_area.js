// The Tasks tab: what you were asked for first, then what the team has in hand, and asking.
//
// Names for tests: tab "Tasks"; fields "Who", "What", "Time-box"; buttons "Assign task", "Take on:
// <text>", "Start: <text>", "Report: <text>"; "Need longer?" opens field "Minutes more" and button
// "Extend: <text>"; "Found nothing"; field "You work on", buttons "Say so", "Join <name>: <topic>".
import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { repeat } from "lit-html/directives/repeat.js";
import { drillTime } from "../../clock.js";
import { rich, t, tn } from "../../i18n.js";
import {
  at,
  button,
  card,
  field,
  form,
  minutes,
  moving,
  none,
  peopleChoice,
  prose,
} from "../../parts.js";
import { listText } from "../../words.js";
import { dueAt, free, isLate, isOpen, lateKey, split, stageOf } from "./task_words.js";
import { working } from "./working.js";
import "../work/work_sheet.js";

const LONGEST = 300;

const STAGES = {
  new: { text: t("not taken on yet"), look: "warn" },
  taken: { text: t("✓ taken on"), look: "ok" },
  started: { text: t("✓ started"), look: "ok" },
};

/** How far a task is, in words and against its time-box. */
function progress(state, task, now) {
  if (!isOpen(task)) {
    return html`<p class="fact"><span class="ok">${t("✓ reported")}</span> ${
      at(state, task.reported_at)
    } ${task.report}</p>`;
  }
  const { text, look } = STAGES[stageOf(task)];
  // What is late says so by its time.
  const left = moving("left", dueAt(task));
  return html`
    <p class="fact"><span class=${look}>${text}</span>${task.extended_at === null ? nothing : html`
      · ${t("extended")}
    `} · ${isLate(task, now) ? html`<b>${left}</b>` : rich("due: {left}", { left })}</p><progress
      max="1"
      data-live="part" data-at=${task.at} data-until=${dueAt(task)}
      aria-label=${t("Time-box used")}></progress>
  `;
}

const asked = (state, task) =>
  html`<span class="dim">${
    rich("from {name}, {time}", { name: task.by_name, time: at(state, task.at) })
  }</span>`;

const extend = (state, app, task) =>
  html`<details class="more"><summary>${t("Need longer?")}</summary>${
    form(state, app, {
      id: `extend-${task.id}`,
      verb: "task.extend",
      args: (read) => ({ id: task.id, minutes: Number(read("minutes")) }),
      fields: field(t("Minutes more"), minutes("minutes", 5)),
      submit: t("Extend"),
      name: t("Extend: {text}", task),
      inline: true,
      look: "plain",
    })
  }</details>`;

/** "Nothing" is a finding too, and quickly said. */
const foundNothing = (event) => {
  const area = event.currentTarget.form.elements.text;
  area.value = t("Found nothing unusual there.");
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.focus();
};

const report = (state, app, task) =>
  form(state, app, {
    id: `report-${task.id}`,
    verb: "task.report",
    args: (read) => ({ id: task.id, text: read("text") }),
    fields: field(
      t("What came of it"),
      prose("text", {
        must: true,
        rows: 1,
        focus: "task",
        hint: t("what you saw, where, and how sure you are"),
      }),
    ),
    submit: t("Report"),
    name: t("Report: {text}", task),
    extra: html`<button type="button" class="quiet small" @click=${foundNothing}>${
      t("Found nothing")
    }</button>`,
    look: task.acked_at === null ? "plain" : "primary",
  });

const next = (state, app, task) => {
  const fresh = task.acked_at === null;
  if (!fresh && task.started_at !== null) return nothing;
  return html`<div class="row">${
    fresh
      ? button(state, app, {
        say: t("Take on"),
        name: t("Take on: {text}", task),
        verb: "task.ack",
        args: { id: task.id },
        look: "primary",
        focus: "task",
      })
      : button(state, app, {
        say: t("Start"),
        name: t("Start: {text}", task),
        verb: "task.start",
        args: { topic: task.text.replaceAll(/\s+/g, " ").slice(0, LONGEST), id: task.id },
      })
  }</div>`;
};

function row(state, app, task, now) {
  const mine = task.to === state.you.person && isOpen(task);
  return html`
    <li class="task" data-mine=${mine}
      data-overdue=${isLate(task, now)}><p>${mine ? nothing : html`
        <b>${task.to_name}</b>
      `}${task.text} ${asked(state, task)}</p>
        ${progress(state, task, now)}
        ${mine
          ? html`${next(state, app, task)}${report(state, app, task)}`
          : nothing}${mine && now < dueAt(task) ? extend(state, app, task) : nothing}</li>
  `;
}

const list = (state, app, some, now) =>
  html`<ul class="facts">${
    repeat(some, (task) => task.id, (task) => row(state, app, task, now))
  }</ul>`;

function ask(state, app) {
  const hands = free(state.people, state.tasks, state.you.person);
  const other = state.people.find((one) => one.name === hands[0]) ??
    state.people.find((one) => one.person !== state.you.person);
  return card(
    t("Ask somebody"),
    html`${
      hands.length
        ? html`<p class="why">${t("Free now: {names}.", { names: listText(hands) })}</p>`
        : nothing
    }${
      form(state, app, {
        id: "task",
        verb: "task.assign",
        args: (read) => ({
          to: read("to"),
          text: read("text"),
          minutes: Number(read("minutes")),
        }),
        fields: html`<div class="pair">${
          field(t("Who"), peopleChoice(state, "to", other?.person))
        }${field(t("Time-box"), minutes("minutes", 10))}</div>${
          field(
            t("What"),
            prose("text", {
              must: true,
              focus: "ask",
              hint: t("one thing, and when you want to hear back"),
            }),
          )
        }`,
        submit: t("Assign task"),
      })
    }`,
  );
}

function inHand(state, app, mine, others, now) {
  const open = others.filter(isOpen).length;
  return html`${mine.length ? card(t("Yours"), list(state, app, mine, now), "key") : nothing}${
    card(
      mine.length ? t("The others' tasks") : t("Tasks"),
      others.length
        ? html`${
          open ? html`<p class="why num">${tn("{n} is open", "{n} are open", open)}</p>` : nothing
        }${list(state, app, others, now)}`
        : none(t("Nobody has been asked for anything yet.")),
    )
  }`;
}

/** @param {object} state @param {object} app */
export function taskArea(state, app) {
  const now = drillTime(state.clock, Date.now());
  const { you, people, drill, ui, tasks } = state;
  return guard([you, people, drill, ui, tasks, state.working, lateKey(tasks, now)], () => {
    const { mine, others } = split(tasks, you.person);
    return html`
      <div class="cards">
        <div>${inHand(state, app, mine, others, now)}</div>
        <div>${you.can.includes("task.assign") ? ask(state, app) : nothing}${working(
          state,
          app,
        )}</div>
      </div>
    `;
  });
}
