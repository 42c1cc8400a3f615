// When a room opens, its people are taken there: after five seconds, unless they choose to stay.
//
// Names for tests: region "Your room is open"; link "Go to your room"; button "Stay here".
import { html, nothing } from "lit-html";
import { keep } from "../drafts.js";
import { t, tn } from "../i18n.js";
import { myRoom } from "./state.js";

const AFTER = 5_000;

const open = (state) => {
  const room = myRoom(state);
  return state.you.room && room && room.state !== "ended" ? state.you.room : null;
};

const seen = (state) => `went:${myRoom(state)?.drill}`;

/**
 * The one who takes people along.
 *
 * @param {object} store
 * @returns {{follow: (state: object) => void, stay: () => void}} `follow` after each drawing
 */
export function createGuide(store) {
  let timer;
  let counts;
  let room = null;

  const stop = () => {
    clearTimeout(timer);
    clearInterval(counts);
    store.ui({ leaving: null });
  };

  const go = () => {
    clearInterval(counts);
    keep(seen(store.state), "yes");
    location.assign(room);
  };

  return {
    follow(state) {
      const now = open(state);
      if (now === room) return;
      room = now;
      if (!room) return stop();
      // The link takes the focus: Enter goes there at once.
      document.getElementById("go")?.focus();
      if (keep(seen(state))) return; // they were there, and came back on purpose
      store.ui({ leaving: AFTER / 1_000 });
      counts = setInterval(() => {
        const { leaving } = store.state.ui;
        if (leaving > 1) store.ui({ leaving: leaving - 1 });
      }, 1_000);
      timer = setTimeout(go, AFTER);
    },
    stay() {
      keep(seen(store.state), "yes");
      stop();
    },
  };
}

/** @param {object} state @param {{stay: () => void}} guide */
export function wayToRoom(state, guide) {
  const { debrief } = state.you;
  if (open(state)) {
    const { leaving } = state.ui;
    return html`
      <section class="go" aria-labelledby="go-title">
        <h2 id="go-title">${t("Your room is open")}</h2>
        <div
          class="row"><a class="button primary huge" id="go" href=${state.you.room}>${t(
            "Go to your room",
          )}</a>${leaving
            ? html`<span class="num">${
              tn("You go there in {n} second.", "You go there in {n} seconds.", leaving)
            }</span><button type="button" @click=${guide.stay}>${t("Stay here")}</button>`
            : nothing}</div>
      </section>
    `;
  }
  if (!debrief) return nothing;
  return html`
    <section class="go"
      aria-labelledby="go-title"><h2 id="go-title">${t(
        "Your room is over",
      )}</h2><a class="button primary" href=${debrief}>${t("Read the debrief")}</a></section>
  `;
}
