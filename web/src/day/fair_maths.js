// The rule of the wheel, worked out anew (docs/game-days.md, "Why the wheel is fair").

/**
 * What decides a spin.
 *
 * @param {{seed: string, salt: string, n: number, pool: {id: string}[]}} wheel
 * @returns {string}
 */
export const spinText = ({ seed, salt, n, pool }) =>
  `${seed}:${salt ?? ""}:${n}:${pool.map((one) => one.id).join(",")}`;

/**
 * @param {string} hex
 * @param {number} n
 * @returns {number} the remainder
 */
export const remainder = (hex, n) => Number(BigInt(`0x${hex}`) % BigInt(n));

/**
 * The SHA-256 of a text. Browsers only work it out on a secure origin (https or localhost).
 *
 * @param {string} text
 * @returns {Promise<string>} hex
 */
export async function sha256(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @returns {boolean} whether this page can work out a SHA-256 */
export const canCheck = () => Boolean(globalThis.crypto?.subtle);

/**
 * Work out a spin anew.
 *
 * @param {object} wheel of the wire, after its spin
 * @returns {Promise<{commit: string, promised: boolean, index: number, title: string,
 *   right: boolean}>} whether the seed is the promised one, and whom the rule chooses
 */
export async function check(wheel) {
  const commit = await sha256(wheel.seed);
  const index = remainder(await sha256(spinText(wheel)), wheel.pool.length);
  const { id, title } = wheel.pool[index];
  return { commit, promised: commit === wheel.commit, index, title, right: id === wheel.winner };
}

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * The same by hand, for a terminal.
 *
 * @param {object} wheel of the wire, after its spin
 * @returns {string[]} two commands: the commitment, and the winner's number on the wheel
 */
export const commands = (wheel) => [
  `printf %s ${quoted(wheel.seed)} | sha256sum`,
  `printf %s ${quoted(spinText(wheel))} | python3 -c 'import hashlib, sys; ` +
  `print(int(hashlib.sha256(sys.stdin.buffer.read()).hexdigest(), 16) % ${wheel.pool.length} + 1)'`,
];
