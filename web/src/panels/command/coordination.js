// A calm word to whoever is in command and looks into things themselves.
import { html, nothing } from "lit-html";
import { t, tn } from "../../i18n.js";
import { lookedMyself } from "../work/source_words.js";

const FROM = 2;

/** @param {object} state @param {object} app */
export function coordination(state, app) {
  const said = lookedMyself(state);
  if (!said || said.count < FROM) return nothing;
  const { count, ask } = said;
  return html`
    <p
      class="nudge"><span>${tn(
        "You have looked into {n} thing yourself since you took command. {name} can do that for you.",
        "You have looked into {n} things yourself since you took command. {name} can do that for you.",
        count,
        { name: ask.name },
      )}</span> <button type="button" class="small" @click=${() =>
        app.show({ tab: "tasks", focus: "ask" })}>${t("Ask {name}", {
          name: ask.name,
        })}</button></p>
  `;
}
