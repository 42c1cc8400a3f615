// Who holds which role: take, give, hand over. A role counts once its holder has accepted it.
//
// Names for tests: "Take command", "Assign"; "Hand over or lay down" opens field "Brief: …", buttons
// "Begin with what is known", "Hand over", "Lay down <Title>".
import { html, nothing } from "lit-html";
import { rich, t, tn } from "../../i18n.js";
import { at, button, card, choice, field, form, moving, peopleChoice, prose } from "../../parts.js";
import { nameOf } from "../../state.js";
import { ALL_ROLES, ROLES, titleOf } from "../../words.js";
import { rolesOf } from "./role_words.js";
import { briefOf } from "./situation_words.js";
import { contests } from "./urgency.js";

// Colleagues who were asked to come help, but take no role.
const inTheRoom = (one) => !one.persona;

async function takeCommand(state, app) {
  const me = state.you.person;
  if (!state.you.asked.includes("ic")) {
    if (!await app.run("role.assign", { role: "ic", to: me })) return;
  }
  await app.run("role.accept", { role: "ic" });
}

const accept = (state, app, role) =>
  state.you.asked.includes(role)
    ? button(state, app, {
      say: t("Accept"),
      verb: "role.accept",
      args: { role },
      look: "primary small",
      name: t("Accept {role}", { role: titleOf(role) }),
    })
    : nothing;

function asked(state, app, one) {
  const { from, brief, role } = one;
  const span = moving("since", one.at);
  return html`<span class="warn">${
    from
      ? rich("asked by {name} {span} ago, has not accepted", { name: nameOf(state, from), span })
      : rich("asked {span} ago, has not accepted", { span })
  }</span> ${accept(state, app, role)}${
    brief ? html`<blockquote class="dim">${brief}</blockquote>` : nothing
  }`;
}

const holder = (state, app, one) =>
  html`<li data-stand=${one.stand}><span>${titleOf(one.role)}</span> <b>${
    one.name || t("nobody")
  }</b> ${
    one.stand === "held"
      ? html`<span class="ok">${rich("✓ since {time}", { time: at(state, one.at) })}</span>`
      : one.stand === "asked"
      ? asked(state, app, one)
      : nothing
  }</li>`;

/** How many people report to whoever is in command; more than seven is more than one can lead. */
const span = ({ incident }) =>
  incident.span
    ? html`<p class="dim num">${
      tn(
        "{n} person reports to the Incident Commander.",
        "{n} people report to the Incident Commander.",
        incident.span,
      )
    }</p>`
    : nothing;

const fillBrief = (state, now) => (event) => {
  const { brief } = event.currentTarget.form.elements;
  brief.value = briefOf(state, now);
  brief.dispatchEvent(new Event("input", { bubbles: true }));
  brief.focus();
};

const leave = (state, app, mine, now) =>
  html`
    <details
      class="more"><summary>${t("Hand over or lay down")}</summary>${form(state, app, {
        id: "handover",
        verb: "role.handover",
        args: (read) => ({ role: read("role"), to: read("to"), brief: read("brief") }),
        fields: html`<p class="why">${
          t("It is handed over when they have accepted it. Stay until they have.")
        }</p><div class="pair">${
          field(t("Role"), choice("role", mine.map((role) => [role, titleOf(role)])))
        }${field(t("Person"), peopleChoice(state, "to", undefined, inTheRoom))}</div>${
          field(
            t("Brief: what is known, what runs, what is next"),
            prose("brief", { must: true, max: 4000 }),
          )
        }`,
        extra: html`<button type="button" class="quiet small" @click=${fillBrief(state, now)}>${
          t("Begin with what is known")
        }</button>`,
        submit: t("Hand over"),
        look: "plain",
      })}<div class="row">${mine.map((role) =>
        button(state, app, {
          say: t("Lay down"),
          name: t("Lay down {role}", { role: titleOf(role) }),
          verb: "role.release",
          args: { role },
          look: "quiet",
        })
      )}</div></details>
  `;

/** @param {object} state @param {object} app @param {number} now drill time */
export function roles(state, app, now) {
  const { roles: held } = state.incident;
  const mine = state.you.roles;
  const next = ROLES.find((role) => !held[role]) ?? "ol";
  const first = state.people.find((one) => one.seat === next)?.person;
  return card(
    t("Roles"),
    html`<ul class="facts holders">${rolesOf(state).map((one) => holder(state, app, one))}</ul>${
      span(state)
    }${state.incident.declared_at === null ? nothing : contests(state, app)}
    ${
      held.ic?.accepted_at == null
        ? html`<div class="row">${
          button(state, app, {
            say: t("Take command"),
            verb: "role.assign",
            click: () => takeCommand(state, app),
            look: "primary",
            focus: "take",
          })
        }</div>`
        : nothing
    }
    ${
      form(state, app, {
        id: "assign",
        verb: "role.assign",
        args: (read) => ({ role: read("role"), to: read("to") }),
        fields: html`<div class="pair">${
          field(
            t("Role"),
            choice("role", ALL_ROLES.map((role) => [role, titleOf(role), role === next]), "assign"),
          )
        }${field(t("Person"), peopleChoice(state, "to", first, inTheRoom))}</div>`,
        submit: t("Assign"),
        inline: true,
        look: "plain",
      })
    }
    ${mine.length ? leave(state, app, mine, now) : nothing}`,
  );
}
