// On a narrow page: where the parts of the room are, and what waits in them.
import { html, nothing } from "lit-html";
import { waitingFor } from "../../concerns.js";
import { t, tn } from "../../i18n.js";
import { aloud } from "../../parts.js";
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

const badge = (n, shown, said, look = "") =>
  n
    ? html`
      <span class="badge num ${look}">${aloud(shown(n), said(n))}</span>
    `
    : nothing;

const short = (n) => n > 99 ? "99+" : n;
const WAITING = [short, (n) => tn("{n} waiting", "{n} waiting", n)];

/** @param {object} state */
export function jump(state) {
  const { lines, mentions } = news();
  const { pages, questions } = waitingFor(state, mentions);
  const counts = {
    alerts: badge(pages, short, (n) => tn("{n} to acknowledge", "{n} to acknowledge", n)),
    work: badge(workWaits(state), ...WAITING),
    inbox: badge(questions, ...WAITING),
    timeline: mentions
      ? badge(
        mentions,
        (n) => `@${short(n)}`,
        (n) => tn("{n} mention of you", "{n} mentions of you", n),
      )
      : badge(lines.length, short, (n) => tn("{n} new", "{n} new", n), "quiet"),
  };
  const order = state.you.seat === "observer" ? WATCHING : ORDER;
  return html`<nav class="jump" aria-label=${t("Parts of the room")}>${
    order.map((id) => html`<a href="#${id}">${PARTS[id]}${counts[id] ?? nothing}</a>`)
  }</nav>`;
}
