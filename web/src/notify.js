// Telling somebody of what concerns them, in the ways that they have chosen: the title of the window,
// a word for screen readers, a notification of the system, a sound. Never more often than one can
// listen to, and never twice.
import { t, tn } from "./i18n.js";
import { prefs } from "./prefs.js";

const EVERY = 3_000; // ms between two announcements
const SAID_AT_ONCE = 3;
const TONES = [[660, 0], [880, 0.12]]; // Hz, seconds
const LOUDNESS = 0.06;

let audio = null;

/** A short sound; browsers allow it only after somebody has clicked something on the page. */
export function chime() {
  try {
    audio ??= new AudioContext();
    audio.resume();
    for (const [pitch, after] of TONES) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      const start = audio.currentTime + after;
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(LOUDNESS, start);
      volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.2);
      tone.connect(volume).connect(audio.destination);
      tone.start(start);
      tone.stop(start + 0.2);
    }
  } catch { /* no sound here: then there is none */ }
}

function onDesktop(title, news) {
  if (!prefs().desktop || !document.hidden || globalThis.Notification?.permission !== "granted") {
    return;
  }
  for (const { id, text } of news) {
    const shown = new Notification(title, { body: text, tag: id });
    shown.addEventListener("click", () => {
      globalThis.focus();
      shown.close();
    });
  }
}

/**
 * What is said of several things at once.
 *
 * @param {{text: string}[]} news
 * @returns {string}
 */
export function sayAll(news) {
  const said = news.slice(0, SAID_AT_ONCE).map(({ text }) => text);
  const left = news.length - said.length;
  return [...said, ...(left > 0 ? [tn("And {n} more.", "And {n} more.", left)] : [])].join(" ");
}

/**
 * Somebody who tells of news; call the result after each drawing.
 *
 * @param {(text: string) => void} say puts a text where screen readers hear it
 * @returns {(news: import("./concerns.js").News[], title: string) => void} what concerns this person
 *   now; what was there at the first call is not news
 */
export function createTeller(say) {
  let known = null;
  let queue = [];
  let waits = null;
  let last = 0;

  const speak = () => {
    waits = null;
    last = Date.now();
    if (queue.length && prefs().aloud) say(sayAll(queue));
    queue = [];
  };

  return (news, title) => {
    const first = known === null;
    const fresh = first ? [] : news.filter(({ id }) => !known.has(id));
    const isLost = known?.has("lost") ?? false;
    // What has come once is known for good; a broken line may break again.
    known = new Set([...known ?? [], ...news.map(({ id }) => id)]);
    if (isLost && !news.some(({ id }) => id === "lost")) {
      known.delete("lost");
      fresh.push({ id: "back", text: t("The line is back.") });
    }
    if (!fresh.length) return;
    queue.push(...fresh);
    waits ??= setTimeout(speak, Math.max(0, last + EVERY - Date.now()));
    onDesktop(title, fresh);
    if (prefs().sound && (document.hidden || fresh.some(({ loud }) => loud))) chime();
  };
}
