// What waits for this page's person, and what they should hear of: pure functions of the state.
import { t } from "./i18n.js";
import { isForMe } from "./panels/channel/mentions.js";
import { toAcknowledge } from "./panels/people/oncall_words.js";
import { can } from "./state.js";
import { titleOf } from "./words.js";

const LOOKED_AT = 60; // newest lines in which a mention can be news
const LONGEST = 140;

const short = (text) => text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;

/** Whether a page is for this person: by name, by role or seat, or as IC for a seat nobody has. */
export function isMyPage({ you, people }, { to }) {
  if (to === you.person || to === you.seat || you.roles.includes(to)) return true;
  return you.seat === "ic" && ["ol", "cl"].includes(to) && !people.some((one) => one.seat === to);
}

const pages = (state) => can(state, "page.ack") ? toAcknowledge(state) : [];

const questions = (state) =>
  can(state, "query.answer")
    ? state.inbox.filter((item) => item.expects && item.answered_at === null)
    : [];

/**
 * How much waits for somebody: pages, mentions that are not read, questions, roles that are offered.
 *
 * @param {object} state
 * @param {number} mentions
 * @returns {{pages: number, mentions: number, questions: number, roles: number, all: number}}
 */
export function waitingFor(state, mentions) {
  const counts = {
    pages: pages(state).length,
    mentions,
    questions: questions(state).length,
    roles: state.you.asked.length,
  };
  return { ...counts, all: Object.values(counts).reduce((sum, n) => sum + n, 0) };
}

/**
 * @typedef {object} News
 * @property {string} id the same for the same news
 * @property {string} text a whole sentence
 * @property {boolean} [loud] worth a sound even while somebody looks
 */

const PHASES = {
  running: t("The clock runs."),
  paused: t("Paused: the clock stands still for everybody."),
  ended: t("The drill has ended."),
};

function ofRoom({ drill, ui, timeline }) {
  const turn = timeline.findLast((event) =>
    /^drill\.(started|paused|resumed|ended)$/.test(event.kind)
  );
  const news = [];
  if (turn && PHASES[drill.phase]) {
    news.push({
      id: `phase-${turn.seq}`,
      text: PHASES[drill.phase],
      loud: drill.phase !== "running",
    });
  }
  if (ui.link.status === "lost") news.push({ id: "lost", text: t("The line is down.") });
  return news;
}

const ofLines = (state, lines) =>
  lines.slice(-LOOKED_AT).filter(({ event, said }) =>
    event.actor !== state.you.person && isForMe(state, said.mentions)
  ).map(({ event, said }) => ({
    id: `mention-${event.seq}`,
    text: t("{name} mentions you: {text}", { name: said.who, text: short(said.quote ?? "") }),
    loud: true,
  }));

const ofAnswers = ({ questions: asked = [], you }) =>
  asked.filter((one) => one.answered_at !== null).map((one) => ({
    id: `answer-${one.id}`,
    text: one.by === you.person
      ? t("The facilitator answers you: {text}", { text: short(one.answer ?? "") })
      : t("The facilitator says to everybody: {text}", { text: short(one.answer ?? "") }),
  }));

/**
 * Everything that concerns this person now; what was not there before is news.
 *
 * @param {object} state
 * @param {object[]} lines of the timeline, oldest first
 * @returns {News[]}
 */
export function newsOf(state, lines) {
  const { you, tasks } = state;
  return [
    ...ofRoom(state),
    ...pages(state).filter((page) => isMyPage(state, page)).map((page) => ({
      id: `page-${page.id}-${page.level}`,
      text: page.alert
        ? t("A page for you: {alert}", { alert: page.alert })
        : t("You are asked to come for {team}.", { team: page.team }),
      loud: true,
    })),
    ...ofLines(state, lines),
    ...questions(state).map((item) => ({
      id: `question-${item.id}`,
      text: t("{name} asks: {text}", { name: item.name, text: short(item.text) }),
    })),
    ...you.asked.map((role) => ({
      id: `role-${role}-${state.incident.roles[role]?.assigned_at}`,
      text: t("You are asked to be {title}.", { title: titleOf(role) }),
      loud: true,
    })),
    ...tasks.filter((task) => task.to === you.person && task.acked_at === null).map((task) => ({
      id: `task-${task.id}`,
      text: t("{name} gives you a task: {text}", { name: task.by_name, text: short(task.text) }),
      loud: true,
    })),
    ...ofAnswers(state),
  ];
}
