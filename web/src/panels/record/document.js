// The incident document: what everybody can read up, written while it happens. What somebody has
// begun stays theirs, section by section, over a reload and over what others write meanwhile.
//
// Names for tests: form "#doc" with fields "Section", "Entry"; "About which events?" opens the group
// "Events"; button "Write it down"; buttons "Start from what stands there", "Put mine after theirs",
// "Keep mine, it replaces theirs", "Write in <section>", "Go on in <section>"; in the timeline "Log
// this".
import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import { keep } from "../../drafts.js";
import { rich, t, tn } from "../../i18n.js";
import { at, card, choice, field, form, prose } from "../../parts.js";
import { can } from "../../state.js";
import { linesOf, speakerOf } from "../channel/entries.js";
import {
  begun,
  entryText,
  isReplaced,
  newestOf,
  offered,
  overtaken,
  SECTIONS,
  suggested,
  together,
  waitingIn,
} from "./document_words.js";
import { section } from "./document_shown.js";

const ID = "doc";
const MOST = 4_000;
const DRAWN = 80;

/** What this person has begun to write, by section. */
let parts = null;
const begunParts = () => parts ??= JSON.parse(keep("doc-parts") ?? "{}");
let shown = "";

const composer = () => document.getElementById(ID);
const written = (name) => composer()?.elements[name]?.value ?? "";
const chosen = () => written("section") || "summary";
const refsOf = (section) => begunParts()[section]?.refs ?? [];

function store(next) {
  parts = next;
  keep("doc-parts", JSON.stringify(next));
}

const note = (state, section, text, refs = refsOf(section)) =>
  store(begun(begunParts(), state.document, section, text, refs));

/** After every change of the form: keep it, and on another section show what was begun there. */
const typed = (state, app) => () => {
  const section = chosen();
  if (shown && shown !== section) {
    composer().elements.text.value = begunParts()[section]?.text ?? "";
  }
  shown = section;
  note(state, section, written("text"));
  app.ui({});
};

/** Put words into the composer as if they had been typed. */
function write(section, text) {
  const { elements } = composer();
  if (section !== chosen()) {
    elements.section.value = section;
    composer().dispatchEvent(new Event("input"));
  }
  if (text !== undefined) elements.text.value = text;
  composer().dispatchEvent(new Event("input"));
  elements.text.scrollIntoView({ block: "center" });
  elements.text.focus();
}

/** Begin an entry about a line of the timeline; what is being written already is kept. */
export function logThis(state, app, { event, said }) {
  const before = (chosen() === "timeline" ? written("text") : begunParts().timeline?.text ?? "")
    .trim();
  const line = entryText(state.drill.clock0, event, speakerOf(state, event, said), said);
  const refs = [...new Set([...refsOf("timeline"), event.seq])];
  app.ui({ tab: "record" });
  // The tab has to be drawn first.
  setTimeout(() => {
    write("timeline", before ? `${before}\n${line}` : line);
    note(state, "timeline", written("text"), refs);
    app.ui({});
  }, DRAWN);
}

function stale(state, app) {
  const mine = begunParts()[chosen()];
  const newer = overtaken(state.document, chosen(), mine);
  if (!newer) return nothing;
  const settle = (text) => {
    store({ ...begunParts(), [chosen()]: { ...mine, text, rev: newer.rev } });
    write(chosen(), text);
    app.ui({ errors: { ...state.ui.errors, [ID]: null } });
  };
  return html`
    <div class="stale" role="status">
      <p><b>${t("{name} wrote here after you began.", newer)}</b> ${t("Your words are kept.")}</p>
      <div class="versus">
        <div>
          <p class="dim">${rich("Now it says ({name}, {time})", {
            name: newer.name,
            time: at(state, newer.at),
          })}</p>
          <p class="said">${newer.text}</p>
        </div>
        <div>
          <p class="dim">${t("Yours, not sent yet")}</p>
          <p class="said">${mine.text}</p>
        </div>
      </div>
      <div class="row"><button type="button" @click=${() =>
        settle(together(newer.text, mine.text, MOST))}>${t("Put mine after theirs")}</button>
      <button type="button" @click=${() => settle(mine.text)}>${t(
        "Keep mine, it replaces theirs",
      )}</button></div>
    </div>
  `;
}

