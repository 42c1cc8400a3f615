// The wheel, as it is drawn: slices with numbers and names, pegs, a pointer, and the list beside it.
// motion.js turns it; nothing here knows the time.
import { html, nothing, svg } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { t } from "../i18n.js";
import { colourOf, INK, labelLines, slicePath } from "./wheel_maths.js";

const RADIUS = 188;
const BLANK = 10;
const LINE = 1.14;
const FITS = 6; // names that need no scrolling

const both = ({ light, dark }) => `light-dark(${light}, ${dark})`;
const sizeOf = (n) => n <= 9 ? 14 : n <= 14 ? 12.5 : 10.5;

function words(title, n) {
  const lines = labelLines(title, n);
  const size = sizeOf(n);
  return svg`<text class="words" font-size=${size} text-anchor="end" fill=${both(INK)}>${
    lines.map((line, i) =>
      svg`<tspan x="153" y=${((i - (lines.length - 1) / 2) * LINE + 0.35) * size}>${line}</tspan>`
    )
  }</text>`;
}

function slice({ title }, i, n) {
  const badge = n <= 22 ? 12 : 9;
  return svg`
    <g class="slice" data-i=${i}>
      <path d=${slicePath(i, n, RADIUS)} fill=${both(colourOf(i, n))} />
      <g transform="rotate(${(i + 0.5) * 360 / n})">
          ${words(title, n)}
          <circle class="badge" cx="170" r=${badge} />
          <text class="number" x="170" y=${badge * 0.38} text-anchor="middle" font-size=${badge *
            1.1}>${i + 1}</text>
        </g>
    </g>
  `;
}

const blank = (i) =>
  svg`
    <g class="slice">
      <path d=${slicePath(i, BLANK, RADIUS)} fill=${both(colourOf(i, BLANK))} />
      <text class="question" transform="rotate(${(i + 0.5) * 360 / BLANK})" x="150" y="12"
        text-anchor="middle" fill=${both(INK)}>?</text>
    </g>
  `;

const peg = (i, n) => {
  const turn = i / n * 2 * Math.PI;
  return svg`
    <circle class="peg" r=${n > 22 ? 3 : 4.5}
      cx=${RADIUS * Math.cos(turn)} cy=${RADIUS * Math.sin(turn)} />
  `;
};

const range = (n) => Array.from({ length: n }, (_, i) => i);

/**
 * The wheel itself: a picture; the list beside it says the same in words.
 *
 * @param {{id: string, title: string}[]} pool empty: nobody knows yet what may come up
 * @param {string | null} winner id, once the wheel stands
 */
export function wheelPicture(pool, winner) {
  const n = pool.length || BLANK;
  const index = pool.findIndex((one) => one.id === winner);
  return html`
    <div class="wheel" aria-hidden="true" data-wheel data-won=${index < 0 ? nothing : ""}>
      <div class="disc" data-disc>
        <svg viewBox="-200 -200 400 400">
          <circle class="rim" r="192" />
          ${pool.length
            ? repeat(
              pool,
              (one) => one.id,
              (one, i) => svg`<g data-winner=${i === index ? "" : nothing}>${slice(one, i, n)}</g>`,
            )
            : range(BLANK).map(blank)}
          ${n > 1 ? range(n).map((i) => peg(i, n)) : nothing}
        </svg>
      </div>
      <svg class="hub" viewBox="-200 -200 400 400">
        <circle class="cap" r="27" />
        <path class="bolt" d="M4-16-9 4H-1L-5 17 10-4H1Z" />
      </svg>
      <svg class="hand" viewBox="-200 -200 440 400">
        <path data-hand d="M176 0L222-13A13 13 0 1 1 222 13Z" />
      </svg>
    </div>
  `;
}

/**
 * What is on the wheel, in words: the number of the slice and the title.
 *
 * @param {{id: string, title: string}[]} pool
 * @param {string | null} winner
 * @param {(one: object) => unknown} [more] what is said besides
 */
export const wheelList = (pool, winner, more = () => nothing) =>
  html`
    <ol class="pool" role="list" aria-label=${t("On the wheel")}
      tabindex=${pool.length > FITS ? "0" : nothing}>${repeat(pool, (one) =>
        one.id, (one, i) =>
        html`<li data-name=${i} data-winner=${one.id === winner ? "" : nothing}><span
        class="n num">${i + 1}</span><span><span class="title">${one.title}</span>
        ${more(one)}</span>${
          one.id === winner ? html`<span class="tag">${t("chosen")}</span>` : nothing
        }</li>`)}</ol>
  `;
