// Who works on what, so that nothing is done twice; and joining somebody.
//
// Names for tests: field "You work on", buttons "Say so", "Join <name>: <topic>".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { rich, t } from "../../i18n.js";
import { at, button, card, field, form, line, none } from "../../parts.js";

function worker(state, app, one) {
  const { person, name, topic, since, joined } = one;
  const there = state.working.some((mine) =>
    mine.person === state.you.person && mine.topic === topic
  );
  const time = at(state, since);
  return html`
    <li
      class="ask"><span><b>${name}</b>${person === state.you.person
        ? html`
          <span class="dim">${t("(you)")}</span>
        `
        : nothing} ${topic} <span class="dim">${joined
        ? rich("joined {time}", { time })
        : rich("since {time}", { time })}</span></span>${there ? nothing : button(state, app, {
          say: t("Join"),
          name: t("Join {name}: {topic}", { name, topic }),
          verb: "task.start",
          args: { topic, joined: true },
          look: "small",
        })}</li>
  `;
}

/** @param {object} state @param {object} app */
export const working = (state, app) =>
  card(
    t("Who works on what"),
    html`${
      state.working.length
        ? html`<ul class="facts">${
          repeat(state.working, (one) => one.person, (one) => worker(state, app, one))
        }</ul>`
        : none(t("Nobody has said what they work on."))
    }${
      form(state, app, {
        id: "working",
        verb: "task.start",
        args: (read) => ({ topic: read("topic") }),
        fields: field(
          t("You work on"),
          line("topic", { must: true, hint: t("logs of the router") }),
        ),
        submit: t("Say so"),
        inline: true,
        look: "plain",
      })
    }`,
  );
