// What is known, against what was told: one row per fact, from structured fields alone. What people
// wrote is quoted, never understood: two texts are "the same" only if one holds the other word for
// word, and "newer" means that it was recorded after somebody was told. Pure.
import { clockText } from "../../clock.js";
import { t } from "../../i18n.js";
import { stageText } from "../../sentences.js";
import { AUDIENCES, PUBLIC } from "./audience_words.js";
import { factsOf, ideaText, newest, runAt, runText } from "./facts_words.js";
import { rhythm, wordsTo } from "./rhythm_words.js";

const all = [PUBLIC, ...AUDIENCES];

/** The newest time that each audience was told something in a field: {id, name, text, at}. */
const toldIn = (state, field, outside) =>
  all.flatMap(({ id, name }) => {
    const pick = id === "public" ? outside : (one) => one[field];
    const one = newest(wordsTo(state, id), (word) => pick?.(word));
    return one ? [{ id, name, text: pick(one), at: one.t }] : [];
  });

const fold = (text) => text.toLowerCase().replace(/\s+/g, " ").trim();
const holds = (text, part) => fold(text).includes(fold(part));

// How one audience stands to what is on record.
function markOf(record, told) {
  if (!record) return "unbacked";
  if (record.parts.every((part) => holds(told.text, part))) return "same";
  return record.at > told.at ? "newer" : "other";
}

const row = (id, title, record, told) => ({
  id,
  title,
  record,
  told: told.map((one) => ({ ...one, mark: one.mark ?? markOf(record, one) })),
  untold: Boolean(record) && told.length === 0,
});

const on = (text, at, by, source, parts = [text]) => ({ text, at, by, source, parts });

function impact(state, { scope, triage }) {
  const written = state.document.impact.at(-1);
  const sized = scope
    ? on(`${scope.who}, ${scope.how_many}`, scope.at, scope.by, t("scope"), [scope.how_many])
    : triage
    ? on(triage.impact, triage.at, triage.by, t("first look"))
    : null;
  const record = written && (!sized || written.at > sized.at)
    ? on(written.text, written.at, written.by, t("document"))
    : sized;
  // A post has no field for it, so without a record nothing is said of its words.
  const told = toldIn(state, "impact", (post) => post.text).map((one) =>
    record || one.id !== "public" ? one : { ...one, mark: "other" }
  );
  return row("impact", t("Who is hit, and how many"), record, told);
}

// Where no field of an update holds the fact, it is only looked for in the words; the text itself is
// quoted where it belongs.
const sought = (record, told) =>
  record
    ? told.map((one) => {
      const mark = markOf(record, one);
      return { ...one, text: "", mark: mark === "other" ? "unsaid" : mark };
    })
    : [];

function affected(state, { scope }) {
  const names = new Map(state.drill.services.map((one) => [one.id, one.title]));
  const ticked = (post) => post.components?.map((id) => names.get(id) ?? id).join(", ");
  const record = scope ? on(scope.what, scope.at, scope.by, t("scope")) : null;
  const told = toldIn(state, "impact", ticked);
  return row("what", t("What is affected"), record, [
    ...told.filter(({ id }) => id === "public"),
    ...sought(record, told.filter(({ id }) => id !== "public")),
  ]);
}

function since(state, { scope }) {
  const record = scope ? on(scope.since, scope.at, scope.by, t("scope")) : null;
  const told = toldIn(state, "impact", (post) => post.text);
  return row("since", t("Since when"), record, sought(record, told));
}

function stage(state, facts) {
  const { over, worked, run, declared } = facts;
  const clock = (at) => clockText(state.drill.clock0, at);
  const record = over !== null
    ? on(t("resolved at {time}", { time: clock(over) }), over, null, t("incident"))
    : run?.status === "running"
    ? on(t("a change is under way"), runAt(run), run.by, t("changes"))
    : worked
    ? on(t("a change was seen to work"), worked.verified.at, worked.verified.by, t("changes"))
    : facts.confirmed
    ? on(t("a cause is confirmed"), facts.idea.at, facts.idea.by, t("hypotheses"))
    : declared === null
    ? null
    : on(t("declared, no cause confirmed"), declared, null, t("incident"));
  const told = toldIn(state, "status", (post) => post.stage).map((one) => {
    if (one.id !== "public") return { ...one, mark: record?.at > one.at ? "newer" : "other" };
    const differs = (one.text === "resolved") !== (over !== null);
    return {
      ...one,
      text: stageText(one.text),
      mark: differs ? "differs" : record?.at > one.at ? "newer" : "other",
    };
  });
  return row("stage", t("Where it stands"), record, told);
}

function theory(state, { idea, refuted }) {
  const record = idea ? on(ideaText(idea), idea.at, idea.by, t("hypotheses"), [idea.text]) : null;
  const made = row("theory", t("Theory or cause"), record, toldIn(state, "theory"));
  const told = made.told.map((one) =>
    refuted.some(({ text, at }) => at > one.at && holds(one.text, text))
      ? { ...one, mark: "refuted" }
      : one
  );
  return { ...made, told };
}

function fix(state, { run }) {
  const record = run
    ? on(runText(run, state.drill.clock0), runAt(run), run.by, t("changes"), [run.title])
    : null;
  const made = row("fix", t("Fix under way"), record, toldIn(state, "next_action"));
  // The title alone is not the news: what became of it since counts as well.
  const told = made.told.map((one) =>
    one.mark === "same" && record.at > one.at ? { ...one, mark: "newer" } : one
  );
  return { ...made, told };
}

function next(state, now) {
  const rows = rhythm(state, now).filter((one) => one.told || one.due !== null);
  const told = rows.filter((one) => one.last).map(({ id, name, last, due }) => ({
    id,
    name,
    at: last.t,
    text: last.next_at === null
      ? ""
      : t("promised {time}", { time: clockText(state.drill.clock0, last.next_at) }),
    mark: due !== null && due < now ? "late" : last.next_at === null ? "open" : "other",
  }));
  const kept = rows.filter((one) => one.every !== null);
  const record = kept.length
    ? on(
      kept.map((one) => t("{name}: every {n} min", { name: one.name, n: one.every })).join("; "),
      null,
      null,
      t("cadence"),
    )
    : null;
  return row("next", t("Next word"), record, told);
}

/**
 * The table.
 *
 * @param {object} state
 * @param {number} now drill time
 * @returns {{id: string, title: string,
 *   record: {text: string, at: number | null, by: string | null, source: string} | null,
 *   told: {id: string, name: string, text: string, at: number, mark: string}[],
 *   untold: boolean}[]} `mark` is same, other, unsaid, newer, unbacked, differs, refuted, late or
 *   open; `text` is "" where it is quoted in another row
 */
export function knownAndTold(state, now) {
  const facts = factsOf(state);
  const rows = [impact, affected, since, stage, theory, fix].map((make) => make(state, facts));
  return [...rows, next(state, now)];
}

/** How many rows need a word to somebody. */
export const toTell = (rows) =>
  rows.filter(({ untold, told }) =>
    untold || told.some(({ mark }) => ["newer", "differs", "refuted", "late"].includes(mark))
  ).length;
