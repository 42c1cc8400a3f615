"""Seats, and the incident roles that people take while they sit in them."""

from __future__ import annotations

from typing import Literal, get_args

from simulator.model.phrases import Phrase, phrase

__all__ = [
    "CORE_ROLES",
    "EVALUATOR",
    "INCIDENT_ROLES",
    "ROLE_TITLES",
    "SCENARIO_SEATS",
    "SEATS",
    "SEEING_SEATS",
    "STAFF_SEATS",
    "SUPPORT_ROLES",
    "TRAINEE_SEATS",
    "WORLD",
    "Seat",
]

Seat = Literal[
    "ic", "ol", "cl", "responder", "scribe", "planner", "observer", "evaluator", "facilitator"
]

SEATS: tuple[Seat, ...] = get_args(Seat)
CORE_ROLES: tuple[Seat, ...] = ("ic", "ol", "cl")
"""The IMAG roles. One person each; an empty one may be played by a bot."""
SUPPORT_ROLES: tuple[str, ...] = ("scribe", "planner")
"""Roles that anybody in the room may hold next to their seat, and that allow nothing that the seat
does not. Somebody may also sit in a seat of that name: they play nothing else."""
INCIDENT_ROLES: tuple[str, ...] = (*CORE_ROLES, *SUPPORT_ROLES)
"""Every role that people take in an incident."""
TRAINEE_SEATS: tuple[Seat, ...] = ("ic", "ol", "cl", "responder", "scribe", "planner")
SCENARIO_SEATS: tuple[Seat, ...] = ("ic", "ol", "cl", "responder")
"""The seats that a scenario may name: who is on call, who writes, who is asked for something."""
STAFF_SEATS: tuple[Seat, ...] = ("facilitator", "evaluator", "observer")
EVALUATOR: Literal["evaluator"] = "evaluator"
SEEING_SEATS: tuple[Seat, ...] = ("facilitator", "evaluator")
"""The seats from which nothing is hidden."""

WORLD = "world"
"""Actor and role of everything that no person asked for."""

ROLE_TITLES: dict[str, Phrase] = {
    "ic": phrase("Incident Commander"),
    "ol": phrase("Operations Lead"),
    "cl": phrase("Communications Lead"),
    "scribe": phrase("Scribe"),
    "planner": phrase("Planner"),
    "responder": phrase("Responder"),
    "observer": phrase("Observer"),
    "evaluator": phrase("Evaluator"),
    "facilitator": phrase("Facilitator"),
    WORLD: phrase("World"),
    "persona": phrase("Colleague"),
}
