// The changes on the table: each from proposal to verification, or to its undoing.
//
// Names for tests: "Approve <title>", "Start <title>", "Announce <title>", "Stop <title>", "Verify
// <title>", "Undo <title>"; button "Verify recovery". Starting without approval asks: "Start
// anyway"; undoing asks: "Undo it".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { spanText } from "../../clock.js";
import { rich, t } from "../../i18n.js";
import { at, button, card, form, moving, none, signals } from "../../parts.js";
import { can, nameOf } from "../../state.js";
import { riskWord, seenInText } from "../../words.js";
import {
  inOrder,
  isOpen,
  isToVerify,
  stageText,
  statusText,
  stepsOf,
  undoable,
  waitText,
} from "./run_words.js";
import { startAnyway } from "./start.js";

const enforced = (state, run) =>
  state.actions.catalogue.some((one) => one.action === run.action && one.approval === "enforced");

function start(state, app, run) {
  const approved = run.status === "approved";
  if (!approved && enforced(state, run)) return nothing;
  return button(state, app, {
    say: t("Start"),
    name: t("Start {title}", run),
    verb: "action.start",
    args: { id: run.id },
    look: approved ? "primary" : "plain",
    focus: approved ? "start" : undefined,
    click: () =>
      approved
        ? app.run("action.start", { id: run.id })
        : startAnyway(app, run.title, { id: run.id }),
  });
}

/** What was said of a change when it was proposed. */
export const proposal = (run) =>
  run.undoes ? nothing : html`<p class="why">${
    rich("Risk: {risk} · Undo: {undo}", {
      risk: riskWord(run.risk) || t("not said"),
      undo: run.undo || t("not said"),
    })
  }</p>`;

function waiting(state, app, run) {
  return html`${proposal(run)}${
    run.status === "proposed"
      ? html`<p class="fact">${rich("Waiting for {span}.", { span: moving("since", run.at) })}</p>`
      : nothing
  }
    <div class="row">${
    run.status === "proposed"
      ? button(state, app, {
        say: t("Approve"),
        name: t("Approve {title}", run),
        verb: "action.approve",
        args: { id: run.id },
        look: "primary",
      })
      : nothing
  }${start(state, app, run)}${
    button(state, app, {
      say: run.announced_at == null ? t("Announce") : t("Announce again"),
      name: run.announced_at == null
        ? t("Announce {title}", run)
        : t("Announce again {title}", run),
      verb: "action.announce",
      args: { id: run.id },
      look: "quiet",
    })
  }</div>`;
}

async function stop(app, run, waits) {
  const sure = await app.confirm({
    title: t("Stop “{title}”?", { title: run.title }),
    text: waits ? t("It has not begun.") : t("What it has done so far stays done."),
    yes: t("Stop it"),
    no: t("Let it run"),
  });
  if (sure) app.run("action.abort", { id: run.id });
}

function running(state, app, run) {
  const until = run.expected;
  const waits = waitText(run, state.actions.runs);
  const stage = stageText(run);
  return html`${waits ? html`<p class="why">${waits}</p>` : nothing}
    <div class="wait">${
    waits ? nothing : html`
      <progress max="1" data-live="part" data-at=${run.started_at}
        data-until=${until} aria-label=${run.title}></progress>
    `
  } ${rich("Finish: {left}", { left: moving("left", until) })}
    ${
    button(state, app, {
      say: t("Stop"),
      name: t("Stop {title}", run),
      verb: "action.abort",
      args: { id: run.id },
      look: "danger small",
      click: () => stop(app, run, waits),
    })
  }</div>${stage ? html`<p class="fact num">${stage}</p>` : nothing}`;
}

const verify = (state, app, run) =>
  can(state, "mitigation.verify")
    ? html`<details class="more" open><summary>${t("Did it work?")}</summary>${
      form(state, app, {
        id: `verify-${run.id}`,
        verb: "mitigation.verify",
        args: (read, data) => ({
          id: run.id,
          signals: data.getAll("signals"),
          worked: read("worked") === "yes",
        }),
        fields: html`${signals(t("Sources seen"))}
        <fieldset class="ticks"><legend>${t("Result")}</legend>
          <label><input type="radio" name="worked" value="yes" required data-focus="verify">${
          t("worked")
        }</label>
          <label><input type="radio" name="worked" value="no">${
          t("did not work")
        }</label></fieldset>`,
        submit: t("Verify"),
        name: t("Verify {title}", run),
        look: "plain",
      })
    }</details>`
    : nothing;

