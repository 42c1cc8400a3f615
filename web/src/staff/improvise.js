// Something that is not in the scenario, said to the team by somebody outside.
//
// Names for tests: summary "Improvise"; fields "Who", "Another name", "Where", "What they say",
// "Expects an answer", "Within"; button "Send".
import { html, nothing } from "lit-html";
import { choice, field, form, line, prose } from "../parts.js";
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
        "Who",
        choice(
          "persona",
          personas.map(({ id, name, title }) => [id, title ? `${name}, ${title}` : name]),
          "improvise",
        ),
      )
      : nothing}${field(
        personas.length ? "Another name" : "Who",
        line("name", { hint: "A customer", max: 60, must: !personas.length }),
      )}</div>
    ${field("Where", choice("channel", channels.map((name) => [name, channelText(name)])))}
    ${field("What they say", prose("text", { must: true }))}
    <div
      class="row"><label class="tick"><input type="checkbox" name="question">Expects an answer</label>
      <label class="field inline"><span>Within</span>${choice("within", [
        ["", "any time"],
        ...MINUTES.map((n) => [String(n), `${n} min`]),
      ])}</label></div>
  `;

/** @param {object} state @param {object} app */
export function improvise(state, app) {
  const { phase } = state.drill;
  if (phase === "lobby" || phase === "ended" || !state.cast) return nothing;
  return html`
    <details class="more pad improvise"><summary>Improvise</summary>${form(state, app, {
      id: "improvise",
      verb: "inject.improvise",
      args,
      fields: fields(state.cast),
      submit: "Send",
    })}</details>
  `;
}
