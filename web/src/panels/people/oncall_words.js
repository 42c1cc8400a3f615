// What the pager and the list of people say about teams: pure functions of the state.
import { t } from "../../i18n.js";

const REQUESTED = "requested";

/** Whether a page asks for a team rather than telling of an alert. */
export const isRequest = (page) => page.level === REQUESTED;

/**
 * The pages that this page's person could acknowledge: those of alerts, and requests to their seat.
 *
 * @param {object} state
 * @returns {object[]}
 */
export const toAcknowledge = ({ pages, you }) =>
  pages.filter((page) => page.acked_at === null && (!isRequest(page) || page.to === you.seat));

/** The requests that wait for whoever sits where this person sits. */
export const requestsToMe = (state) => toAcknowledge(state).filter(isRequest);

/**
 * Teams that can be asked for now, as options of a choice.
 *
 * @param {object} state
 * @returns {[string, string][]}
 */
export const teamsToAsk = ({ oncall = [] }) =>
  oncall.filter((team) => team.can_come && team.status !== "here" && team.status !== "coming")
    .map((
      team,
    ) => [
      team.team,
      team.status === "asked" ? t("{team} (asked)", { team: team.title }) : team.title,
    ]);

/**
 * Teams that were asked for and are not here yet, in words.
 *
 * @param {object} state
 * @returns {{team: string, text: string}[]}
 */
export const teamsUnderWay = ({ oncall = [] }) =>
  oncall.filter((team) => team.status === "asked" || team.status === "coming").map((team) => ({
    team: team.team,
    text: team.status === "asked"
      ? t("{team}: asked, no answer yet", { team: team.title })
      : t("{team}: on the way", { team: team.title }),
  }));

/** Teams of which somebody is on call, or whose last shift left a note. */
export const onDuty = ({ oncall = [] }) => oncall.filter((team) => team.primary || team.handoff);

/** Whether somebody is connected; a colleague of the story is always here. */
export function presenceWord(state, one) {
  if (one.bot) return "bot";
  return one.persona || state.online.includes(one.person) ? "here" : "away";
}
