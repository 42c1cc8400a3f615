// Where the day stands: what is done, what comes next, and what a screen reader should hear of it.
import { t, tn } from "../i18n.js";
import { titleOf } from "../words.js";

const placed = ({ people }) => people.filter((one) => one.team !== null && one.seat !== null);

const readiness = ({ people }) => {
  const ready = people.filter((one) => one.ready).length;
  if (!people.length) return t("nobody yet");
  return t("{n} here, {ready} ready", { n: people.length, ready });
};

const playing = ({ rooms }) => {
  if (!rooms.length) return "";
  if (rooms.every((one) => one.state === "ended")) return t("all over");
  const running = rooms.filter((one) => one.state === "running").length;
  return t("{running} of {n} running", { running, n: rooms.length });
};

/**
 * The four steps of a round.
 *
 * @param {object} state
 * @param {boolean} turning whether the wheel turns: then it has not said anything yet
 * @returns {{id: string, say: string, detail: string, done: boolean, now: boolean}[]}
 */
export function steps(state, turning) {
  const chosen = turning ? null : state.chosen;
  const without = state.people.length - placed(state).length;
  const rows = [
    { id: "people", say: t("Gather"), detail: readiness(state), done: state.people.length > 0 },
    {
      id: "wheel",
      say: t("Spin"),
      detail: chosen ? chosen.title : turning ? t("it turns") : "",
      done: chosen !== null,
    },
    {
      id: "teams",
      say: t("Teams and roles"),
      detail: placed(state).length
        ? without ? tn("{n} without a place", "{n} without a place", without) : t("all placed")
        : "",
      done: placed(state).length > 0 && without === 0,
    },
    {
      id: "rooms",
      say: t("Rooms"),
      detail: playing(state),
      done: state.rooms.length > 0 && state.rooms.every((one) => one.state === "ended"),
    },
  ];
  const open = state.rooms.length ? 3 : rows.findIndex((row) => !row.done);
  return rows.map((row, i) => ({ ...row, now: state.state !== "over" && i === open }));
}

/**
 * What the host does next, in a sentence.
 *
 * @param {object} state
 * @param {boolean} turning
 * @returns {string}
 */
export function nextForHost(state, turning) {
  const { people, rooms, chosen } = state;
  if (state.state === "over") return t("The game day is over. Thank you for hosting it.");
  if (turning) return t("The wheel turns. Everybody sees the same.");
  if (rooms.length) {
    if (rooms.every((one) => one.state === "ended")) {
      return t("All rooms are over. Read the debriefs, spin again, or end the day.");
    }
    if (rooms.every((one) => one.state === "lobby")) {
      return t("The rooms are open. Start them when everybody is in.");
    }
    return t("The rooms are being played. Each console is one click away.");
  }
  if (!people.length) return t("Send the link or the code to everybody. They appear here.");
  if (!chosen) return t("Spin the wheel when all are here.");
  if (!placed(state).length) return t("Draw teams and roles, or place people by hand.");
  const without = people.length - placed(state).length;
  if (without) {
    return tn(
      "{n} person has no place yet. Draw again, or place them by hand.",
      "{n} people have no place yet. Draw again, or place them by hand.",
      without,
    );
  }
  return t("Open the rooms. Everybody is taken to theirs.");
}

/**
 * What a member waits for, in a sentence.
 *
 * @param {object} state
 * @param {boolean} turning
 * @returns {string}
 */
export function nextForMember(state, turning) {
  const me = state.people.find((one) => one.person === state.you.person);
  if (state.state === "over") return t("The game day is over. Thank you for playing.");
  if (turning) return t("The wheel turns. Everybody sees the same.");
  if (state.you.debrief) return t("Your room is over. Read its debrief while the others finish.");
  if (state.you.room) return t("Your room is open.");
  if (me?.ready === false) return t("Check your call, then say that you are ready.");
  if (!state.chosen) return t("You are ready. The host spins the wheel when all are here.");
  if (!me?.seat) return t("The scenario is chosen. Next, teams and roles are drawn.");
  return t("You have your role. The host opens the rooms next.");
}

/**
 * What a screen reader should hear of a change; nothing of most.
 *
 * @param {object} before
 * @param {object} after
 * @returns {string} empty if nothing
 */
export function news(before, after) {
  if (!before.ready || !after.ready) return "";
  const mine = (state) => state.people.find((one) => one.person === state.you.person);
  if (after.state === "over" && before.state !== "over") return t("The game day is over.");
  if (after.wheel && !after.wheel.done && after.wheel.n !== before.wheel?.n) {
    return t("The wheel turns.");
  }
  if (after.you.room && !before.you.room) {
    return t("Your room is open. You go there in five seconds, unless you choose to stay.");
  }
  const [old, now] = [mine(before), mine(after)];
  if (now?.seat && (now.seat !== old?.seat || now.team !== old?.team)) {
    return t("You are {role} in team {team}.", { role: titleOf(now.seat), team: now.team });
  }
  if (after.drawn > before.drawn) return t("Teams and roles are drawn.");
  if (after.you.host && after.rooms.length && !before.rooms.length) return t("The rooms are open.");
  return "";
}
