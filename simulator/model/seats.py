"""Seats, and the incident roles that people take while they sit in them."""

from __future__ import annotations

from typing import Literal, get_args

__all__ = [
    "CORE_ROLES",
    "ROLE_TITLES",
    "SEATS",
    "STAFF_SEATS",
    "TRAINEE_SEATS",
    "WORLD",
    "Seat",
]

Seat = Literal["ic", "ol", "cl", "responder", "observer", "facilitator"]

SEATS: tuple[Seat, ...] = get_args(Seat)
CORE_ROLES: tuple[Seat, ...] = ("ic", "ol", "cl")
"""The IMAG roles. One person each; an empty one may be played by a bot."""
TRAINEE_SEATS: tuple[Seat, ...] = ("ic", "ol", "cl", "responder")
STAFF_SEATS: tuple[Seat, ...] = ("facilitator", "observer")

WORLD = "world"
"""Actor and role of everything that no person asked for."""

ROLE_TITLES: dict[str, str] = {
    "ic": "Incident Commander",
    "ol": "Operations Lead",
    "cl": "Communications Lead",
    "responder": "Responder",
    "observer": "Observer",
    "facilitator": "Facilitator",
    WORLD: "World",
    "persona": "Persona",
}
