// The right half of the Work tab: propose, start and verify what is done to the system.
//
// Names for tests: in the open details of an action, buttons "Propose <title>" and "Start <title>";
// for one on the table "Approve <title>", "Start <title>", "Announce <title>", "Stop <title>",
// "Verify <title>"; button "Verify recovery". Starting without approval asks: "Start anyway".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { rangeText, spanText } from "../clock.js";
import { at, button, card, field, form, hidden, line, moving, none, signals } from "../parts.js";
import { can } from "../state.js";

const STATUS = {
  proposed: "waits for approval",
  approved: "approved",
  running: "running",
  finished: "finished",
  aborted: "stopped",
};

const sureToStart = (app, title) =>
  app.confirm({
    title: `Start without approval?`,
    text: `“${title}” has no go-ahead from the Incident Commander. By the book you wait for it, ` +
      "unless waiting would do more harm.",
    yes: "Start anyway",
    no: "Wait",
  });

const start = (state, app, run) =>
  button(state, app, {
    say: "Start",
    rest: ` ${run.title}`,
    verb: "action.start",
    args: { id: run.id },
    look: run.status === "approved" ? "primary" : "plain",
    focus: run.status === "approved" ? "start" : undefined,
    click: async () => {
      if (run.status === "approved" || await sureToStart(app, run.title)) {
        app.run("action.start", { id: run.id });
      }
    },
  });

function waiting(state, app, run) {
  return html`
    <p class="why"><span class="dim">Risk:</span> ${run.risk || "not said"} · <span
          class="dim">Undo:</span> ${run.undo || "not said"}</p>
    <div class="row">${run.status === "proposed"
      ? button(state, app, {
        say: "Approve",
        rest: ` ${run.title}`,
        verb: "action.approve",
        args: { id: run.id },
        look: "primary",
      })
      : nothing}${start(state, app, run)}${button(state, app, {
        say: "Announce",
        rest: ` ${run.title}`,
        verb: "action.announce",
        args: { id: run.id },
        look: "quiet",
      })}</div>
  `;
}

function running(state, app, run) {
  const until = run.expected;
  return html`<div class="wait"><progress max="1" data-live="part" data-at=${run.started_at}
      data-until=${until} aria-label="${run.title}"></progress> <span class="dim">done</span> ${
    moving("left", until)
  }
    ${
    button(state, app, {
      say: "Stop",
      rest: ` ${run.title}`,
      verb: "action.abort",
      args: { id: run.id },
      look: "danger small",
      click: async () => {
        const sure = await app.confirm({
          title: `Stop “${run.title}”?`,
          text: "What it has done so far stays done.",
          yes: "Stop it",
          no: "Let it run",
        });
        if (sure) app.run("action.abort", { id: run.id });
      },
    })
  }</div>`;
}

const verify = (state, app, run) =>
  can(state, "mitigation.verify")
    ? html`<details class="more" open><summary>Did it work?</summary>${
      form(state, app, {
        id: `verify-${run.id}`,
        verb: "mitigation.verify",
        args: (read, data) => ({
          id: run.id,
          signals: data.getAll("signals"),
          worked: read("worked") === "yes",
        }),
        fields: html`${signals("I looked at")}
        <fieldset class="ticks"><legend>It</legend>
          <label><input type="radio" name="worked" value="yes" required data-focus="verify">worked</label>
          <label><input type="radio" name="worked" value="no">did not work</label></fieldset>`,
        submit: "Verify",
        rest: ` ${run.title}`,
        look: "plain",
      })
    }</details>`
    : nothing;

function verdict(state, { verified }) {
  if (!verified) return nothing;
  return html`
    <p
      class="fact"><span class=${verified.worked ? "ok" : "bad"}>${verified.worked
        ? "✓ worked"
        : "✗ did not work"}</span> <span class="dim">seen in ${verified.signals.join(", ")}, ${at(
          state,
          verified.at,
        )}</span></p>
  `;
}

function runRow(state, app, run) {
  return html`<li class="run" data-status=${run.status}>
    <p><b>${run.title}</b> <span class="tag">${STATUS[run.status]}</span>
      <span class="dim">${run.component} · ${run.by_name} ${
    at(state, run.finished_at ?? run.started_at ?? run.at)
  }${
    run.started_at !== null && run.approved_at === null
      ? html`
        · <span class="warn">no approval</span>
      `
      : nothing
  }</span></p>
    ${run.status === "proposed" || run.status === "approved" ? waiting(state, app, run) : nothing}
    ${run.status === "running" ? running(state, app, run) : nothing}
    ${run.status === "finished" && !run.verified ? verify(state, app, run) : nothing}
    ${verdict(state, run)}
  </li>`;
}

function offer(state, app, one) {
  const undo = one.undo === null ? "cannot be undone" : `undo ${spanText(one.undo)}`;
  return html`
    <details
      class="action"><summary>${one.title} <span class="dim">${one.component} · ${rangeText(
        one.takes,
      )} · risk ${one.risk} · ${undo}${one.destroys_evidence
        ? html`
          · <span class="warn">destroys evidence</span>
        `
        : nothing}</span></summary>
        ${form(state, app, {
          id: `propose-${one.action}`,
          verb: "action.propose",
          args: (read) => ({ action: one.action, risk: read("risk"), undo: read("undo") }),
          fields: html`${
            field("What could go wrong", line("risk", { hint: `risk ${one.risk}, because …` }))
          }${field("How it is undone", line("undo", { hint: undo }))}`,
          submit: "Propose",
          rest: ` ${one.title}`,
          extra: button(state, app, {
            say: "Start",
            rest: ` ${one.title}`,
            verb: "action.start",
            args: { action: one.action },
            look: "quiet",
            click: async () => {
              if (await sureToStart(app, one.title)) {
                app.run("action.start", { action: one.action });
              }
            },
          }),
        })}</details>
  `;
}

const recovery = (state, app) =>
  can(state, "recovery.verify") && state.incident.declared_at !== null &&
    state.incident.resolved_at === null
    ? card(
      "Recovery",
      html`<p class="why">When the signals are back, and stay: say so, and on what you saw it.</p>${
        form(state, app, {
          id: "recovery",
          verb: "recovery.verify",
          args: (_read, data) => ({ signals: data.getAll("signals") }),
          fields: signals("I looked at"),
          submit: "Verify recovery",
          inline: true,
          look: "plain",
        })
      }`,
    )
    : nothing;

/** @param {object} state @param {object} app */
export function changes(state, app) {
  const { catalogue, runs } = state.actions;
  const open = new Set(
    runs.filter((run) => ["proposed", "approved", "running"].includes(run.status)).map((run) =>
      run.action
    ),
  );
  const free = catalogue.filter((one) => !open.has(one.action));
  return html`${
    card(
      "On the table",
      runs.length
        ? html`<ul class="facts">${
          repeat([...runs].reverse(), (run) => run.id, (run) => runRow(state, app, run))
        }</ul>`
        : none("No change yet."),
      runs.some((run) => run.status === "running") ? "key" : "",
    )
  }${
    can(state, "action.propose")
      ? card(
        html`<span tabindex="-1" data-focus="propose">What can be done</span>${
          hidden(": open one to propose it")
        }`,
        html`<div class="catalogue">${
          repeat(free, (one) => one.action, (one) => offer(state, app, one))
        }</div>`,
      )
      : nothing
  }${recovery(state, app)}`;
}
