// The Work tab: on the left what can be seen and what it could mean, on the right what is done
// about it. Both are left alone while nothing that they show has changed.
import { html } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { catalogue } from "./catalogue.js";
import { diagnosis } from "./diagnosis.js";
import { recovery, table } from "./runs.js";
import { sources } from "./sources.js";
import { yours } from "./yours.js";
import "./work_sheet.js";

const common = ({ you, people, drill, incident, ui, names }) => [
  you,
  people,
  drill,
  incident,
  ui,
  names,
];

/** @param {object} state @param {object} app */
export const evidenceArea = (state, app) =>
  guard(
    [
      ...common(state),
      state.evidence,
      state.alerts,
      state.hypotheses,
      state.tasks,
      state.actions,
    ],
    () => html`${yours(state, app)}${sources(state, app)}${diagnosis(state, app)}`,
  );

/** @param {object} state @param {object} app */
export const changesArea = (state, app) =>
  guard(
    [...common(state), state.actions],
    () => html`${table(state, app)}${catalogue(state, app)}${recovery(state, app)}`,
  );
