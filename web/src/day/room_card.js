// One room in the host's overview: where it stands, what is under way, and who does what.
import { html, nothing, svg } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { runText, spanText } from "../clock.js";
import { t, tn } from "../i18n.js";
import { hidden } from "../parts.js";
import { tagOf, titleOf } from "../words.js";
import { LETTERS, nameOfCapability } from "./compare.js";
import { sign } from "./parts.js";

const MINUTE = 60_000;
const QUIET = 5 * MINUTE;
const WIDTH = 300;

const STATES = {
  lobby: ["warn", t("not started")],
  running: ["ok", t("running")],
  paused: ["warn", t("paused")],
  ended: ["", t("over")],
};

/** What the kinds of events are about, in the words of somebody who watches from afar. */
const ABOUT = {
  page: t("the pager"),
  triage: t("assessing"),
  incident: t("the incident"),
  severity: t("the severity"),
  priority: t("the priority"),
  role: t("roles"),
  command: t("who commands"),
  cadence: t("the rhythm"),
  exit_criteria: t("when it is over"),
  channel: t("a channel"),
  bridge: t("the call"),
  message: t("the chat"),
  task: t("a task"),
  work: t("a task"),
  evidence: t("looking"),
  changes: t("the change history"),
  question: t("a question"),
  scope: t("who is hit"),
  hypothesis: t("a hypothesis"),
  action: t("a change"),
  mitigation: t("verifying"),
  decision: t("a decision"),
  plan: t("the plan"),
  escalation: t("escalating"),
  update: t("an update"),
  statuspage: t("the status page"),
  query: t("an answer"),
  doc: t("the document"),
  probe: t("a probe"),
  recovery: t("verifying"),
  postmortem: t("the review"),
  runbook: t("a runbook"),
  seat: t("taking a seat"),
  comms: t("checking the call"),
  hand: t("raising a hand"),
};

const aboutOf = (kind) => ABOUT[kind.split(".")[0]] ?? kind;

/** Drill time; writeClocks fills it in. @param {object} room @param {number} at */
const clock = ({ t: drill, speed, state, frozen }, at) => {
  const running = state === "running" && !frozen;
  return html`
    <span class="clock num" data-clock=${drill} data-at=${at}
      data-speed=${running ? speed : 0}></span>
  `;
};

function marks(room) {
  const rows = [];
  if (room.declared_at !== null) {
    rows.push([
      "declared",
      room.declared_at,
      t("declared {time}", { time: runText(room.declared_at) }),
    ]);
  }
  if (room.mitigated) {
    const at = room.mitigated_at ?? null;
    rows.push(
      [
        "mitigated",
        at,
        at === null ? t("mitigated") : t("mitigated {time}", { time: runText(at) }),
      ],
    );
  }
  if (room.resolved_at !== null) {
    rows.push([
      "resolved",
      room.resolved_at,
      t("resolved {time}", { time: runText(room.resolved_at) }),
    ]);
  }
  return rows;
}

const SHAPES = {
  declared: "M0-6L6 0 0 6-6 0Z",
  mitigated: "M0-6L6 5H-6Z",
  resolved: "M-5-5H5V5H-5Z",
};

function track(room, minutes) {
  const whole = Math.max(minutes * MINUTE, room.t);
  const x = (time) => 6 + (WIDTH - 12) * time / whole;
  return html`
    <svg class="track" viewBox="0 0 ${WIDTH} 16" aria-hidden="true" preserveAspectRatio="none">
        <path class="ahead" d="M6 8H${WIDTH - 6}" /><path class="gone" d="M6 8H${x(
          room.t,
        )}" />${marks(room).map(([kind, time]) =>
          time === null ? nothing : svg`
            <path class="mark" data-kind=${kind} d=${SHAPES[kind]}
              transform="translate(${x(time)} 8)" />
          `
        )}</svg>
    <p class="marks">${marks(room).length
      ? marks(room).map(([kind, , text]) => html`<span data-kind=${kind}>${text}</span>`)
      : html`<span class="dim">${t("not declared")}</span>`}</p>
  `;
}

const fact = (name, value) =>
  html`
    <div>
      <dt>${name}</dt>
      <dd>${value}</dd>
    </div>
  `;

