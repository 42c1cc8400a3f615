// The public status page as a page: what it shows after a post, and what a stage needs. Pure.
import { t } from "../../i18n.js";
import { stageText } from "../../sentences.js";
import { factsOf, stageNow, STAGES } from "./facts_words.js";

/** What the page says above everything, by stage. */
const HEADLINES = {
  none: t("All systems operational"),
  investigating: t("We are looking into a problem"),
  identified: t("We know the problem and work on it"),
  monitoring: t("We are watching whether it holds"),
  resolved: t("All systems operational"),
};

const COMPONENT = {
  investigating: ["bad", t("Affected")],
  identified: ["bad", t("Affected")],
  monitoring: ["soon", t("Recovering")],
  resolved: ["ok", t("Operational")],
};

/**
 * The page with a draft on top, or as it is.
 *
 * @param {object} state
 * @param {{stage: string, text: string, components: string[], next_at: number | null, t: number} | null} draft
 * @returns {{stage: string | null, headline: string,
 *   components: {id: string, title: string, tone: string, word: string}[], posts: object[]}} the
 *   posts newest first, the draft among them with `draft: true`; `tone` is ok, soon or bad
 */
export function pageOf(state, draft) {
  const posts = state.statuspage.posts.map((post) => ({ ...post, draft: false }));
  if (draft) posts.push({ ...draft, draft: true });
  const stage = posts.at(-1)?.stage ?? null;
  const named = posts.findLast((post) => post.components?.length)?.components ?? [];
  const ever = new Set(posts.flatMap((post) => post.components ?? []));
  const components = state.drill.services.filter(({ id }) => ever.has(id)).map(({ id, title }) => {
    const [tone, word] = COMPONENT[named.includes(id) ? stage : "resolved"];
    return { id, title, tone, word };
  });
  return { stage, headline: HEADLINES[stage ?? "none"], components, posts: posts.toReversed() };
}

/**
 * What speaks against a stage, by what is on record.
 *
 * @param {object} state
 * @param {string} stage that is about to be posted
 * @returns {{id: string, text: string}[]}
 */
export function stageDoubts(state, stage) {
  const facts = factsOf(state);
  const moving = ["running", "finished"].includes(facts.run?.status);
  const before = state.statuspage.stage;
  const backed = stageNow(facts);
  const further = STAGES.indexOf(backed) > STAGES.indexOf(stage);
  const back = before && before !== "resolved" && STAGES.indexOf(stage) < STAGES.indexOf(before);
  return [
    back && {
      id: "back",
      text: t(
        "The page has said more than this already. If it got worse again, say so in the text.",
      ),
    },
    stage === "identified" && !facts.confirmed && !moving && {
      id: "unconfirmed",
      text: t("Identified: nobody has confirmed a cause, and no change is under way."),
    },
    stage === "monitoring" && !facts.worked && {
      id: "unverified",
      text: t("Monitoring: nobody has recorded that a change worked."),
    },
    further && {
      id: "further",
      text: t("What is on record would back “{stage}” already.", { stage: stageText(backed) }),
    },
    stage === "resolved" && facts.over === null && {
      id: "open",
      text: t("Resolved: the Incident Commander has not called it resolved yet."),
    },
  ].filter(Boolean);
}

/**
 * The zone of the drill's times, as it is written behind one.
 *
 * @param {{zone?: string}} drill
 * @returns {string} "UTC", "Berlin time", or "" if it is not known
 */
export function zoneText({ zone }) {
  if (!zone) return "";
  const place = zone.split("/").at(-1).replaceAll("_", " ");
  return zone === "UTC" || !zone.includes("/") ? zone : t("{place} time", { place });
}
