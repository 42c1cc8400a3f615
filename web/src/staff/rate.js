// A person's letter beside the scorer's: one press, or one key, and a note if there is more to say.
//
// Names for tests: buttons "<letter>, <what it means>: <name>"; in what is open, group "Your rating",
// field "Note" and button "Rate <name>".
import { html, nothing } from "lit-html";
import { t } from "../i18n.js";
import { field, form, hidden, line, stopped } from "../parts.js";
import { can, nameOf } from "../state.js";
import { isRatable, letterOf, LETTERS, othersOf, ratingOf } from "./score_words.js";

const DRAWN = 80;

/** The letter that this page's person gave. */
const mineOf = (state, id) => ratingOf(state.ratings, id, state.you.person);

/** What people said of it so far, as tags. */
export const rated = (state, id) => {
  const mine = mineOf(state, id);
  return html`${
    mine ? html`<span class="tag">${t("you:")} <b>${mine.rating}</b></span>` : nothing
  }${
    othersOf(state.ratings, id, state.you.person).map((one) =>
      html`<span class="tag" title=${one.note}>${
        nameOf(state, one.by)
      }: <b>${one.rating}</b></span>`
    )
  }`;
};

const off = (state, id) =>
  !isRatable(id) || !can(state, "rating.give") || stopped(state, "rating.give");

// Another letter keeps the note that was given with the first.
const give = (state, app, id, rating) =>
  app.run("rating.give", { of: id, rating, note: mineOf(state, id)?.note ?? "" });

/** The letters as buttons. */
export function letters(state, app, id, name) {
  if (off(state, id)) return nothing;
  const mine = mineOf(state, id)?.rating;
  return html`<span class="letters" role="group" aria-label=${
    t("Your letter for {name}", { name })
  }>${
    LETTERS.map(([letter, means]) =>
      html`
        <button type="button" class="small" aria-pressed=${mine === letter} title=${means}
          @click=${() => give(state, app, id, letter)}>${letter}${hidden(
            `, ${means}: ${name}`,
          )}</button>
      `
    )
  }</span>`;
}

/** The same with a note, where there is room for it. */
export function rating(state, app, id, name) {
  if (!isRatable(id)) return nothing;
  const before = mineOf(state, id);
  return form(state, app, {
    id: `rate-${id}`,
    verb: "rating.give",
    args: (read) => ({ of: id, rating: read("rating"), note: read("note") }),
    fields: html`<fieldset class="ticks"><legend>${t("Your rating")}</legend>${
      LETTERS.map(([letter, means]) =>
        html`<label title=${means}><input type="radio" name="rating" value=${letter} required
          ?checked=${before?.rating === letter}>${letter}${hidden(`, ${means}`)}</label>`
      )
    }</fieldset>${field(t("Note"), line("note", { max: 2000, hint: before?.note ?? "" }))}`,
    submit: t("Rate"),
    name: t("Rate {name}", { name }),
    inline: true,
    look: "plain",
  });
}

const rows = (root) => [...root.querySelectorAll("[data-rates]")];

function go(event, row, step) {
  const all = rows(event.currentTarget).filter((one) => one.checkVisibility?.() ?? true);
  const next = all[all.indexOf(row) + step];
  next?.querySelector("button")?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

/** Keys on a row of the score: 1 to 4 and 0 give a letter, arrows go on, n writes a note. */
export function rateByKey(state, app) {
  return (event) => {
    const { key, target } = event;
    const row = target.closest("[data-rates]");
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest("input, textarea, select")) return;
    const id = row.dataset.rates;
    const letter = letterOf(key);
    if (letter && off(state, id)) return;
    if (letter) give(state, app, id, letter);
    else if (key === "ArrowDown" || key === "ArrowUp") go(event, row, key === "ArrowDown" ? 1 : -1);
    else if (key === "n") {
      app.ui({ scored: id });
      setTimeout(
        () => document.querySelector(`#rate-${CSS.escape(id)} [name=note]`)?.focus(),
        DRAWN,
      );
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
