// The changes on the table: each from proposal to verification, or to its undoing.
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { spanText } from "../clock.js";
import { at, button, card, form, moving, none, signals } from "../parts.js";
import { can } from "../state.js";
import { stageText, statusText, undoable, waitText } from "./run_words.js";

/** Ask before a start without approval. */
export const sureToStart = (app, title) =>
  app.confirm({
    title: `Start without approval?`,
    text: `“${title}” has no go-ahead from the Incident Commander. By the book you wait for it, ` +
      "unless waiting would do more harm.",
    yes: "Start anyway",
    no: "Wait",
  });

const enforced = (state, run) =>
  state.actions.catalogue.some((one) => one.action === run.action && one.approval === "enforced");

function start(state, app, run) {
  const approved = run.status === "approved";
  if (!approved && enforced(state, run)) return nothing;
  return button(state, app, {
    say: "Start",
    rest: ` ${run.title}`,
    verb: "action.start",
    args: { id: run.id },
    look: approved ? "primary" : "plain",
    focus: approved ? "start" : undefined,
    click: async () => {
      if (approved || await sureToStart(app, run.title)) app.run("action.start", { id: run.id });
    },
  });
}

function waiting(state, app, run) {
  return html`
    ${run.undoes ? nothing : html`
      <p class="why"><span class="dim">Risk:</span> ${run.risk || "not said"} · <span
            class="dim">Undo:</span> ${run.undo || "not said"}</p>
    `}
    <div class="row">${run.status === "proposed"
      ? button(state, app, {
        say: "Approve",
        rest: ` ${run.title}`,
        verb: "action.approve",
        args: { id: run.id },
        look: "primary",
      })
      : nothing}${start(state, app, run)}${button(state, app, {
        say: run.announced_at == null ? "Announce" : "Announce again",
        rest: ` ${run.title}`,
        verb: "action.announce",
        args: { id: run.id },
        look: "quiet",
      })}</div>
  `;
}

function running(state, app, run) {
  const until = run.expected;
  const waits = waitText(run, state.actions.runs);
  const stage = stageText(run);
  return html`
    ${waits ? html`<p class="why">${waits}</p>` : nothing}
    <div class="wait">${waits ? nothing : html`
      <progress max="1" data-live="part" data-at=${run.started_at}
        data-until=${until} aria-label="${run.title}"></progress>
    `} <span class="dim">done</span> ${moving("left", until)}
    ${button(state, app, {
      say: "Stop",
      rest: ` ${run.title}`,
      verb: "action.abort",
      args: { id: run.id },
      look: "danger small",
      click: async () => {
        const sure = await app.confirm({
          title: `Stop “${run.title}”?`,
          text: waits ? "It has not begun." : "What it has done so far stays done.",
          yes: "Stop it",
          no: "Let it run",
        });
        if (sure) app.run("action.abort", { id: run.id });
      },
    })}</div>${stage ? html`<p class="fact num">${stage}</p>` : nothing}
  `;
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

function failure(run) {
  if (run.status !== "failed") return nothing;
  const stage = stageText(run);
  return html`<p class="fact"><span class="bad">${run.reason || "It failed."}</span>${
    stage
      ? html`
        <span class="dim">${stage}; that stays.</span>
      `
      : nothing
  }</p>`;
}

function undo(state, app, run) {
  const one = undoable(run, state.actions);
  if (!one) return nothing;
  const asks = one.approval === "enforced";
  return html`<div class="row">${
    button(state, app, {
      say: "Undo",
      rest: ` ${run.title}`,
      verb: "action.undo",
      args: { id: run.id },
      look: "small",
      click: async () => {
        const sure = await app.confirm({
          title: `Undo “${run.title}”?`,
          text: `That takes ${spanText(one.undo)}, and what it has done is gone after that.` +
            (asks ? " It needs a go-ahead first, so this only proposes it." : ""),
          yes: asks ? "Propose to undo it" : "Undo it",
          no: "Leave it",
        });
        if (sure) app.run("action.undo", { id: run.id });
      },
    })
  }</div>`;
}

function marks(run) {
  return html`${
    run.announced_at == null ? nothing : html`
      · <span class="ok">announced</span>
    `
  }${
    run.started_at !== null && run.approved_at === null && !run.undoes
      ? html`
        · <span class="warn">no approval</span>
      `
      : nothing
  }`;
}

function runRow(state, app, run) {
  return html`<li class="run" data-status=${run.status} data-action=${run.action} tabindex="-1">
    <p><b>${run.title}</b> <span class="tag">${statusText(run)}</span>
      <span class="dim">${run.component} · ${run.by_name} ${
    at(state, run.finished_at ?? run.started_at ?? run.at)
  }${marks(run)}</span></p>
    ${run.status === "proposed" || run.status === "approved" ? waiting(state, app, run) : nothing}
    ${run.status === "running" ? running(state, app, run) : nothing}
    ${failure(run)}
    ${run.status === "finished" && !run.verified && !run.undoes ? verify(state, app, run) : nothing}
    ${verdict(state, run)}${undo(state, app, run)}
  </li>`;
}

/** @param {object} state @param {object} app */
export function table(state, app) {
  const { runs } = state.actions;
  return card(
    "On the table",
    runs.length
      ? html`<ul class="facts">${
        repeat([...runs].reverse(), (run) => run.id, (run) => runRow(state, app, run))
      }</ul>`
      : none("No change yet."),
    runs.some((run) => run.status === "running") ? "key" : "",
  );
}
