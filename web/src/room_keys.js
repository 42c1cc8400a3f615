// The keys of a room: what each does, and the list of them for the help.
import { t } from "./i18n.js";
import { openTab, tabsOf } from "./panels/frame/tabs.js";
import { goToNewest } from "./panels/channel/follow.js";
import { readyToHint } from "./panels/frame/notices.js";
import { myHand } from "./panels/people/people.js";
import { can, isSolo } from "./state.js";

const DRAWN = 60;

/** @returns {[string, string][]} what to press, and what it does, for this person now */
export const keysOf = (state) =>
  [
    ["/", t("Write a message; @ completes a name"), can(state, "message.post")],
    ["a", t("Acknowledge the first page"), can(state, "page.ack")],
    ["r", t("Answer the first question"), can(state, "query.answer")],
    [`1 … ${tabsOf(state).length}`, t("Open a tab of your work"), true],
    ["g then a, d, w, i, p, t", t("Go to alerts, dashboards, work, inbox, people, timeline"), true],
    ["u", t("Go to the newest line of the channel"), true],
    ["↑ ↓ Enter", t("In the channel: from line to line, and reply"), true],
    ["l", t("Write a line into the document's timeline"), can(state, "doc.write")],
    ["h", t("Raise or lower your hand"), can(state, "hand.raise") && !isSolo(state)],
    ["q", t("Ask the facilitator"), can(state, "ask") && !isSolo(state)],
    ["p", t("Stop and start the clock"), isSolo(state)],
    ["n", t("Show me the next step"), state.you.seat !== "observer"],
    ["d", t("Hide or show the charts"), true],
    ["Ctrl Enter", t("Send the form that you are in"), true],
    ["Esc", t("Leave a field"), true],
    ["?", t("This list"), true],
  ].filter(([, , there]) => there).map(([key, does]) => [key, does]);

const PLACES = {
  a: "alerts",
  d: "dashboards",
  w: "work",
  i: "inbox",
  p: "people",
  t: "timeline",
};

const click = (focus) => document.querySelector(`[data-focus=${focus}]`)?.click();

function goTo(name) {
  const place = document.getElementById(PLACES[name]);
  place?.querySelector('[tabindex="0"], button')?.focus();
  place?.scrollIntoView({ block: "nearest" });
}

function openNth(app, n) {
  const tab = tabsOf(app.state)[n - 1];
  if (!tab) return false;
  app.ui({ tab: tab.id });
  setTimeout(() => document.getElementById(`area-${openTab(app.state)}`)?.focus(), DRAWN);
}

async function showNext(app) {
  const { askHint } = await readyToHint(app);
  const next = askHint(app.state, app);
  if (next) app.show(next);
}

const raise = (app) => {
  if (can(app.state, "hand.raise") && !isSolo(app.state)) {
    app.run(myHand(app.state) ? "hand.lower" : "hand.raise");
  }
};

const ACTS = {
  "?": (app) => app.ui({ help: true }),
  "/": () => document.getElementById("say")?.focus(),
  a: () => click("ack"),
  r: () => document.querySelector("[data-focus=answer]")?.focus(),
  u: () => goToNewest(),
  l: (app) => app.show({ tab: "record", focus: "quick" }),
  h: raise,
  q: () => click("ask-facilitator"),
  p: () => click("clock"),
  n: showNext,
  d: (app) => app.ui({ folded: !app.state.ui.folded }),
};

/**
 * @param {object} app
 * @returns {(key: string) => boolean} for listenForKeys
 */
export const handlerOf = (app) => (key) => {
  if (!app.state.ready) return false;
  if (/^[1-9]$/.test(key)) return openNth(app, Number(key)) !== false;
  if (key.startsWith("g ")) goTo(key.slice(2));
  else if (Object.hasOwn(ACTS, key)) ACTS[key](app);
  else return false;
  return true;
};
