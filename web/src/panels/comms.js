// The Comms tab: updates to people inside, posts to people outside.
//
// Names for tests: tab "Comms"; fields "Audience", "Status", "Impact", "Theory", "Next action",
// "Next update in", "Anything else"; button "Post update"; fields "Stage", "What customers read",
// "Next post in"; button "Post to status page"; buttons "Insert <fact>".
import { html, nothing } from "lit-html";
import { clockText, drillTime } from "../clock.js";
import { at, card, choice, field, form, minutes, none, prose } from "../parts.js";
import { stageText } from "../sentences.js";
import { can } from "../state.js";
import { quantityText, signalText } from "../words.js";

const AUDIENCES = ["stakeholders", "executives", "responders"];
const STAGES = ["investigating", "identified", "monitoring", "resolved"];

const short = (text, most = 70) => text.length > most ? `${text.slice(0, most - 1)}…` : text;

/** What the room already knows, in the words of those who found it. */
export function facts(state) {
  const { incident, hypotheses, actions, signals } = state;
  const { scope, triage } = incident;
  const idea = [...hypotheses].reverse().find((one) => one.result !== "refuted");
  const run = [...actions.runs].reverse().find((one) =>
    ["running", "approved", "proposed"].includes(one.status)
  );
  const done = [...actions.runs].reverse().find((one) => one.status === "finished");
  const worst = signals.series
    .filter((one) => one.unit === "share" && one.signal === "errors")
    .map((one) => ({ ...one, value: signals.values[one.name]?.at(-1) ?? 0 }))
    .sort((a, b) => b.value - a.value)[0];
  return {
    status: [
      run?.status === "running" && "mitigating",
      done?.verified?.worked && "monitoring",
      incident.resolved_at !== null && "resolved",
      !run && !done && "investigating",
    ],
    impact: [
      scope && `${scope.what}: ${scope.who}, ${scope.how_many}, since ${scope.since}`,
      !scope && triage && triage.impact,
      worst && worst.value > 2 * worst.base &&
      `${worst.service} ${signalText(worst.signal)} at ${quantityText(worst.value, worst.unit)}`,
    ],
    theory: [
      idea && `${idea.text} (${idea.suspects}, ${idea.result ?? "not confirmed"})`,
      !idea && "unknown, checking recent changes",
    ],
    next_action: [
      run && (run.status === "running" ? `${run.title}, running` : `${run.title}, ${run.status}`),
      done && !done.verified && `verify ${done.title}`,
    ],
  };
}

const insert = (name, text) => (event) => {
  const input = event.currentTarget.form.elements[name];
  input.value = input.value.trim() ? `${input.value.trim()}; ${text}` : text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.focus();
};

/** A field of the update with buttons for what is known. */
function told(label, name, known, options) {
  const found = known.filter(Boolean);
  return html`${field(label, prose(name, { rows: 1, ...options }))}${
    found.length
      ? html`<p class="chips">${
        found.map((text) =>
          html`<button type="button" class="chip" title=${text} @click=${insert(name, text)}><span
            aria-hidden="true">+ </span><span class="vh">Insert </span>${short(text)}</button>`
        )
      }</p>`
      : nothing
  }`;
}

function update(state, app) {
  const known = facts(state);
  const last = state.updates.at(-1);
  return card(
    "Update, inside",
    html`${
      last
        ? html`<p class="fact">Last: ${at(state, last.t)} to ${last.audience}. ${
          last.next_at === null
            ? html`<span class="warn">No next time promised.</span>`
            : html`Next promised for ${at(state, last.next_at)}.`
        }</p>`
        : html`<p class="why">Say it as it is: figures with their time, guesses as guesses.</p>`
    }${
      form(state, app, {
        id: "update",
        verb: "update.post",
        args: (read) => ({
          audience: read("audience"),
          status: read("status"),
          impact: read("impact"),
          theory: read("theory"),
          next_action: read("next_action"),
          next_in: read("next_in") ? Number(read("next_in")) : null,
          text: read("text"),
        }),
        fields: html`<div class="pair">${
          field("Audience", choice("audience", AUDIENCES.map((one) => [one, one])))
        }${field("Next update in", minutes("next_in", 15, [["", "not said"]]))}</div>
        ${told("Status", "status", known.status, { must: true, focus: "update" })}
        ${told("Impact", "impact", known.impact, { hint: "who, how many, since when" })}
        ${told("Theory", "theory", known.theory, { hint: "what is suspected, and how sure" })}
        ${told("Next action", "next_action", known.next_action, { hint: "what, and by whom" })}
        ${field("Anything else", prose("text", { rows: 1 }))}`,
        submit: "Post update",
        extra: html`<span class="dim">Duration and team are added for you.</span>`,
      })
    }`,
  );
}

