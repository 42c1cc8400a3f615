// Starting a change, and asking back while nobody has approved it.
import { t } from "../../i18n.js";
import { approvedRun } from "./run_words.js";

/**
 * Start a change that has no go-ahead, if whoever asked is sure. The question goes away by itself
 * once the go-ahead is there.
 *
 * @param {object} app
 * @param {string} title
 * @param {{id: string} | {action: string}} args of `action.start`
 */
export async function startAnyway(app, title, args) {
  const sure = await app.confirm({
    title: t("Start without approval?"),
    text: t(
      "“{title}” has no go-ahead from the Incident Commander. By the book you wait for it, " +
        "unless waiting would do more harm.",
      { title },
    ),
    yes: t("Start anyway"),
    no: t("Wait"),
    moot: () =>
      approvedRun(app.state.actions.runs, args) ? t("Approved meanwhile. Start it now.") : "",
  });
  if (sure) app.run("action.start", args);
}
