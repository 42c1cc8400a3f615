// What the Communications Lead works with: who is owed a word, who waits for an answer, one composer
// per audience, and what is known against what was told.
//
// Names for tests: tab "Comms"; table "Promises" with buttons "Write to <audience>"; group "Write to"
// with a button per audience ("Stakeholders", "Executives", …; "Status page" where there is little
// room); buttons "Go to the question of <name>". The composers are in update.js and public_page.js,
// the table in told.js.
import { html, nothing } from "lit-html";
import { drillTime } from "../../clock.js";
import { keep } from "../../drafts.js";
import { t } from "../../i18n.js";
import { can } from "../../state.js";
import { AUDIENCES, PUBLIC } from "./audience_words.js";
import { board } from "./promises.js";
import { publicPage } from "./public_page.js";
import { rhythm } from "./rhythm_words.js";
import { told } from "./told.js";
import { update } from "./update.js";
import "./words_sheet.js";

const DRAWN = 80;

/** Who is written to. */
const chosenOf = (state) => state.ui.to ?? keep("to") ?? "stakeholders";

function choose(app, id) {
  keep("to", id);
  app.ui({ to: id });
}

// The composer has to be drawn before it can take the focus.
const write = (app) => (id) => {
  choose(app, id);
  setTimeout(() => {
    const field = document.querySelector(
      id === "public" ? "#statuspage [name=text]" : `form[data-to="${id}"] [name=status]`,
    );
    field?.scrollIntoView({ block: "center" });
    field?.focus();
  }, DRAWN);
};

const switcher = (app, chosen) =>
  html`
    <div class="to"><span class="seg" role="group" aria-label=${t("Write to")}>${[
      PUBLIC,
      ...AUDIENCES,
    ]
      .map(({ id, name }) =>
        html`
          <button type="button" class=${id === "public" ? "narrow" : ""}
            aria-pressed=${id === chosen ? "true" : "false"}
            @click=${() => choose(app, id)}>${name}</button>
        `
      )}</span></div>
  `;

/** @param {object} state @param {object} app */
export function desk(state, app) {
  const now = drillTime(state.clock, Date.now());
  const rows = rhythm(state, now);
  const chosen = chosenOf(state);
  const inside = chosen === "public" ? "stakeholders" : chosen;
  const updating = can(state, "update.post");
  return html`
    <div class="words" data-to=${chosen}>
      ${board(state, app, rows, write(app))}${updating ? switcher(app, chosen) : nothing}
      <div class="cards">
        <div class="inside">${updating ? update(state, app, inside, rows, now) : nothing}</div>
        <div class="outside">${can(state, "statuspage.post")
          ? publicPage(state, app, rows[0], now)
          : nothing}</div>
      </div>
      ${told(state, now)}
    </div>
  `;
}
