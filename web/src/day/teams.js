// Teams and seats: drawn for all at once, and put right by hand.
//
// Names for tests: region "Teams and roles"; fields "Teams", "Team of <name>", "Seat of <name>"; group
// "Seats to draw"; button "Draw teams and roles", "Draw again".
import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { repeat } from "lit-html/directives/repeat.js";
import { t } from "../i18n.js";
import { can } from "../state.js";
import { titleOf } from "../words.js";
import { button, card, pick, sign } from "./parts.js";
import { byTeam } from "./state.js";

const MOST_TEAMS = 20;
const CORE = ["ic", "ol", "cl"];
const DRAWN = [...CORE, "scribe", "planner", "responder", "observer"];
const AT_FIRST = DRAWN.filter((seat) => seat !== "scribe" && seat !== "planner");

const numbers = (n) => Array.from({ length: n }, (_, i) => String(i + 1));

function seatsToDraw(state, app) {
  const chosen = state.ui.seats ?? AT_FIRST;
  const set = (seat, on) =>
    app.ui({ seats: DRAWN.filter((one) => one === seat ? on : chosen.includes(one)) });
  return html`<fieldset class="chips"><legend>${t("Seats to draw")}</legend>${
    DRAWN.map((seat) =>
      html`<label class="chip"><input type="checkbox" .checked=${chosen.includes(seat)}
        @change=${(event) => set(seat, event.currentTarget.checked)}><span>${
        titleOf(seat)
      }</span></label>`
    )
  }</fieldset>`;
}

function tools(state, app) {
  if (!can(state, "roles.draw")) return nothing;
  const { people, teams, drawn, ui } = state;
  const most = Math.min(MOST_TEAMS, Math.max(teams, people.length, 1));
  const sure = async () =>
    drawn === 0 || !people.some((one) => one.seat) || await app.confirm({
      title: t("Draw again?"),
      text: t("Everybody gets a new place; what was put right by hand is lost."),
      yes: t("Draw again"),
    });
  const draw = async () => {
    if (await sure()) app.run("roles.draw", ui.seats ? { seats: ui.seats } : {});
  };
  return html`
    <div class="row tools">
      ${pick(t("Teams"), numbers(most).map((n) => [n, n]), String(teams), async (value, select) => {
        // Refused: back to how many there still are.
        if (!await app.run("teams.set", { n: Number(value) })) select.value = String(teams);
      })}
      ${button(state, app, {
        say: drawn ? t("Draw again") : t("Draw teams and roles"),
        click: draw,
        off: !people.length || ui.seats?.length === 0,
        look: people.some((one) => one.seat) ? "" : "primary",
        verb: "roles.draw",
      })}
    </div>
    <details class="more"><summary>${t("Which seats?")}</summary>${seatsToDraw(state, app)}
      <p class="dim">${t(
        "Core seats come first, then up to three responders; the others observe. Whoever had a seat before gets another one.",
      )}</p></details>
  `;
}

function correct(state, app, one) {
  const put = async (patch, select, back) => {
    const { team, seat } = { team: one.team ?? 1, seat: one.seat ?? "observer", ...patch };
    if (!await app.run("person.place", { person: one.person, team, seat })) select.value = back;
  };
  const teams = numbers(state.teams).map((n) => [n, t("Team {team}", { team: n })]);
  const none = [["", t("no place")]];
  const [team, seat] = [String(one.team ?? ""), one.seat ?? ""];
  return html`<span class="row tight picks">${
    pick(
      t("Team of {name}", { name: one.name }),
      one.team ? teams : [...none, ...teams],
      team,
      (value, select) => value && put({ team: Number(value) }, select, team),
      false,
    )
  }${
    pick(
      t("Seat of {name}", { name: one.name }),
      [...(one.seat ? [] : none), ...Object.keys(state.names).map((id) => [id, titleOf(id)])],
      seat,
      (value, select) => value && put({ seat: value }, select, seat),
      false,
    )
  }</span>`;
}

const member = (state, app, one) =>
  html`<li data-you=${one.person === state.you.person ? "" : nothing}>
    <span class="name">${one.name}${
    one.person === state.you.person
      ? html`
        <span class="dim">${t("you")}</span>
      `
      : nothing
  }</span>${
    can(state, "person.place")
      ? correct(state, app, one)
      : one.seat
      ? html`<span class="seat" data-seat=${one.seat}>${titleOf(one.seat)}</span>`
      : sign("", t("no place yet"))
  }</li>`;

const team = (state, app, row) =>
  html`<div class="team" role="group" aria-label=${
    row.team === null ? t("Without a place") : t("Team {team}", { team: row.team })
  }><h3>${row.team === null ? t("Without a place") : t("Team {team}", { team: row.team })}</h3>${
    row.people.length
      ? html`<ul role="list">${
        repeat(row.people, (one) => one.person, (one) => member(state, app, one))
      }</ul>`
      : html`<p class="dim">${t("Nobody yet.")}</p>`
  }</div>`;

/** @param {object} state @param {object} app */
export function teamsCard(state, app) {
  const placed = state.people.some((one) => one.team !== null);
  const { host } = state.you;
  if (!host && !placed) return nothing;
  const rows = byTeam(state);
  return card(
    "teams",
    t("Teams and roles"),
    html`${tools(state, app)}${
      state.people.length
        // A new draw is shown anew, so that its reveal plays again.
        ? keyed(
          state.drawn,
          html`<div class="teams" data-drawn>${rows.map((row) => team(state, app, row))}</div>`,
        )
        : html`<p class="empty">${t("Teams are drawn from those who are here. Nobody is yet.")}</p>`
    }`,
  );
}