const facts = ({ severity, public: stage, runs, updates }) =>
  html`<dl class="facts across">
    ${fact(t("Severity"), severity ?? html`<span class="dim">${t("not set yet")}</span>`)}
    ${fact(t("Public"), stage ?? html`<span class="dim">${t("nothing yet")}</span>`)}
    ${
    fact(
      t("Changes"),
      t("{running} running, {finished} done", runs),
    )
  }
    ${fact(t("Updates"), updates)}
  </dl>`;

function person(one, room) {
  const quiet = one.last_at === null ? room.t : room.t - one.last_at;
  const last = one.last === null
    ? t("nothing yet")
    : t("{what}, {ago} ago", { what: aboutOf(one.last), ago: spanText(quiet) });
  const late = room.state === "running" && quiet > QUIET && one.seat !== "observer";
  return html`<li><abbr class="tag" title=${titleOf(one.seat)}>${tagOf(one.seat)}</abbr>
    <span class="name">${one.name}</span>${
    one.bot ? sign("", t("bot")) : one.online ? sign("ok", t("here")) : sign("warn", t("away"))
  }<span class=${late ? "last warn" : "last dim"}>${last}</span></li>`;
}

const CORE = ["ic", "ol", "cl"];

/** What a host should look after, in words; nothing once it is over. @param {object} room */
export function needs({ state, asked, people }) {
  if (state === "ended") return [];
  const seated = (seat) => people.some((one) => one.seat === seat);
  return [
    ...(asked ? [tn("{n} question waits for you", "{n} questions wait for you", asked)] : []),
    ...people.filter(({ hand }) => hand).map(({ name }) => t("{name} raises a hand", { name })),
    ...CORE.filter((seat) => !seated(seat)).map((seat) =>
      t("{role}: nobody", { role: titleOf(seat) })
    ),
  ];
}

function wanted(room) {
  const rows = needs(room);
  if (!rows.length) return nothing;
  return html`
    <ul class="wanted warn" role="list" aria-label=${t("To look after")}>${rows.map((text) =>
      html`
        <li>${text}</li>
      `
    )}</ul>
  `;
}

function letters({ letters: judged }) {
  const rows = Object.entries(judged ?? {}).filter(([, letter]) => letter);
  if (!rows.length) return nothing;
  return html`<ul class="letters" role="list" aria-label=${t("As judged so far")}>${
    rows.map(([id, letter]) =>
      html`<li title=${LETTERS[letter]}><span>${nameOfCapability(id)}</span> <b>${letter}</b>${
        hidden(` (${LETTERS[letter]})`)
      }</li>`
    )
  }</ul>`;
}

/**
 * @param {object} room of the overview
 * @param {number} at when it came
 * @param {number} minutes how long the scenario is
 */
export function roomCard(room, at, minutes) {
  const { team, state, frozen, speed } = room;
  const [tone, word] = STATES[state] ?? ["", state];
  return html`<section class="roomcard" data-state=${state} aria-label=${
    t("Room of team {team}", { team })
  }>
    <header><h3>${t("Team {team}", { team })}</h3>${
    frozen ? sign("bad", t("frozen by a fault")) : sign(tone, word)
  }<span class="when">${clock(room, at)}${
    speed === 1 || state === "ended" ? nothing : html`
      <span class="dim num">${speed}×</span>
    `
  }</span></header>
    ${track(room, minutes)} ${wanted(room)} ${facts(room)}
    <ul class="crew" role="list" aria-label=${tn("{n} person", "{n} people", room.people.length)}>${
    repeat(room.people, (one) => one.person, (one) => person(one, room))
  }</ul>
    ${letters(room)}
    <p class="row links"><a class="button small" href=${room.console} aria-label=${
    t("Console of team {team}", { team })
  }>${t("Console")}</a>${
    room.debrief
      ? html`<a class="button small" href=${room.debrief} aria-label=${
        t("Debrief of team {team}", { team })
      }>${t("Debrief")}</a>`
      : nothing
  }</p>
  </section>`;
}

/** Write the clocks, going on from when the overview came. @param {ParentNode} root @param {number} now */
export function writeClocks(root, now) {
  for (const element of root.querySelectorAll("[data-clock]")) {
    const { clock: drill, at, speed } = element.dataset;
    const text = runText(Number(drill) + Math.max(0, now - at) * speed);
    if (element.textContent !== text) element.textContent = text;
  }
}
