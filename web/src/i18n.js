// The words of the interface, in the language of the page. English is written where it is shown, and
// is the key of its translation: t("Remove {name}", { name }). A page in another language brings its
// catalogue along as data (see docs/translating.md), so that words are there before the first
// drawing, also in constants of a module.
//
// The first argument is always written out: the catalogue is made by reading these calls.

const block = globalThis.document?.getElementById("catalogue");
const catalogue = block ? JSON.parse(block.textContent) : { words: {}, plurals: "" };

const SLOT = /\{(\w+)\}/;

const fill = (text, values) =>
  text.replace(/\{(\w+)\}/g, (whole, name) => name in values ? String(values[name]) : whole);

/**
 * A text of the interface.
 *
 * @param {string} text English, with `{name}` where a value stands
 * @param {Record<string, unknown>} [values]
 * @returns {string}
 */
export function t(text, values) {
  // A text may also be the form for one of something that is counted elsewhere.
  const [said] = [catalogue.words[text] ?? text].flat();
  return values ? fill(said, values) : said;
}

// Which form a number takes: one digit for each of 0 to 199, as the catalogue's own rule gives it.
// No language looks further than the last two digits.
function formOf(n) {
  const whole = Math.abs(Math.trunc(n));
  if (!catalogue.plurals) return whole === 1 ? 0 : 1;
  return Number(catalogue.plurals[whole < 200 ? whole : 100 + whole % 100]);
}

/**
 * A text that depends on a number, which it may hold as `{n}`.
 *
 * @param {string} one "{n} update"
 * @param {string} many "{n} updates"
 * @param {number} n
 * @param {Record<string, unknown>} [values]
 * @returns {string}
 */
export function tn(one, many, n, values) {
  const forms = catalogue.words[one];
  const text = Array.isArray(forms) ? forms[formOf(n)] : n === 1 ? one : many;
  return fill(text, { n, ...values });
}

/**
 * A text with templates in it: `rich("Press {key} for help.", { key: html`<kbd>?</kbd>` })`.
 *
 * @param {string} text
 * @param {Record<string, unknown>} values strings, numbers or templates
 * @returns {unknown[]} parts that a template can hold
 */
export function rich(text, values) {
  const parts = t(text).split(SLOT);
  // split gives text and names by turns.
  return parts.map((part, i) => i % 2 ? values[part] ?? `{${part}}` : part);
}
