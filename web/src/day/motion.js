// Turns the wheel: writes the angle of this moment into the drawing, frame by frame, without drawing
// the page anew. Whoever wants less motion sees names light up in turn on a wheel that stands.
import { turns } from "./state.js";
import { angleAt, bend, litAt, pegsPassed, restAngle, sliceUnder } from "./wheel_maths.js";

const FURTHEST = 24;
const SPRING = 0.75;
const CONFETTI = 36;

const less = matchMedia("(prefers-reduced-motion: reduce)");

/** @returns {boolean} whether this person wants less motion */
export const calm = () => less.matches;

// Which name and which slice is the one of this moment; most frames it is still the same.
function mark(root, index) {
  if (root.dataset.lit === String(index)) return;
  root.dataset.lit = index;
  for (const element of root.querySelectorAll("[data-name], .slice[data-i]")) {
    const mine = (element.dataset.name ?? element.dataset.i) === String(index);
    element.toggleAttribute("data-lit", mine);
  }
}

function turnTo(root, angle, bent) {
  const disc = root.querySelector("[data-disc]");
  if (!disc) return;
  disc.style.transform = angle % 360 ? `rotate(${(angle % 360).toFixed(3)}deg)` : "";
  root.querySelector("[data-hand]").style.transform = bent > 0.01
    ? `rotate(${(-bent * FURTHEST).toFixed(2)}deg)`
    : "";
}

/** A long list scrolls to the winner, without moving the page. */
function showInList(root) {
  const name = root.querySelector(".pool [data-winner]");
  const list = name?.closest(".pool");
  if (list) list.scrollTop = name.offsetTop - list.offsetTop - list.clientHeight / 2;
}

/** Some paper in the air for the winner. It is decoration: nothing waits for it. */
function celebrate(wheel) {
  const box = document.createElement("div");
  box.className = "confetti";
  box.setAttribute("aria-hidden", "true");
  wheel.append(box);
  const flights = Array.from({ length: CONFETTI }, (_, i) => {
    const piece = document.createElement("i");
    piece.dataset.colour = i % 8;
    box.append(piece);
    const turn = i / CONFETTI * 2 * Math.PI + Math.random();
    const far = 90 + Math.random() * 160;
    const [x, y] = [Math.cos(turn) * far, Math.sin(turn) * far - 60];
    return piece.animate([
      { transform: "translate(0, 0)", opacity: 1 },
      { transform: `translate(${x}px, ${y}px) rotate(${turn * 2}turn)`, opacity: 1, offset: 0.6 },
      { transform: `translate(${x * 1.2}px, ${y + 190}px) rotate(${turn * 4}turn)`, opacity: 0 },
    ], { duration: 1_300 + Math.random() * 900, easing: "cubic-bezier(.15,.7,.4,1)" }).finished;
  });
  Promise.allSettled(flights).then(() => box.remove());
}

/**
 * @param {object} options
 * @param {HTMLElement} options.root where the page is drawn
 * @param {ReturnType<import("./sound.js").createSound>} options.sound
 * @param {() => object} options.current the state
 * @param {() => void} options.landed the wheel has just come to rest
 * @returns {{follow: (result: boolean) => void}} to be called after each drawing; `result`: the
 *   wheel shows what the newest spin chose, not what may come up next
 */
export function createMotion({ root, sound, current, landed }) {
  let running = 0;
  let pegs = 0;
  let bent = 0;
  let rest;

  const stop = () => {
    running = 0;
    clearTimeout(rest);
  };

  const land = (n) => {
    if (running !== n) return;
    stop();
    sound.chime();
    landed();
    setTimeout(() => showInList(root), 100); // when it is drawn
    const wheel = root.querySelector("[data-wheel]");
    if (wheel && !calm() && !document.hidden) celebrate(wheel);
  };

  const frame = (n) => {
    if (running !== n) return;
    const { wheel, began } = current();
    const now = Date.now();
    if (wheel?.n !== n || !turns(current(), now)) return land(n);
    const elapsed = now - began;
    const angle = angleAt(wheel, elapsed);
    const size = wheel.pool.length;
    const still = calm();
    // A peg pushes the pointer aside at once; it comes back by itself, a little later.
    bent = Math.max(bend(angle, size), bent * SPRING);
    turnTo(root, still ? 0 : angle, still ? 0 : bent);
    mark(root, still ? litAt(wheel, elapsed) : sliceUnder(angle, size));
    const passed = still ? litAt(wheel, elapsed) : pegsPassed(angle, size);
    if (passed !== pegs) sound.tick(elapsed / wheel.ms);
    pegs = passed;
    requestAnimationFrame(() => frame(n));
  };

  return {
    follow(result) {
      const { wheel, began } = current();
      const now = Date.now();
      if (turns(current(), now)) {
        if (running === wheel.n) return;
        delete root.dataset.lit;
        stop();
        running = wheel.n;
        pegs = pegsPassed(angleAt(wheel, now - began), wheel.pool.length);
        // A hidden tab gets no frames; it must still hear the end.
        rest = setTimeout(() => land(wheel.n), began + wheel.ms - now + 300);
        requestAnimationFrame(() => frame(wheel.n));
        return;
      }
      if (running) land(running);
      turnTo(root, wheel && result && !calm() ? restAngle(wheel) : 0, 0);
      delete root.dataset.lit;
      mark(root, -1);
    },
  };
}
