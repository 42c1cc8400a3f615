// What the team thinks: who is hurt, and what could be the cause.
//
// Names for tests: buttons "Define scope", "Correct scope"; the rest in board.js.
import { html, nothing } from "lit-html";
import { rich, t } from "../../i18n.js";
import { card, field, form, line } from "../../parts.js";
import { can } from "../../state.js";
import { hypotheses } from "./board.js";

const scope = (state, app) =>
  card(
    t("Scope"),
    html`${
      state.incident.scope
        ? html`<p class="fact">${
          rich("{what}: {who}, {how_many}, since {since}", {
            ...state.incident.scope,
            what: html`<b>${state.incident.scope.what}</b>`,
          })
        }</p>`
        : nothing
    }${
      form(state, app, {
        id: "scope",
        verb: "scope.define",
        args: (read) => ({
          who: read("who"),
          how_many: read("how_many"),
          what: read("what"),
          since: read("since"),
        }),
        fields: html`
          <div class="pair">${field(
            t("Who"),
            line("who", { must: true, focus: "scope", hint: t("people who pay by card") }),
          )}${field(t("How many"), line("how_many", { must: true, hint: t("about 40%") }))}</div>
          <div class="pair">${field(
            t("What fails"),
            line("what", { must: true, hint: t("checkout") }),
          )}${field(t("Since"), line("since", { must: true, hint: "14:13" }))}</div>
        `,
        submit: state.incident.scope ? t("Correct scope") : t("Define scope"),
        look: "plain",
      })
    }`,
  );

/** @param {object} state @param {object} app */
export const diagnosis = (state, app) =>
  html`${can(state, "scope.define") ? scope(state, app) : nothing}${
    can(state, "hypothesis.state") || state.hypotheses.length ? hypotheses(state, app) : nothing
  }`;
