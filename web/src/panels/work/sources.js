// Where somebody can look, and what they have found there.
//
// Names for tests: buttons "Look at <source title>", "Look again at <source title>"; "Keep evidence
// before a change destroys it" opens the button "Keep evidence"; "Earlier looks" of a source.
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { spanText } from "../../clock.js";
import { rich, t, tn } from "../../i18n.js";
import { at, button, card, field, form } from "../../parts.js";
import { can } from "../../state.js";
import { listText } from "../../words.js";
import { coordination } from "../command/coordination.js";
import { result } from "./found.js";
import { finder } from "./logs.js";
import { grouped, kindText } from "./source_words.js";

const facts = (state, one) =>
  html`<span class="dim">${kindText(one.kind)}${
    one.deep
      ? html`
        · <span title=${t("By the book the Incident Commander leaves this to others")}>${t(
          "deep",
        )}</span>
      `
      : nothing
  } · ${one.takes ? t("takes {span}", { span: spanText(one.takes) }) : t("at once")}${
    one.captured == null ? nothing : html`
      · <span class="ok">${rich("kept {time}", { time: at(state, one.captured) })}</span>
    `
  }</span>`;

/** Looks before the newest one: a word until somebody asks for them. */
function earlier(state, app, one, looks, alert) {
  if (!looks.length) return nothing;
  const open = state.ui.earlierLooks?.[one.source] ?? false;
  const show = (event) => {
    const now = event.currentTarget.open;
    if (now !== open) {
      app.ui({ earlierLooks: { ...state.ui.earlierLooks, [one.source]: now } });
    }
  };
  return html`
    <details class="more" ?open=${open}
      @toggle=${show}><summary>${tn(
        "{n} earlier look",
        "{n} earlier looks",
        looks.length,
      )}</summary>${open
        ? looks.map((look, i) => result(state, app, look, { before: looks[i + 1], alert }))
        : nothing}</details>
  `;
}

function source(state, app, one, looks, alert) {
  const waits = looks.filter((look) => look.viewed_at === null);
  const [newest, ...older] = looks.filter((look) => look.viewed_at !== null);
  return html`<li class="source" data-source=${one.source}>
    <div class="line"><span>${one.title} ${facts(state, one)}</span>${
    waits.length ? nothing : button(state, app, {
      say: looks.length ? t("Look again") : t("Look"),
      name: looks.length
        ? t("Look again at {title}", { title: one.title })
        : t("Look at {title}", { title: one.title }),
      verb: "evidence.query",
      args: { source: one.source },
      focus: one.kind === "changes" ? "look" : undefined,
    })
  }</div>
    ${finder(state, app, one, looks)}
    ${waits.map((look) => result(state, app, look, { alert }))}
    ${newest ? result(state, app, newest, { before: older[0], alert }) : nothing}
    ${earlier(state, app, one, older, alert)}
  </li>`;
}

const capture = (state, app) =>
  can(state, "evidence.capture")
    ? html`<details class="more"><summary>${
      t("Keep evidence before a change destroys it")
    }</summary>${
      form(state, app, {
        id: "capture",
        verb: "evidence.capture",
        args: (read) => ({ what: read("what") }),
        fields: html`${
          field(
            t("What is kept: a source as it is now, or anything else"),
            html`
              <input name="what" maxlength="300" required list="sources-to-keep"
                placeholder=${t("heap dump of node 3, its logs")}>
            `,
          )
        }<datalist id="sources-to-keep">${
          state.evidence.sources.map(({ title }) => html`<option value=${title}></option>`)
        }</datalist>`,
        submit: t("Keep evidence"),
        inline: true,
        look: "plain",
      })
    }</details>`
    : nothing;

/** Looks by source, the newest first. */
function bySource(looks) {
  const out = new Map();
  for (const look of looks) out.set(look.source, [look, ...(out.get(look.source) ?? [])]);
  return out;
}

const firstAlert = ({ alerts }) =>
  alerts.length ? Math.min(...alerts.map(({ fired_at }) => fired_at)) : null;

/** @param {object} state @param {object} app */
export function sources(state, app) {
  const { looks, sources: all } = state.evidence;
  const mine = bySource(looks);
  const alert = firstAlert(state);
  const titles = new Map(all.map((one) => [one.source, one.title]));
  const taken = listText(
    looks.filter((look) => look.viewed_at === null)
      .map((look) => titles.get(look.source) ?? look.source),
  );
  return card(
    t("Look"),
    html`${coordination(state, app)}<p class="why">${
      taken
        ? t("Looking at {sources}.", { sources: taken })
        : t("Every look shows this moment, and costs drill time.")
    }</p>${
      grouped(all).map((group) =>
        html`
          <h4>${group.title}</h4>
          <ul class="sources">${repeat(group.sources, (one) => one.source, (one) =>
            source(state, app, one, mine.get(one.source) ?? [], alert))}</ul>
        `
      )
    }${capture(state, app)}`,
  );
}
