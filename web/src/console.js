// What staff sees: the drill from behind the curtain. The facilitator's console and the evaluator's desk
// are one page (staff/desks.js); what the seat may not do is not offered.
import "./css/tokens.css";
import "./css/base.css";
import "./css/room.css";
import "./css/panels.css";
import "./css/console.css";
import { t } from "./i18n.js";
import { startPage } from "./page.js";
import { drawCharts } from "./panels/charts/dashboards.js";
import { learnLines } from "./panels/channel/entries.js";
import { followTimeline } from "./panels/channel/timeline.js";
import { moveNow } from "./staff/coming.js";
import { desk } from "./staff/desks.js";
import { refreshForecast } from "./staff/forecast.js";
import { startKeys } from "./staff/keys.js";
import { DESK_LINES } from "./staff/lines.js";
import { noteThis } from "./staff/notes.js";
import { lookForNew } from "./staff/questions.js";

const LOOK_EVERY = 2_000;
const LOW = 860; // px: a lower window has no room for charts beside everything else

learnLines(DESK_LINES);

const { app, store } = startPage({
  view: desk,
  ui: {
    tab: null,
    filter: "all",
    earlier: 0,
    from: null,
    board: null,
    long: true,
    folded: innerHeight < LOW,
    away: [],
    leaving: null,
    sheet: document.body.dataset.seat === "evaluator" ? "score" : "injects",
    editing: null,
    inject: null,
    moving: null,
    moved: {},
    nudge: "50%",
    scored: null,
    about: null,
    suggested: {},
    outlook: false,
    forecast: null,
    foreseeing: false,
  },
  after(state) {
    drawCharts(state);
    followTimeline();
    moveNow(state);
    lookForNew(state, app);
  },
});
app.show = () => {};
app.mark = { say: t("Note this"), verb: "note.add", act: (_state, line) => noteThis(app, line) };
startKeys(app);

// What changes with the clock alone: where "now" stands, how silent somebody is, an old forecast.
setInterval(() => {
  const { state } = store;
  if (!state.ready || document.hidden) return;
  moveNow(state);
  refreshForecast(app);
}, LOOK_EVERY);
