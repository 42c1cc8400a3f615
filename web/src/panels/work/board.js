// The board of hypotheses: stated, supported, refuted, each with who and by what evidence.
//
// Names for tests: fields "Suspect", "Reason", button "State hypothesis"; on an idea the buttons
// "Supported: <suspect>", "Refuted: <suspect>"; "Record a test of <suspect>" opens fields "Result",
// "What you saw", button "Record test".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { t } from "../../i18n.js";
import { aloud, at, button, card, choice, field, form, prose } from "../../parts.js";
import { can, nameOf } from "../../state.js";
import { board, COLUMNS, evidenceSeen, testsOf } from "./board_words.js";

const TITLES = {
  stated: t("Stated"),
  supported: t("Supported"),
  refuted: t("Refuted"),
};

const RESULTS = {
  confirmed: t("confirmed"),
  refuted: t("refuted"),
  inconclusive: t("inconclusive"),
};

const SIGNS = { confirmed: "✓", refuted: "✕", inconclusive: "?" };

const TONES = { confirmed: "ok", refuted: "dim", inconclusive: "warn" };

const said = (state, test) =>
  html`
    <li
      class="fact"><span class=${TONES[test.result] ??
        ""}><span aria-hidden="true">${SIGNS[test.result] ?? ""}</span> ${RESULTS[test.result] ??
        test.result}</span> <span class="dim">${nameOf(
          state,
          test.by,
        )}, ${at(state, test.at)}</span> ${test.note}</li>
  `;

// What was looked at last goes along as evidence, so that one press says more than a verdict.
const quick = (state, app, one, result, say, name) => {
  const [seen] = evidenceSeen(state.evidence.looks);
  const note = seen ? t("Seen in: {title}", { title: seen }) : "";
  return button(state, app, {
    say,
    name,
    verb: "hypothesis.test",
    args: { id: one.id, result, note },
    look: "small",
  });
};

const test = (state, app, one) =>
  html`
    <div class="row">${one.result === "confirmed" ? nothing : quick(
      state,
      app,
      one,
      "confirmed",
      t("Supported"),
      t("Supported: {suspect}", { suspect: one.suspects }),
    )}${one.result === "refuted" ? nothing : quick(
      state,
      app,
      one,
      "refuted",
      t("Refuted"),
      t("Refuted: {suspect}", { suspect: one.suspects }),
    )}</div>
    <details class="more"><summary>${aloud(
      t("Record a test"),
      t("Record a test of {suspect}", { suspect: one.suspects }),
    )}</summary>${form(state, app, {
      id: `test-${one.id}`,
      verb: "hypothesis.test",
      args: (read) => ({ id: one.id, result: read("result"), note: read("note") }),
      fields: html`<div class="pair">${
        field(t("Result"), choice("result", Object.entries(RESULTS)))
      }${
        field(
          t("What you saw"),
          html`
            <input name="note" maxlength="300" list="evidence-seen"
              placeholder=${t("timeouts only on network B")}>
          `,
        )
      }</div>`,
      submit: t("Record test"),
      inline: true,
      look: "plain",
    })}</details>
  `;

function idea(state, app, one) {
  const tests = testsOf(state.timeline, one.id);
  return html`
    <li
      class="idea"><p><b>${one.suspects}</b> ${one.text} <span class="dim">${nameOf(
        state,
        one.by,
      )}, ${at(state, one.at)}</span></p>${tests.length
        ? html`<ul>${tests.map((each) => said(state, each))}</ul>`
        : nothing}${can(state, "hypothesis.test") ? test(state, app, one) : nothing}</li>
  `;
}

const column = (state, app, name, ideas) =>
  html`
    <section class="lane" data-lane=${name} aria-label=${TITLES[name]}>
      <h4>${TITLES[name]} <span
        class="num">${ideas.length}</span></h4>
      <ul class="facts">${repeat(ideas, (one) => one.id, (one) => idea(state, app, one))}</ul>
    </section>
  `;

const suspects = (state) =>
  state.drill.services.map(({ id, title }) => [id, title === id ? id : `${title} (${id})`]);

/** What a verdict without further words names as its evidence. */
const named = (state) => {
  const [seen] = evidenceSeen(state.evidence.looks);
  return seen && can(state, "hypothesis.test")
    ? html`<p class="dim">${
      t("Supported and Refuted name what you saw last: {title}.", { title: seen })
    }</p>`
    : nothing;
};

/** @param {object} state @param {object} app */
export function hypotheses(state, app) {
  const columns = board(state.hypotheses);
  return card(
    t("Hypotheses"),
    html`${
      state.hypotheses.length
        ? html`
          ${named(state)}
                    <div class="lanes">${COLUMNS.map((name) =>
                      column(state, app, name, columns[name])
                    )}</div>
                    <datalist id="evidence-seen">${evidenceSeen(state.evidence.looks).map((title) =>
                      html`<option value=${title}></option>`
                    )}</datalist>
        `
        : nothing
    }${
      form(state, app, {
        id: "idea",
        verb: "hypothesis.state",
        args: (read) => ({ text: read("text"), suspects: read("suspects") }),
        fields: html`${field(t("Suspect"), choice("suspects", suspects(state), "idea"))}${
          field(
            t("Reason"),
            prose("text", { must: true, rows: 1, hint: t("what would explain what you see") }),
          )
        }`,
        submit: t("State hypothesis"),
        look: "plain",
      })
    }`,
  );
}
