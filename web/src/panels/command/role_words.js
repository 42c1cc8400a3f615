// Who holds which role, and who was asked and has not said yes. Pure functions.
import { ALL_ROLES, ROLES } from "../../words.js";

const OFFERS = ["role.assigned", "role.handover"];

/** The event by which a role was offered last. */
const offerOf = (timeline, role) =>
  timeline.findLast((event) => OFFERS.includes(event.kind) && event.data.role === role);

/**
 * @param {object} state
 * @returns {{role: string, stand: "held" | "asked" | "nobody", name: string, at: number | null,
 *   from: string | null, brief: string}[]} `from` is who asked, an id; `brief` of a hand-over
 */
export function rolesOf({ incident, timeline }) {
  const { roles: held } = incident;
  return ALL_ROLES.filter((role) => ROLES.includes(role) || held[role]).map((role) => {
    const one = held[role];
    if (!one) return { role, stand: "nobody", name: "", at: null, from: null, brief: "" };
    if (one.accepted_at !== null) {
      return { role, stand: "held", name: one.name, at: one.accepted_at, from: null, brief: "" };
    }
    const offer = offerOf(timeline, role);
    return {
      role,
      stand: "asked",
      name: one.name,
      at: one.assigned_at,
      from: offer?.actor ?? null,
      brief: offer?.data.brief ?? "",
    };
  });
}
