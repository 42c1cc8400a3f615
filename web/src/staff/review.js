// The review of the incident that the team writes, to be read: what is saved, what is shared.
//
// Names for tests: tab and region "Review".
import { html, nothing } from "lit-html";
import { rich, t } from "../i18n.js";
import { at, none, panel } from "../parts.js";

const SECTIONS = [
  ["summary", t("Summary")],
  ["timeline", t("Timeline")],
  ["impact", t("Impact")],
  ["root_cause", t("Root cause")],
  ["went_well", t("What went well")],
  ["went_wrong", t("What went wrong")],
];

const section = (draft, [name, title]) =>
  draft.sections[name]
    ? html`
      <h3>${title}</h3>
      <p class="said">${draft.sections[name]}</p>
    `
    : nothing;

const item = (one) =>
  html`<li><span class="said">${one.what}</span> <span class="dim">${
    [one.type, one.priority, one.owner, one.due].filter(Boolean).join(" · ")
  }</span></li>`;

/** Whether there is something to read. */
export const hasReview = ({ review }) => Boolean(review?.draft || review?.runbooks?.length);

function draftOf(state) {
  const { draft, shared } = state.review;
  if (!draft) return none(t("Nobody has saved a review yet."));
  return html`
    <p class="fact">${rich("saved by {name}, {time}", {
      name: html`<b>${draft.name}</b>`,
      time: at(state, draft.at),
    })}${shared
      ? html`
        · <span class="ok">${shared.with
          ? t("✓ shared with {whom}", { whom: shared.with })
          : t("✓ shared")}</span>
      `
      : html`
        · <span class="dim">${t("not shared yet")}</span>
      `}</p>
    ${SECTIONS.map((one) => section(draft, one))}
    ${draft.actions.length
      ? html`
        <h3>${t("Action items")}</h3>
        <ol class="read">${draft.actions.map(item)}</ol>
      `
      : nothing}
  `;
}

const runbook = (state, one) =>
  html`<li>${at(state, one.at)} <b>${one.name}</b> <span class="said">${one.text}</span></li>`;

/** @param {object} state */
export function review(state) {
  const books = state.review?.runbooks ?? [];
  return panel(
    "review",
    t("Review"),
    nothing,
    html`
      <div class="scroll" tabindex="0" role="group" aria-label=${t("The review")}>
        <div class="pad reading">${state.review ? draftOf(state) : nothing}${books.length
          ? html`
            <h3>${t("Runbooks")}</h3>
            <ul>${books.map((one) => runbook(state, one))}</ul>
          `
          : nothing}</div>
      </div>
    `,
    "bare",
  );
}