const read = (form, name) => form?.elements[name]?.value.trim() ?? "";

function preview(state) {
  const draft = document.getElementById("statuspage");
  const text = read(draft, "text");
  const stage = read(draft, "stage") || "investigating";
  const next = Number(read(draft, "next_in"));
  const now = drillTime(state.clock, Date.now());
  const names = new Map(state.drill.services.map((one) => [one.id, one.title]));
  const ticked = [...(draft?.querySelectorAll("[name=components]:checked") ?? [])];
  return html`<figure class="public" data-stage=${stage}><figcaption>As customers see it</figcaption>
    <p class="stagemark">${stageText(stage)}</p>
    ${
    ticked.length
      ? html`<p class="dim">${ticked.map((box) => names.get(box.value)).join(" · ")}</p>`
      : nothing
  }
    <p class="said">${text || html`<span class="dim">Nothing written yet.</span>`}</p>
    <p class="dim">${clockText(state.drill.clock0, now)}${
    next && stage !== "resolved"
      ? ` · Next update by ${clockText(state.drill.clock0, now + next * 60_000)}`
      : ""
  }</p></figure>`;
}

function status(state, app) {
  const { posts, stage } = state.statuspage;
  const next = STAGES[Math.min(STAGES.indexOf(stage ?? "") + 1, 3)];
  return card(
    "Status page, outside",
    html`${
      form(state, app, {
        id: "statuspage",
        verb: "statuspage.post",
        typed: () => app.ui({}),
        args: (get, data) => ({
          stage: get("stage"),
          text: get("text"),
          components: data.getAll("components"),
          next_in: get("next_in") ? Number(get("next_in")) : null,
        }),
        fields: html`
          <div class="pair">${field(
            "Stage",
            choice(
              "stage",
              STAGES.map((one) => [one, stageText(one), one === (stage ?? next)]),
            ),
          )}${field("Next post in", minutes("next_in", 30, [["", "not said"]]))}</div>
                  ${field(
                    "What customers read",
                    prose("text", {
                      must: true,
                      rows: 3,
                      focus: "status",
                      hint: "What they notice, what still works, what you do",
                    }),
                  )}
                  <details class="more">
            <summary>Components</summary>
            <fieldset class="ticks"><legend class="vh">Components</legend>${state.drill.services
              .map(({ id, title }) =>
                html`<label><input type="checkbox" name="components" value=${id}>${title}</label>`
              )}</fieldset>
          </details>
                  ${preview(state)}
        `,
        submit: "Post to status page",
      })
    }
    ${
      posts.length
        ? html`
          <h4>On the page now</h4>
          <ol class="posts">${[...posts].reverse().slice(0, 5).map((post) =>
            html`
              <li>
                <p><b>${stageText(post.stage)}</b> ${at(state, post.t)}${post.next_at === null
                  ? nothing
                  : html`
                    <span class="dim">next by ${at(state, post.next_at)}</span>
                  `}</p>
                <p class="said">${post.text}</p>
              </li>
            `
          )}</ol>
        `
        : none("The status page says: all systems operational.")
    }`,
  );
}

/** @param {object} state @param {object} app */
export const comms = (state, app) =>
  html`
    <div class="cards">
      <div>${can(state, "update.post") ? update(state, app) : nothing}</div>
      <div>${can(state, "statuspage.post") ? status(state, app) : nothing}</div>
    </div>
  `;
