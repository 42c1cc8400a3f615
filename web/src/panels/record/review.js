// The review of the incident: what happened, why, and what is done about it. Observers read it.
//
// Names for tests: tab "Review"; form "#postmortem" with fields "Summary", "Timeline", "Impact",
// "Root cause", "What went well", "What went wrong"; buttons "Save the review", "Insert what the
// document says", "Insert what the log says", "Put mine after theirs", "Take theirs", "Share the
// review", "Update the runbook". The action items are in review_items.js.
import { html, nothing } from "lit-html";
import { clockText } from "../../clock.js";
import { keep } from "../../drafts.js";
import { t } from "../../i18n.js";
import { at, card, choice, field, form, hidden, line, none, prose } from "../../parts.js";
import { can } from "../../state.js";
import { together } from "./document_words.js";
import { linesOf, speakerOf } from "../channel/entries.js";
import { hintsOn } from "../comms/plain_words.js";
import { forgetRows, items, itemsOf } from "./review_items.js";
import { basesOf, changedSince, fromDocument, fromLog, SECTIONS } from "./review_words.js";
import "../comms/words_sheet.js";

const FORM = "postmortem";
const BASES = "review-bases";
const MOST = 4_000;

const savedIn = (state) => state.review.draft?.sections ?? {};
const bases = () => JSON.parse(keep(BASES) ?? "{}");
const fieldOf = (name) => document.getElementById(FORM)?.elements[name];

// What is begun here is remembered with what stood there, so that nobody writes over another unseen.
const typed = (state, app) => () => {
  const mine = Object.fromEntries(SECTIONS.map(([name]) => [name, fieldOf(name)?.value ?? ""]));
  keep(BASES, JSON.stringify(basesOf(bases(), savedIn(state), mine)));
  app.ui({});
};

function put(name, text) {
  const input = fieldOf(name);
  input.value = text.slice(0, MOST);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.focus();
}

const add = (name, text) => () =>
  put(name, [fieldOf(name).value.trim(), text].filter(Boolean).join("\n"));

const chip = (say, title, name, text) =>
  html`<button type="button" class="chip" @click=${add(name, text)}>${say}${
    hidden(`: ${title}`)
  }</button>`;

function meanwhile(state, app, name) {
  const saved = savedIn(state);
  const mine = fieldOf(name)?.value ?? "";
  if (!changedSince(bases(), saved, name) || mine === saved[name]) return nothing;
  const settle = (text) => {
    keep(BASES, JSON.stringify({ ...bases(), [name]: saved[name] ?? "" }));
    put(name, text);
    app.ui({});
  };
  return html`
    <div class="stale" role="status">
      <p><b>${t("{name} saved this after you began.", state.review.draft)}</b> ${t(
        "Your words are kept.",
      )}</p>
      <p class="said">${saved[name]}</p>
      <div
        class="row"><button type="button" class="small" @click=${() =>
          settle(together(saved[name] ?? "", mine, MOST))}>${t(
            "Put mine after theirs",
          )}</button><button type="button" class="small" @click=${() => settle(mine)}>${t(
            "Keep mine",
          )}</button><button type="button" class="small" @click=${() =>
          settle(saved[name] ?? "")}>${t("Take theirs")}</button></div>
    </div>
  `;
}

function section(state, app, known, [name, title, hint]) {
  const there = savedIn(state)[name] ?? "";
  const mine = fieldOf(name)?.value ?? "";
  const written = known.document[name];
  const logged = known.log[name];
  const has = (text) => text && !mine.includes(text.slice(0, MOST)) && !there;
  const blamed = hintsOn({ text: mine, next: true, people: state.people })
    .filter(({ id }) => id === "blame");
  return html`${
    field(
      title,
      html`
        <textarea name=${name} rows="2" maxlength=${MOST} placeholder=${hint}
          .defaultValue=${there} data-focus=${name === "summary" ? "draft" : nothing}></textarea>
      `,
    )
  }${
    has(written) || has(logged)
      ? html`<p class="chips">${
        has(written) ? chip(t("Insert what the document says"), title, name, written) : nothing
      }${has(logged) ? chip(t("Insert what the log says"), title, name, logged) : nothing}</p>`
      : nothing
  }${blamed.map((one) => html`<p class="hints" role="status">${one.text}</p>`)}${
    meanwhile(state, app, name)
  }`;
}

function composer(state, app) {
  const who = ({ event, said }) => speakerOf(state, event, said);
  const known = { document: fromDocument(state), log: fromLog(state, linesOf(state), who) };
  return card(
    t("The review"),
    html`
      <p class="why">${t(
        "How the system failed, not who. The newest version counts, whoever saves it.",
      )}</p>${form(state, app, {
        id: FORM,
        verb: "postmortem.write",
        typed: typed(state, app),
        args: (read) => ({
          sections: Object.fromEntries(SECTIONS.map(([name]) => [name, read(name)])),
          actions: itemsOf(state, read),
        }),
        fields: html`${SECTIONS.map((one) => section(state, app, known, one))}${items(state, app)}`,
        submit: t("Save the review"),
        sent: () => {
          keep(BASES, null);
          forgetRows(app);
        },
      })}
    `,
  );
}

const saved = (state) => {
  const { draft, shared } = state.review;
  return card(
    t("What is saved"),
    draft
      ? html`
        <p class="fact"><span class="ok">✓ ${t("saved")}</span> ${t("by {name}", {
          name: draft.name,
        })}, ${at(state, draft.at)}${shared
          ? html`
            · <span class="ok">✓ ${t("shared")}</span>${shared.with
              ? ` ${t("with {people}", { people: shared.with })}`
              : ""}
          `
          : nothing}</p>
        <details class="more">
          <summary>${t("Read it")}</summary>
          <p class="said">${draft.text}</p>
        </details>
      `
      : none(t("Nobody has saved a review yet.")),
  );
};

const share = (state, app) =>
  can(state, "postmortem.share") && state.review.draft
    ? card(
      t("Share it"),
      form(state, app, {
        id: "share",
        verb: "postmortem.share",
        args: (read) => ({ with: read("with") }),
        fields: field(t("With"), line("with", { hint: t("engineering, support, leadership") })),
        submit: t("Share the review"),
        inline: true,
        look: "plain",
      }),
    )
    : nothing;

function runbook(state, app) {
  const books = state.evidence.sources.filter((one) => one.kind === "runbook");
  const done = state.review.runbooks;
  if (!can(state, "runbook.update") && !done.length) return nothing;
  return card(
    t("Runbook"),
    html`${
      done.map((one) =>
        html`<p class="fact">${
          clockText(state.drill.clock0, one.at)
        } <b>${one.name}</b> ${one.text}</p>`
      )
    }${
      form(state, app, {
        id: "runbook",
        verb: "runbook.update",
        args: (read) => ({ source: read("source") || null, text: read("text") }),
        fields: html`${
          field(
            t("Runbook"),
            choice("source", [
              ...books.map(({ source, title }) => [source, title]),
              ["", t("a new one")],
            ]),
          )
        }${
          field(
            t("What the next shift should know"),
            prose("text", { must: true, max: MOST, hint: t("if … then …") }),
          )
        }`,
        submit: t("Update the runbook"),
        look: "plain",
      })
    }`,
  );
}

/** @param {object} state @param {object} app */
export const review = (state, app) =>
  html`
    <div class="cards">
      <div>${can(state, "postmortem.write") ? composer(state, app) : nothing}</div>
      <div>${saved(state)}${share(state, app)}${runbook(state, app)}</div>
    </div>
  `;
