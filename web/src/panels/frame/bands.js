// What holds for the whole room at the moment: the line is down, the clock stands, it is over. A band
// across the room that nobody overlooks and that stands in nobody's way.
//
// Names for tests: links "Go to the debrief", "Back to the game day"; buttons "Stay here", "Write the review".
import { html, nothing } from "lit-html";
import { rich, t, tn } from "../../i18n.js";
import { at } from "../../parts.js";
import { can, isSolo, nameOf, reviewOpens } from "../../state.js";

function review(state, app) {
  if (!reviewOpens(state) || !can(state, "postmortem.write")) return nothing;
  const write = () => {
    state.ui.leaving?.();
    app.show({ tab: "review", focus: "draft" });
  };
  return html`
    <button type="button" @click=${write}>${t("Write the review")}</button>
  `;
}

const band = (look, word, text, more = nothing) =>
  html`
    <div class="band ${look}"
      role="status"><b class="word">${word}</b><span>${text}</span>${more}</div>
  `;

function lost({ waiting, error }) {
  const kept = waiting
    ? tn(
      "{n} command waits and is sent when it is back.",
      "{n} commands wait and are sent when it is back.",
      waiting,
    )
    : t("You keep what you see, and it catches up by itself.");
  return band("bad", t("The line is down."), error ? `${error.message} ${kept}` : kept);
}

const standsAt = (state, time) =>
  isSolo(state)
    ? rich("The clock stands at {time}. What you type stays.", { time })
    : rich("The clock stands at {time} for everybody. What you type stays.", { time });

function paused(state) {
  const since = state.timeline.findLast((event) => event.kind === "drill.paused");
  const { reason } = since?.data ?? {};
  return band(
    "pause",
    t("Paused."),
    html`${
      reason
        ? html`
          “${reason}”
        `
        : nothing
    }${
      since
        ? standsAt(state, at(state, since.t))
        : t("The clock stands still for everybody. What you type stays.")
    }${
      reason
        ? html`
          <span class="dim">– ${nameOf(state, since.actor)}</span>
        `
        : nothing
    }`,
  );
}

/** The way back to the game day that this drill belongs to, if it does. @param {object} state */
const dayLink = ({ ui }) =>
  ui.day
    ? html`
      <a href=${ui.day}>${t("Back to the game day")}</a>
    `
    : nothing;

const ended = (state, app) =>
  band(
    "",
    t("The drill has ended."),
    html`${t("Thank you for playing.")} <a href=${state.ui.debrief}>${t("Go to the debrief")}</a>${
      dayLink(state)
    }`,
    html`${review(state, app)}${
      state.ui.leaving
        ? html`
          <button type="button" class="quiet" @click=${state.ui.leaving}>${t("Stay here")}</button>
        `
        : nothing
    }`,
  );

/** @param {object} state @param {object} app */
export function bands(state, app) {
  const { drill, ui } = state;
  if (ui.link.status === "lost") return lost(ui.link);
  if (drill.frozen) {
    return band(
      "bad",
      t("The drill is stopped"),
      t("by a fault in the simulator. Nothing is lost; the facilitator has been told."),
    );
  }
  if (drill.phase === "paused") return paused(state);
  if (drill.phase === "ended") return ended(state, app);
  return nothing;
}
