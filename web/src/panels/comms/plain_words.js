// Hints about the words of a message: calm, never in the way. They read the text alone, so they can
// be wrong; they ask, they do not judge. Patterns are of English, as the scenarios are. Pure.
import { t } from "../../i18n.js";

const pattern = (source) => new RegExp(String.raw`(?<![\w-])(?:${source})(?![\w-])`, "gi");

// What only insiders say; the scorer's list is longer.
const JARGON = pattern(
  "pods?|k8s|kubernetes|nodes?|clusters?|replicas?|shards?|failover|deploy\\w*|roll ?back|hotfix" +
    "|p9\\d(?:\\.\\d)?|[45]xx|http [45]\\d\\d|[45]0\\d errors?|stack ?traces?|exceptions?|oom\\w*|cpu|dns|tls" +
    "|latency|throughput|timeouts?|upstream|downstream|backend|microservices?|databases?|db|sql|kafka" +
    "|redis|postgres\\w*|mysql|nginx|load ?balancers?|config\\w*|connection pools?|memory leaks?|heap" +
    "|circuit breakers?|cach(?:es?|ing)|ip address\\w*|kernel|vms?|feature flags?|sev-?\\d|slos?|slis?" +
    "|root cause|v?\\d+\\.\\d+\\.\\d+|(?:release|version) \\d+\\.\\d+|[a-z][a-z0-9]*-(?:api|db|svc|service|prod)",
);
const FIX_TIME = [
  /\b(?:fixed|resolved|restored|repaired|back(?: up)?|normal|solved)\b[^.]{0,20}?\b(?:by|within|in|before|at)\b(?: about| the next)? (?:\d|an hour|half an hour|a few (?:min|h)\w+)/i,
  /\b(?:expect|anticipat|estimat)\w*\b[^.]{0,30}?\b(?:fix|repair|recover\w*|resolution|restor\w*)\b[^.]{0,25}?\b(?:by|within|in|before|at|around)\b[^.]{0,8}?(?:\d|an hour)/i,
];
const HAS_BEEN = /\b(?:was|were|been|is|are) (?:\w+ )?(?:fixed|resolved|restored|solved)\b/gi;
const SOON = pattern("soon|shortly|asap|any minute|momentarily|in a (?:bit|moment|while)");
const SURE = pattern(
  "all (?:systems|customers|users|services)|every(?:one|body)|no ?(?:one|body)|no data|fully|completely" +
    "|100 ?%|guaranteed?|definitely|certainly|never",
);
const EMPTY = pattern("tb[adc]|todo|n/a|\\?{2,}|xxx|lorem");
const BLAME = pattern(
  "human error|careless\\w*|negligen\\w+|incompeten\\w+|(?:is|was|are|were) (?:to blame|at fault)|blame[sd]?" +
    "|(?:engineer|employee|developer|operator|colleague|vendor|supplier|third party)s?(?:'s)? (?:mistake\\w*|failed|forgot|broke|caused|fault)" +
    "|forgot to|messed up|screwed up",
);
const FAILING = "forgot|broke|failed to|missed|ignored|caused|messed|screwed|should have";

/** Names of services that no customer would use: "card-router", not "checkout". */
const inside = (services) =>
  services.flatMap(({ id, title }) => [id, title]).filter((name) =>
    /[-_.\d]|[a-z][A-Z]/.test(name)
  );

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const found = (text, regex) => [...new Set([...text.matchAll(regex)].map(([word]) => word))];

const quoted = (words) => words.slice(0, 3).map((word) => `“${word}”`).join(", ");

function jargon(text, services) {
  const names = inside(services);
  const own = names.length ? found(text, pattern(names.map(escaped).join("|"))) : [];
  const words = [...new Set([...own, ...found(text, JARGON)])];
  return words.filter((word) => !own.some((name) => name !== word && name.includes(word)));
}

function blamed(text, people) {
  const names = people.map(({ name }) => escaped(name)).filter((name) => name.length > 2);
  const persons = names.length ? found(text, pattern(`(?:${names.join("|")}) (?:${FAILING})`)) : [];
  return [...persons, ...found(text, BLAME)];
}

const rules = ({ text, plain, next, ends, people, services }) => [
  [
    "blame",
    blamed(text, people),
    (words) => t("{words} sounds like blame. Say what happened to the system instead?", { words }),
  ],
  [
    "jargon",
    plain ? jargon(text, services) : [],
    (words) => t("Will they know {words}? Say what people notice.", { words }),
  ],
  [
    "fix-time",
    FIX_TIME.some((one) => one.test(text) && one.test(text.replace(HAS_BEEN, ""))) ? ["-"] : [],
    () =>
      t("It names a time for the fix. Promise the next word instead: that one is yours to keep."),
  ],
  [
    "soon",
    next ? [] : found(text, SOON),
    (words) => t("{words} is no time. Choose when they hear more.", { words }),
  ],
  ["sure", found(text, SURE), (words) => t("{words} is absolute. Was it measured?", { words })],
  [
    "empty",
    found(text, EMPTY),
    (words) => t("{words} tells nothing. Say what is not known yet.", { words }),
  ],
  [
    "next",
    next || ends || !text.trim() ? [] : ["-"],
    () => t("No next time. People who know when they hear more do not ask in between."),
  ],
];

/**
 * What might be said about a message.
 *
 * @param {object} message
 * @param {string} message.text all that it says
 * @param {boolean} [message.plain] whether its readers are outsiders
 * @param {boolean} [message.next] whether it says when they hear more
 * @param {boolean} [message.ends] whether it is the last word
 * @param {{name: string}[]} [message.people] of the drill
 * @param {{id: string, title: string}[]} [message.services] of the drill
 * @returns {{id: string, text: string}[]} the weightiest first
 */
export function hintsOn(message) {
  const whole = { plain: false, next: false, ends: false, people: [], services: [], ...message };
  return rules(whole).filter(([, words]) => words.length)
    .map(([id, words, say]) => ({ id, text: say(quoted(words)) }));
}
