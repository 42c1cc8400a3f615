// @names: whom one can mention, what is being typed, and how a text with them is shown. Pure functions;
// whom a message mentions is the server's to say.
import { ALL_ROLES, tagOf, titleOf } from "../../words.js";

const MOST = 8;

/**
 * @typedef {object} Mentionable
 * @property {string} id of a person or a role
 * @property {string} insert what is written after the @
 * @property {string} name
 * @property {string} rest what stands behind the name
 */

/**
 * Everybody who can be mentioned: the roles, then the people of the room.
 *
 * @param {object} state
 * @returns {Mentionable[]}
 */
export function mentionable({ people, incident, you }) {
  const roles = ALL_ROLES.map((role) => {
    const holder = incident.roles[role]?.name ?? people.find((one) => one.seat === role)?.name;
    return { id: role, insert: tagOfRole(role), name: titleOf(role), rest: holder ?? "", holder };
  });
  const others = people.filter((one) => one.person !== you.person && one.seat !== "observer");
  return [
    ...roles.filter((one) => one.holder || ["ic", "ol", "cl"].includes(one.id)),
    ...others.map(({ person, name, seat }) => ({
      id: person,
      insert: name,
      name,
      rest: tagOf(seat),
    })),
  ];
}

// The rules know roles by their ids, whatever the language of the page.
const tagOfRole = (role) => role.length === 2 ? role.toUpperCase() : role;

/**
 * The @name that is being typed.
 *
 * @param {string} text
 * @param {number} caret
 * @returns {{from: number, query: string} | null}
 */
export function typing(text, caret) {
  const found = /(^|[\s(,;:])@([\p{L}\p{N}.'-]*(?: [\p{L}\p{N}.'-]*)?)$/u.exec(
    text.slice(0, caret),
  );
  return found ? { from: caret - found[2].length - 1, query: found[2] } : null;
}

const plain = (text) => text.toLowerCase();

/**
 * Who fits what is typed: what begins with it first.
 *
 * @param {Mentionable[]} all
 * @param {string} query
 * @returns {Mentionable[]}
 */
export function fitting(all, query) {
  const wanted = plain(query);
  const words = (one) => [one.insert, one.name, ...one.name.split(" ")].map(plain);
  const begins = (one) => words(one).some((word) => word.startsWith(wanted));
  return all.filter(begins).slice(0, MOST);
}

/**
 * Whether a message speaks to this page's person: by name, or by a role that they have. A role that
 * nobody holds is that of whoever sits there.
 *
 * @param {object} state
 * @param {string[]} [mentions] persons and roles
 * @returns {boolean}
 */
export const isForMe = ({ you, incident }, mentions = []) =>
  mentions.some((id) => {
    if (id === you.person) return true;
    const holder = incident.roles[id];
    return holder ? holder.to === you.person : you.seat === id;
  });

const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

let patternFor = null;
let pattern = null;

function namesOf(people) {
  if (patternFor === people) return pattern;
  const names = people.flatMap(({ name }) => [name, name.split(" ")[0]]);
  const all = [...new Set([...names, ...ALL_ROLES])].sort((a, b) => b.length - a.length);
  patternFor = people;
  pattern = new RegExp(`(?<![\\w@.])(@(?:${all.map(escape).join("|")}))(?![\\p{L}\\p{N}_])`, "giu");
  return pattern;
}

/**
 * A text, with its @names apart.
 *
 * @param {object[]} people
 * @param {string} text
 * @returns {string[]} text and @name by turns
 */
export const split = (people, text) => text.includes("@") ? text.split(namesOf(people)) : [text];
