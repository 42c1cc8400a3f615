// The rooms of all teams side by side, and what the host does to all of them at once.
//
// Names for tests: regions "Rooms", "Room of team <n>"; fields "Policy", "Empty core seats", "Speed of all
// rooms"; buttons "Open the rooms", "Start all", "Pause all", "Resume all", "End all", "End the game
// day"; links "Console of team <n>", "Debrief of team <n>".
import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { SPEEDS } from "../clock.js";
import { t, tn } from "../i18n.js";
import { can } from "../state.js";
import { comparison } from "./compare.js";
import { button, card, pick } from "./parts.js";
import { roomCard } from "./room_card.js";

const FAST = 4;
const WATCHING = ["observer", "evaluator"];
const OFFERED = SPEEDS.map((n) => [String(n), `${n}×`]);

/** Whether opening the rooms is what comes next. */
const opens = ({ chosen, people }) => chosen !== null && people.some((one) => one.team !== null);

const peopled = ({ overview }) =>
  overview?.rooms.some((room) =>
    room.people.some((one) => !one.bot && !WATCHING.includes(one.seat))
  );

function opening(state, app) {
  if (!can(state, "rooms.open")) {
    return state.rooms.length || state.state === "over"
      ? nothing
      : html`<p class="empty">${
        t("Rooms can be opened when a scenario is chosen and somebody has a place.")
      }</p>`;
  }
  const { people, policies, ui } = state;
  const policy = ui.policy ?? policies.find((one) => one.default)?.name ?? policies[0]?.name ?? "";
  const bots = ui.bots ?? "";
  const late = people.filter((one) => !one.ready).map((one) => one.name);
  const without = people.filter((one) => one.team === null).map((one) => one.name);
  return html`
    <div class="row tools">
      ${pick(
        t("Policy"),
        policies.map(({ name, title }) => [name, title]),
        policy,
        (policy) => app.ui({ policy }),
      )}${pick(
        t("Empty core seats"),
        [
          ["", t("stay empty")],
          ["expert", t("expert bots")],
          ["average", t("average bots")],
          ["chaotic", t("chaotic bots")],
        ],
        bots,
        (bots) => app.ui({ bots }),
      )}${button(state, app, {
        say: t("Open the rooms"),
        verb: "rooms.open",
        args: { policy, bots: bots || null },
        look: opens(state) ? "primary" : "",
      })}
    </div>
    ${state.chosen ? nothing : html`<p class="warn">${t("No scenario is chosen yet.")}</p>`}${late
        .length
      ? html`<p class="warn">${t("Not ready yet: {names}.", { names: late.join(", ") })}</p>`
      : nothing}${without.length
      ? html`<p class="warn">${
        t("Without a place, so without a room: {names}.", { names: without.join(", ") })
      }</p>`
      : nothing}
  `;
}

function steering(state, app) {
  const all = (verb, say, look) => button(state, app, { say, verb, look });
  const open = state.rooms.filter((one) => one.state !== "ended").length;
  const end = async () => {
    const sure = await app.confirm({
      title: tn("End {n} room?", "End all {n} rooms?", open),
      text: t(
        "The drills are over for everybody, and the debriefs are written. This cannot be undone.",
      ),
      yes: t("End all"),
    });
    if (sure) app.run("rooms.end");
  };
  const states = new Set(state.rooms.map((one) => one.state));
  const speeds = new Set((state.overview?.rooms ?? []).map((one) => one.speed));
  const speed = speeds.size === 1 ? String([...speeds][0]) : "";
  const options = OFFERED.some(([n]) => n === speed)
    ? OFFERED
    : [[speed, speed ? `${speed}×` : "–"], ...OFFERED];
  return html`<div class="row tools">
    ${states.has("lobby") ? all("rooms.start", t("Start all"), "primary") : nothing}
    ${states.has("running") ? all("rooms.pause", t("Pause all")) : nothing}
    ${states.has("paused") ? all("rooms.resume", t("Resume all"), "primary") : nothing}
    ${
    can(state, "rooms.speed") && open
      ? pick(t("Speed of all rooms"), options, speed, (value, select) => {
        if (value) app.run("rooms.speed", { factor: Number(value) });
        else select.value = speed;
      })
      : nothing
  }
    ${
    open
      ? button(state, app, { say: t("End all"), verb: "rooms.end", click: end, look: "danger" })
      : nothing
  }
  </div>
  ${
    open && Math.max(...speeds) > FAST && peopled(state)
      ? html`<p class="warn" role="status">${
        t("⚠ Above 4× people cannot keep up: typing does not get faster.")
      }</p>`
      : nothing
  }`;
}

const past = ({ past: rounds }) =>
  rounds?.length
    ? html`
      <section class="past" aria-labelledby="past-title">
        <h3 id="past-title">${t("Earlier rounds")}</h3>
        <ul role="list">${rounds.map(({ round, title, debriefs }) =>
          html`<li><b>${t("Round {round}", { round })}</b> ${title} ${
            debriefs.map(({ team, url }) =>
              html`
                <a href=${url}>${t("Debrief of team {team}", { team })}</a>
              `
            )
          }</li>`
        )}</ul>
      </section>
    `
    : nothing;

/** The host's. @param {object} state @param {object} app */
export function roomsCard(state, app) {
  // The day tells of a start at once, the overview once a second.
  const phase = (drill, known) => state.rooms.find((one) => one.drill === drill)?.state ?? known;
  const rows = (state.overview?.rooms ?? []).map((room) => ({
    ...room,
    state: phase(room.drill, room.state),
  }));
  const minutes = state.library.find((one) => one.id === state.chosen?.scenario)?.minutes ?? 60;
  return card(
    "rooms",
    t("Rooms"),
    html`
      ${opening(state, app)} ${state.rooms.length ? steering(state, app) : nothing}
      ${state.rooms.length && !rows.length
        ? html`<p class="dim">${t("The rooms are being looked at …")}</p>`
        : rows.length
        ? html`<div class="rooms">${
          repeat(rows, (room) => room.drill, (room) => roomCard(room, state.overview.at, minutes))
        }</div>`
        : nothing}
      ${comparison(rows)} ${past(state)}
    `,
  );
}

/** A member's: the debriefs of earlier rounds. @param {object} state */
export const pastCard = (state) =>
  state.past?.length ? card("past", t("What you have played"), past(state)) : nothing;

/** @param {object} state @param {object} app */
export function endDay(state, app) {
  if (!can(state, "day.end")) return nothing;
  const end = async () => {
    const sure = await app.confirm({
      title: t("End the game day?"),
      text: t("Rooms that are still open end, too. The debriefs stay. This cannot be undone."),
      yes: t("End the game day"),
    });
    if (sure) app.run("day.end");
  };
  return html`<button type="button" class="quiet danger" @click=${end}>${
    t("End the game day")
  }</button>`;
}
