// On a narrow page: where the parts of the room are, and what waits in them.
import { html, nothing } from "lit-html";
import { waitingFor } from "../../concerns.js";
import { t } from "../../i18n.js";
import { news } from "../channel/follow.js";
import { workWaits } from "./tabs.js";

const PARTS = {
  alerts: t("Alerts"),
  dashboards: t("Charts"),
  work: t("Work"),
  inbox: t("Inbox"),
  timeline: t("Channel"),
};

const ORDER = ["alerts", "dashboards", "work", "inbox", "timeline"];
const WATCHING = ["timeline", "dashboards", "alerts", "work", "inbox"];

const badge = (n, word, look) =>
  n
    ? html`<span class="badge num ${look}">${
      n > 99 ? "99+" : n
    }<span class="vh"> ${word}</span></span>`
    : nothing;

/** @param {object} state */
export function jump(state) {
  const { lines, mentions } = news();
  const { pages, questions } = waitingFor(state, mentions);
  const counts = {
    alerts: badge(pages, t("to acknowledge"), ""),
    work: badge(workWaits(state), t("waiting"), ""),
    inbox: badge(questions, t("waiting"), ""),
    timeline: mentions
      ? badge(`@${mentions}`, t("mentions of you"), "")
      : badge(lines.length, t("new"), "quiet"),
  };
  const order = state.you.seat === "observer" ? WATCHING : ORDER;
  return html`<nav class="jump" aria-label=${t("Parts of the room")}>${
    order.map((id) => html`<a href="#${id}">${PARTS[id]}${counts[id] ?? nothing}</a>`)
  }</nav>`;
}