const chip = (text, click, title) =>
  html`<button type="button" class="chip" title=${title ?? text} @click=${click}>${text}</button>`;

function starts(state) {
  const id = chosen();
  const mine = written("text").trim();
  const there = isReplaced(id) && !mine && state.document[id].at(-1);
  const known = suggested(state, id).filter((text) =>
    !mine.includes(text) && !state.document[id].some((one) => one.text.includes(text))
  );
  if (!there && !known.length) return nothing;
  return html`
    <p class="chips">${there
      ? chip(t("Start from what stands there"), () => write(id, there.text), there.text)
      : nothing}${known.map((text) =>
        chip(`+ ${text}`, () => write(id, mine ? `${mine}\n${text}` : text))
      )}</p>
  `;
}

function unsent() {
  const others = waitingIn(begunParts(), chosen());
  if (!others.length) return nothing;
  return html`<p class="fact warn">${t("Not sent yet:")} ${
    others.map(([id, title]) =>
      html`
        <button type="button" class="small" @click=${() => write(id)}>${t("Go on in {section}", {
          section: title,
        })}</button>
      `
    )
  }</p>`;
}

function events(state, app, lines) {
  const id = chosen();
  const refs = refsOf(id);
  const list = offered(lines, refs);
  if (!list.length) return nothing;
  const tick = (seq) => (event) => {
    const rest = refsOf(id).filter((one) => one !== seq);
    note(state, id, written("text"), event.currentTarget.checked ? [...rest, seq] : rest);
    app.ui({});
  };
  return html`
    <details class="more">
      <summary>${t("About which events?")}${refs.length
        ? ` ${tn("({n} ticked)", "({n} ticked)", refs.length)}`
        : ""}</summary>
      <fieldset class="ticks rows"><legend class="vh">${t("Events")}</legend>${repeat(
        list,
        ({ event }) => event.seq,
        ({ event, said }) =>
          html`<label><input type="checkbox" name="refs" value=${event.seq}
        .checked=${live(refs.includes(event.seq))} @change=${tick(event.seq)}><span>${
            entryText(state.drill.clock0, event, speakerOf(state, event, said), said)
          }</span></label>`,
      )}</fieldset>
    </details>
  `;
}

// What was begun before a reload, and is not in the form's own draft.
function begin(app) {
  if (shown || !composer()) return;
  shown = chosen();
  const mine = begunParts()[shown];
  if (mine?.text && !written("text")) composer().elements.text.value = mine.text;
  app.ui({});
}

function writing(state, app, lines) {
  if (!shown) queueMicrotask(() => begin(app));
  return html`${unsent()}${
    form(state, app, {
      id: ID,
      verb: "doc.write",
      typed: typed(state, app),
      args: (read) => ({
        section: read("section"),
        text: read("text"),
        refs: refsOf(read("section")),
        base_rev: begunParts()[read("section")]?.rev ?? newestOf(state.document, read("section")),
      }),
      sent: () => {
        store(begun(begunParts(), state.document, shown, "", []));
        composer().elements.section.value = shown; // whoever writes on, mostly writes there
      },
      fields: html`${field(t("Section"), choice("section", SECTIONS, "section"))}${
        field(
          t("Entry"),
          prose("text", {
            must: true,
            max: MOST,
            focus: "entry",
            hint: t("what somebody who joins now must know"),
          }),
        )
      }${starts(state)}${stale(state, app)}${events(state, app, lines)}`,
      submit: t("Write it down"),
      look: "plain",
    })
  }`;
}

/** @param {object} state @param {object} app */
export function incidentDocument(state, app) {
  const lines = linesOf(state);
  const bySeq = new Map(lines.map((line) => [line.event.seq, line]));
  return card(
    t("Incident document"),
    html`${SECTIONS.map((one) => section(state, app, bySeq, one, write))}${
      can(state, "doc.write") ? writing(state, app, lines) : nothing
    }`,
  );
}
