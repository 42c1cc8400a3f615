// Something that is not in the scenario, said to the team by somebody outside.
//
// Names for tests: summary "Improvise"; fields "Who", "Another name", "Where", "What they say",
// "Expects an answer", "Within"; button "Send".
import { html, nothing } from "lit-html";
import { t } from "../i18n.js";
import { choice, field, form, line, prose } from "../parts.js";
import { can } from "../state.js";
import { channelText } from "../words.js";

const MINUTES = [2, 3, 5, 10, 15, 20];

// What the fields say, as arguments of the verb.
const args = (read, data) => {
  const question = data.has("question");
  const within = Number(read("within"));
  return {
    as: read("name") || read("persona"),
    channel: read("channel"),
    text: read("text"),
    question,
    ...(question && within ? { within } : {}),
  };
};

const fields = ({ personas, channels }) =>
  html`
    <div class="pair">${personas.length
      ? field(
        t("Who"),
        choice(
          "persona",
          personas.map(({ id, name, title }) => [id, title ? `${name}, ${title}` : name]),
          "improvise",
        ),
      )
      : nothing}${field(
        personas.length ? t("Another name") : t("Who"),
        line("name", { hint: t("A customer"), max: 60, must: !personas.length }),
      )}</div>
    ${field(t("Where"), choice("channel", channels.map((name) => [name, channelText(name)])))}
    ${field(t("What they say"), prose("text", { must: true }))}
    <div class="row"><label class="tick"><input type="checkbox" name="question">${t(
      "Expects an answer",
    )}</label>
      <label class="field inline"><span>${t("Within")}</span>${choice("within", [
        ["", t("any time")],
        ...MINUTES.map((n) => [String(n), t("{n} min", { n })]),
      ])}</label></div>
  `;

/** @param {object} state @param {object} app */
export function improvise(state, app) {
  const { phase } = state.drill;
  if (phase === "lobby" || phase === "ended" || !state.cast || !can(state, "inject.improvise")) {
    return nothing;
  }
  return html`
    <details class="more pad improvise"><summary>${t("Improvise")}</summary>${form(state, app, {
      id: "improvise",
      verb: "inject.improvise",
      args,
      fields: fields(state.cast),
      submit: t("Send"),
    })}</details>
  `;
}
