// For whoever writes down: a line at once, and what is not in the document yet.
//
// Names for tests: form "#quick" with field "One line" and button "Log it"; list "Not written down
// yet" with buttons "Add <entry>", "Word it: <entry>", "Add these <n>".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { drillTime } from "../../clock.js";
import { rich, t, tn } from "../../i18n.js";
import { button, card, field, form, line } from "../../parts.js";
import { can } from "../../state.js";
import { logThis } from "./document.js";
import { entryText } from "./document_words.js";
import { linesOf, speakerOf } from "../channel/entries.js";
import { batch, missing, timed } from "./scribe_words.js";

const SHOWN = 6;

const quick = (state, app) =>
  form(state, app, {
    id: "quick",
    verb: "doc.write",
    args: (read) => ({
      section: "timeline",
      text: timed(read("line"), state.drill.clock0, drillTime(state.clock, Date.now())),
    }),
    fields: field(
      t("One line"),
      line("line", {
        must: true,
        focus: "quick",
        hint: t("the time is added for you"),
      }),
    ),
    submit: t("Log it"),
    inline: true,
  });

const textOf = (state, { event, said }) =>
  entryText(state.drill.clock0, event, speakerOf(state, event, said), said);

function row(state, app, one) {
  const text = textOf(state, one);
  return html`<li><span class="grow">${text}</span>${
    button(state, app, {
      say: t("Add"),
      name: t("Add {text}", { text }),
      verb: "doc.write",
      args: { section: "timeline", text, refs: [one.event.seq] },
      look: "small",
    })
  }<button type="button" class="quiet small" aria-label=${
    t("Word it: {text}", { text })
  } @click=${() => logThis(state, app, one)}>${t("Word it")}</button></li>`;
}

function undone(state, app) {
  const open = missing(state.document, linesOf(state));
  if (!open.length) return nothing;
  const some = batch(open);
  return html`
    <h4>${tn(
      "{n} key event is not written down yet",
      "{n} key events are not written down yet",
      open.length,
    )}</h4>
    <ul class="undone" aria-label=${t("Not written down yet")}>${repeat(
      open.slice(0, SHOWN),
      ({ event }) => event.seq,
      (one) => row(state, app, one),
    )}</ul>
    <div class="row">${some.length > 1
      ? button(state, app, {
        say: tn("Add this one as it is", "Add these {n} as they are", some.length),
        verb: "doc.write",
        args: {
          section: "timeline",
          text: some.map((one) => textOf(state, one)).join("\n").slice(0, 4_000),
          refs: some.map(({ event }) => event.seq),
        },
      })
      : nothing}</div>
  `;
}

/** @param {object} state @param {object} app */
export function scribe(state, app) {
  if (!can(state, "doc.write")) return nothing;
  const declared = state.incident.declared_at !== null;
  return card(
    t("Log"),
    html`${quick(state, app)}<p class="why">${
      rich("{key} sends it. Any line of the timeline can be logged as well: “Log this”.", {
        key: html`<kbd>Enter</kbd>`,
      })
    }</p>${declared ? undone(state, app) : nothing}`,
  );
}
