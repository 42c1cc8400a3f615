// The public status page: the composer, and the page as customers see it with the draft in place.
//
// Names for tests: form "#statuspage" with fields "Stage", "What customers read", "Next post in",
// group "Components"; button "Draft from what is known"; button "Post to status page"; figure "The
// page with your draft".
import { html, nothing } from "lit-html";
import { rich, t, tn } from "../../i18n.js";
import { at, card, choice, field, form, moving, prose } from "../../parts.js";
import { stageText } from "../../sentences.js";
import { PUBLIC } from "./audience_words.js";
import { careful, minutesOf, notes, owed, putIn } from "./drafting.js";
import { factsOf, stageNow, STAGES } from "./facts_words.js";
import { pageOf, stageDoubts, zoneText } from "./page_words.js";
import { hintsOn } from "./plain_words.js";
import { draftFor, nextIn } from "./template_words.js";

const ID = "statuspage";
const SHOWN = 4;
/** What is written now; null before the form is drawn. */
function written(now, first) {
  const element = document.getElementById(ID);
  const value = (name) => element?.elements[name]?.value.trim() ?? "";
  const minutes = Number(value("next_in"));
  const stage = value("stage") || first;
  return {
    t: now,
    text: value("text"),
    stage,
    components: [...(element?.querySelectorAll("[name=components]:checked") ?? [])]
      .map((box) => box.value),
    next_at: minutes && stage !== "resolved" ? now + minutes * 60_000 : null,
  };
}

const post = (state, one) =>
  html`
    <li
      data-draft=${one.draft ? "yes" : nothing}><p><b class="stagemark" data-stage=${one
        .stage}>${stageText(one.stage)}</b> ${at(state, one.t)}${one.draft
        ? html`
          <span class="tag">${t("Draft, not on the page yet")}</span>
        `
        : nothing}</p><p class="said">${one.text ||
        html`<span class="dim">${t("Nothing written yet.")}</span>`}</p>${one.next_at === null
        ? nothing
        : html`<p class="dim">${t("Next update by")} ${at(state, one.next_at)}</p>`}</li>
  `;

/** The page as customers see it. */
function page(state, draft) {
  const shown = pageOf(state, draft.text ? draft : null);
  const zone = zoneText(state.drill);
  const older = shown.posts.slice(SHOWN);
  return html`
    <figure class="public" data-stage=${shown.stage ?? "none"}
      aria-label=${draft.text
        ? t("The page with your draft")
        : t("The page as it is")}><figcaption>${draft.text
        ? t("The page with your draft")
        : t("The page as it is")}${zone
        ? html`
          <span class="dim">· ${t("times: {zone}", { zone })}</span>
        `
        : nothing}</figcaption>
    <p class="headline">${shown.headline}</p>
    <ul class="parts">${shown.components.map(({ title, tone, word }) =>
      html`<li><span>${title}</span><span class="state" data-tone=${tone}><span class="dot"
        aria-hidden="true"></span>${word}</span></li>`
    )}<li><span>${shown.components.length ? t("Everything else") : t("All services")}</span><span
      class="state" data-tone="ok"><span class="dot" aria-hidden="true"></span>${t(
        "Operational",
      )}</span></li></ul>
    <ol class="posts">${shown.posts.slice(0, SHOWN).map((one) =>
      post(state, one)
    )}</ol>${older.length
      ? html`
        <details class="more">
          <summary>${tn("{n} earlier", "{n} earlier", older.length)}</summary>
          <ol
            class="posts">${older.map((one) => post(state, one))}</ol>
        </details>
      `
      : nothing}</figure>
  `;
}

// Those of the newest post that named any are ticked at first: mostly they still hold.
function components({ drill, statuspage }) {
  const last = statuspage.posts.findLast((one) => one.components?.length)?.components ?? [];
  return html`
    <details class="more">
      <summary>${t("Components")}</summary>
      <fieldset class="ticks"><legend class="vh">${t("Components")}</legend>${drill.services.map((
        { id, title },
      ) =>
        html`<label><input type="checkbox" name="components" value=${id} ?checked=${
          last.includes(id)
        }>${title}</label>`
      )}</fieldset>
    </details>
  `;
}

/**
 * @param {object} state
 * @param {object} app
 * @param {object} row of rhythm(), for the status page
 * @param {number} now drill time
 */
export function publicPage(state, app, row, now) {
  const fits = state.statuspage.stage ?? stageNow(factsOf(state));
  const draft = written(now, fits);
  const hints = hintsOn({
    text: draft.text,
    plain: true,
    next: draft.next_at !== null,
    ends: draft.stage === "resolved",
    people: state.people,
    services: state.drill.services,
  });
  const doubts = stageDoubts(state, draft.stage);
  const fill = () =>
    putIn(app, ID, draftFor(state, "public", written(now, fits).stage), nextIn(state, "public"));
  return card(
    t("Status page"),
    html`
      <p class="why">${PUBLIC.need}</p>${owed(state, row)}${form(
        state,
        careful(app, ID, ["text"], () => written(now, fits).text),
        {
          id: ID,
          verb: "statuspage.post",
          typed: () => app.ui({}),
          args: (get, data) => ({
            stage: get("stage"),
            text: get("text"),
            components: data.getAll("components"),
            next_in: get("next_in") ? Number(get("next_in")) : null,
          }),
          fields: html`
            <div class="pair">${field(
              t("Stage"),
              choice("stage", STAGES.map((one) => [one, stageText(one), one === fits])),
            )}${field(
              t("Next post in"),
              choice("next_in", minutesOf(nextIn(state, "public"))),
            )}</div>
            ${field(
              t("What customers read"),
              prose("text", {
                must: true,
                rows: 3,
                focus: "status",
                hint: t("What they notice, what still works, what you do"),
              }),
            )}<p
              class="chips"><button type="button" class="chip" @click=${fill}>${t(
                "Draft from what is known",
              )}</button></p>${notes(draft.text, [...doubts, ...hints], PUBLIC.words)}${components(
                state,
              )}${page(state, draft)}
          `,
          submit: t("Post to status page"),
          extra: draft.next_at === null || row.due === null
            ? nothing
            : html`<span class="dim">${
              rich("Due: {left}", { left: moving("left", row.due) })
            }</span>`,
        },
      )}
    `,
  );
}
