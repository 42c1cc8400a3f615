// Who holds which role: take, give, hand over.
import { html, nothing } from "lit-html";
import { at, button, card, choice, field, form, peopleChoice, prose } from "../parts.js";
import { ROLES, titleOf } from "../words.js";

// Colleagues who were asked to come help, but take no role.
const inTheRoom = (one) => !one.persona;

async function takeCommand(state, app) {
  const me = state.you.person;
  if (!state.you.asked.includes("ic")) {
    if (!await app.run("role.assign", { role: "ic", to: me })) return;
  }
  await app.run("role.accept", { role: "ic" });
}

function holders(state) {
  return html`<ul class="facts">${
    ROLES.map((role) => {
      const held = state.incident.roles[role];
      return html`<li><span>${titleOf(role)}</span> <b>${held?.name ?? "nobody"}</b> ${
        held
          ? held.accepted_at === null
            ? html`<span class="warn">asked ${at(state, held.assigned_at)}</span>`
            : html`<span class="ok">✓ since ${at(state, held.accepted_at)}</span>`
          : nothing
      }</li>`;
    })
  }</ul>`;
}

/** @param {object} state @param {object} app */
export function roles(state, app) {
  const { roles: held } = state.incident;
  const mine = state.you.roles;
  const next = ROLES.find((role) => !held[role]) ?? "ol";
  const first = state.people.find((one) => one.seat === next)?.person;
  return card(
    "Roles",
    html`${holders(state)}
    ${
      held.ic?.accepted_at == null
        ? html`<div class="row">${
          button(state, app, {
            say: "Take command",
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
            "Role",
            choice("role", ROLES.map((role) => [role, titleOf(role), role === next]), "assign"),
          )
        }${field("To", peopleChoice(state, "to", first, inTheRoom))}</div>`,
        submit: "Assign",
        inline: true,
        look: "plain",
      })
    }
    ${
      mine.length
        ? html`
          <details
            class="more"><summary>Hand over or lay down</summary>${form(state, app, {
              id: "handover",
              verb: "role.handover",
              args: (read) => ({ role: read("role"), to: read("to"), brief: read("brief") }),
              fields: html`<div class="pair">${
                field("Role", choice("role", mine.map((role) => [role, titleOf(role)])))
              }${field("To", peopleChoice(state, "to", undefined, inTheRoom))}</div>${
                field(
                  "Brief: what is known, what runs, what is next",
                  prose("brief", { must: true }),
                )
              }`,
              submit: "Hand over",
              look: "plain",
            })}<div class="row">${mine.map((role) =>
              button(state, app, {
                say: "Lay down",
                rest: ` ${titleOf(role)}`,
                verb: "role.release",
                args: { role },
                look: "quiet",
              })
            )}</div></details>
        `
        : nothing
    }`,
  );
}
