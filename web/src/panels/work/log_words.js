// Searching the lines of looks: what matches, where in a line, and how many. Pure functions.

/**
 * What is searched for: words, all of which a line must have, in any order and any case. Words in
 * double quotes belong together.
 *
 * @param {string} text as it was typed
 * @returns {string[]} in lower case
 */
export function wanted(text) {
  const found = [...text.toLowerCase().matchAll(/"([^"]+)"|(\S+)/g)];
  return found.map(([, quoted, word]) => quoted ?? word.replaceAll('"', "")).filter(Boolean);
}

/**
 * @param {string} line
 * @param {string[]} words of `wanted`
 * @returns {boolean} no words: everything matches
 */
export function matches(line, words) {
  const lower = line.toLowerCase();
  return words.every((word) => lower.includes(word));
}

/**
 * A line in pieces, so that what was searched for can be shown.
 *
 * @param {string} line
 * @param {string[]} words
 * @returns {{text: string, hit: boolean}[]}
 */
export function pieces(line, words) {
  // Some letters grow when they are made small; then places would not fit, and nothing is marked.
  const lower = line.toLowerCase();
  if (!words.length || lower.length !== line.length) return [{ text: line, hit: false }];
  const hit = new Array(line.length).fill(false);
  for (const word of words) {
    for (let i = lower.indexOf(word); i >= 0; i = lower.indexOf(word, i + 1)) {
      hit.fill(true, i, i + word.length);
    }
  }
  const out = [];
  for (let i = 0; i < line.length; i++) {
    const last = out.at(-1);
    if (last?.hit === hit[i]) last.text += line[i];
    else out.push({ text: line[i], hit: hit[i] });
  }
  return out;
}

/**
 * What a search leaves of the looks of one source.
 *
 * @param {{id: string, lines: string[]}[]} looks
 * @param {string} text as it was typed
 * @returns {{words: string[], hits: number, total: number, of: Record<string, number>}} `of` counts
 *   the hits of each look
 */
export function search(looks, text) {
  const words = wanted(text);
  const of = {};
  let hits = 0;
  let total = 0;
  for (const { id, lines } of looks) {
    of[id] = lines.filter((line) => matches(line, words)).length;
    hits += of[id];
    total += lines.length;
  }
  return { words, hits, total, of };
}

// Numbers move from look to look; a line that differs in nothing else is no news.
const shape = (line) => line.replace(/\d+([.,]\d+)*/g, "#");

/**
 * The lines of a look that an earlier one of the same source did not have.
 *
 * @param {string[]} lines
 * @param {string[] | undefined} before lines of the earlier look; without one nothing is new
 * @returns {Set<string>}
 */
export function newLines(lines, before) {
  if (!before) return new Set();
  const known = new Set(before.map(shape));
  return new Set(lines.filter((line) => !known.has(shape(line))));
}