function verdict(state, { verified }) {
  if (!verified) return nothing;
  const seen = rich("seen in {signals}, {time}", {
    signals: seenInText(verified.signals),
    time: at(state, verified.at),
  });
  return html`<p class="fact"><span class=${verified.worked ? "ok" : "bad"}>${
    verified.worked ? t("✓ worked") : t("✗ did not work")
  }</span> <span class="dim">${seen}</span></p>`;
}

function failure(run) {
  if (run.status !== "failed") return nothing;
  const stage = stageText(run);
  return html`<p class="fact"><span class="bad">${run.reason || t("It failed.")}</span>${
    stage
      ? html`
        <span class="dim">${t("{stage}; that stays.", { stage })}</span>
      `
      : nothing
  }</p>`;
}

function undo(state, app, run) {
  const one = undoable(run, state.actions);
  if (!one) return nothing;
  const asks = one.approval === "enforced";
  const span = spanText(one.undo);
  const sure = () =>
    app.confirm({
      title: t("Undo “{title}”?", { title: run.title }),
      text: asks
        ? t(
          "That takes {span}, and what it has done is gone after that. It needs a go-ahead first, " +
            "so this only proposes it.",
          { span },
        )
        : t("That takes {span}, and what it has done is gone after that.", { span }),
      yes: asks ? t("Propose to undo it") : t("Undo it"),
      no: t("Leave it"),
    });
  return html`<div class="row">${
    button(state, app, {
      say: t("Undo"),
      name: t("Undo {title}", run),
      verb: "action.undo",
      args: { id: run.id },
      look: "small",
      click: async () => {
        if (await sure()) app.run("action.undo", { id: run.id });
      },
    })
  }</div>`;
}

const unapproved = (run) =>
  run.started_at !== null && run.approved_at === null && !run.undoes
    ? html`<li class="warn">${t("no approval")}</li>`
    : nothing;

const steps = (state, run) =>
  html`<ol class="way" aria-label=${t("What happened to it")}>${
    stepsOf(run, (id) => nameOf(state, id)).map((step) =>
      html`<li data-step=${step.id}>${step.text} ${at(state, step.at)}</li>`
    )
  }${unapproved(run)}</ol>`;

function runRow(state, app, run) {
  const to = run.status === "proposed" || run.status === "approved";
  return html`
    <li class="run" data-status=${run.status} data-action=${run.action}
      data-over=${!isOpen(run) && !isToVerify(run)} tabindex="-1">
        <p><b>${run.title}</b> <span class="tag">${statusText(run)}</span>
          <span class="dim">${run.component}</span></p>
        ${steps(state, run)}
        ${to ? waiting(state, app, run) : nothing}
        ${run.status === "running" ? running(state, app, run) : nothing}
        ${failure(run)}
        ${isToVerify(run) ? verify(state, app, run) : nothing}
        ${verdict(state, run)}${undo(state, app, run)}
      </li>
  `;
}

/** @param {object} state @param {object} app */
export function table(state, app) {
  const { runs } = state.actions;
  return card(
    t("On the table"),
    runs.length
      ? html`<ul class="facts">${
        repeat(inOrder(runs), (run) => run.id, (run) => runRow(state, app, run))
      }</ul>`
      : none(t("No change yet.")),
    runs.some((run) => run.status === "running") ? "key" : "",
  );
}

/** When the signals are back: who saw it, and where. */
export const recovery = (state, app) =>
  can(state, "recovery.verify") && state.incident.declared_at !== null &&
    state.incident.resolved_at === null
    ? card(
      t("Recovery"),
      html`<p class="why">${
        t("When the signals are back, and stay: say so, and on what you saw it.")
      }</p>${
        form(state, app, {
          id: "recovery",
          verb: "recovery.verify",
          args: (_read, data) => ({ signals: data.getAll("signals") }),
          fields: signals(t("Sources seen")),
          submit: t("Verify recovery"),
          inline: true,
          look: "plain",
        })
      }`,
    )
    : nothing;
