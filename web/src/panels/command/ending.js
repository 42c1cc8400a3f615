// How the incident ends: exit criteria, what is to be so before, resolving it, the review.
//
// Names for tests: "Set exit criteria", "Resolve incident", "Reopen incident", "Write the review",
// fields "Owner of the review", "Held within", button "Schedule review"; list "Before it is over".
import { html, nothing } from "lit-html";
import { rich, t, tn } from "../../i18n.js";
import {
  aloud,
  at,
  button,
  card,
  choice,
  field,
  form,
  line,
  moving,
  peopleChoice,
  words,
} from "../../parts.js";
import { can, nameOf } from "../../state.js";
import { checklist, tally } from "./resolve_words.js";

const SIGNS = new Map([
  [true, ["✓", (text) => t("Done: {text}", { text }), "ok"]],
  [false, ["○", (text) => t("Open: {text}", { text }), "warn"]],
  [null, ["?", (text) => t("To judge: {text}", { text }), "dim"]],
]);

const row = (app, { done, text, go }) => {
  const [sign, said, look] = SIGNS.get(done);
  return html`
    <li
      data-done=${String(done)}><span class=${look} aria-hidden="true">${sign}</span> <span>${aloud(
        text,
        said(text),
      )}</span>${go
        ? html`
          <button type="button" class="quiet small" aria-label=${t("Go there: {text}", { text })}
            @click=${() => app.show(go)}>${t("Go there")}</button>
        `
        : nothing}</li>
  `;
};

const before = (app, checks) =>
  html`
    <h4>${tn(
      "Before it is over: {n} of {all} is so",
      "Before it is over: {n} of {all} are so",
      tally(checks).met,
      { all: checks.length },
    )}</h4>
    <ul class="checks" aria-label=${t("Before it is over")}>${checks.map((check) =>
      row(app, check)
    )}</ul>
  `;

async function resolve(app, checks, exit) {
  const open = tally(checks).open.filter(({ id }) => id !== "exit");
  const criteria = exit
    ? t("You said that it is over when: {exit}", { exit })
    : t("No exit criteria were set. Has the service recovered, and has it stayed so?");
  const left = open.length
    ? t("Still open: {list}.", { list: open.map(({ text }) => text).join("; ") })
    : "";
  const sure = await app.confirm({
    title: t("Resolve the incident?"),
    text: [criteria, left].filter(Boolean).join(" · "),
    yes: t("Resolve"),
    no: t("Not yet"),
  });
  if (sure) app.run("incident.resolve");
}

const running = (state, app, now) => {
  const { exit_criteria: exit } = state.incident;
  const checks = checklist(state, now);
  return html`${
    words(
      state,
      app,
      "exit",
      "exit_criteria.set",
      t("It is over when …"),
      t("Set exit criteria"),
      "exit",
      t("errors below 1% for 15 minutes"),
    )
  }${before(app, checks)}<div class="row">${
    button(state, app, {
      say: t("Resolve incident"),
      verb: "incident.resolve",
      look: "danger",
      click: () => resolve(app, checks, exit),
    })
  }</div>`;
};

const over = (state, app) =>
  html`
    <p class="fact"><span class="ok">${t("✓ Resolved")}</span> ${at(
      state,
      state.incident.resolved_at,
    )}</p><details
      class="more"><summary>${t("It is back?")}</summary>${form(state, app, {
        id: "reopen",
        verb: "incident.reopen",
        args: (read) => ({ reason: read("reason") }),
        fields: field(t("Why it is not over"), line("reason", { must: true })),
        submit: t("Reopen incident"),
        inline: true,
        look: "danger",
      })}</details>${can(state, "postmortem.write")
        ? html`<div class="row">${
          button(state, app, {
            say: t("Write the review"),
            click: () => app.ui({ tab: "review" }),
          })
        }</div>`
        : nothing}
  `;

const review = (state, app, isOver) => {
  const { postmortem } = state.incident;
  return postmortem
    ? html`<p class="fact">${
      rich("Review: {left}; owner: {name}", {
        left: html`<b>${moving("left", postmortem.at)}</b>`,
        name: html`<b>${nameOf(state, postmortem.owner)}</b>`,
      })
    }</p>`
    : form(state, app, {
      id: "schedule",
      verb: "postmortem.schedule",
      args: (read) => ({ owner: read("owner"), in_hours: Number(read("in_hours")) }),
      fields: html`<div class="pair">${
        field(t("Owner of the review"), peopleChoice(state, "owner"))
      }${
        field(
          t("Held within"),
          choice("in_hours", [["24", t("1 day")], ["48", t("2 days")], ["72", t("3 days")], [
            "120",
            t("5 days"),
          ]], "review"),
        )
      }</div>`,
      submit: t("Schedule review"),
      inline: true,
      look: isOver ? "primary" : "plain",
    });
};

/** @param {object} state @param {object} app @param {number} now drill time */
export function ending(state, app, now) {
  const { exit_criteria: exit, resolved_at } = state.incident;
  const isOver = resolved_at !== null;
  return card(
    t("The end"),
    html`${
      exit
        ? html`<p class="fact">${rich("Over when: {exit}", { exit: html`<b>${exit}</b>` })}</p>`
        : nothing
    }${isOver ? over(state, app) : running(state, app, now)}${review(state, app, isOver)}`,
  );
}
