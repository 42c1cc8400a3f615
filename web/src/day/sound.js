// A tick for each peg and a chime at the end, made by the browser itself. Off until somebody wants it.
import { keep } from "../drafts.js";

const KEY = "wheel-sound";

/** @returns {{on: () => boolean, toggle: () => void, tick: (part: number) => void, chime: () => void}} */
export function createSound() {
  let context = null;
  const on = () => keep(KEY) === "yes";

  const note = (frequency, after, length, loud, type) => {
    if (!on()) return;
    try {
      context ??= new AudioContext();
    } catch {
      return; // no sound device
    }
    if (context.state === "suspended") context.resume();
    const begin = context.currentTime + after;
    const oscillator = context.createOscillator();
    const volume = context.createGain();
    oscillator.type = type;
    oscillator.frequency.value = frequency;
    volume.gain.setValueAtTime(loud, begin);
    volume.gain.exponentialRampToValueAtTime(0.001, begin + length);
    oscillator.connect(volume).connect(context.destination);
    oscillator.start(begin);
    oscillator.stop(begin + length);
  };

  const sound = {
    on,
    toggle() {
      keep(KEY, on() ? null : "yes");
      sound.tick(1); // so that one hears what one has chosen; it is also the click that allows sound
    },
    /** @param {number} part 0 (just begun) .. 1 (nearly standing): later ticks are a little lower */
    tick: (part) => note(1_500 - 600 * part, 0, 0.035, 0.12, "square"),
    chime() {
      [523, 659, 784, 1_047].forEach((tone, i) => note(tone, i * 0.09, 0.5, 0.1, "triangle"));
    },
  };
  return sound;
}
