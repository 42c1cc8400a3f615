"""Channels: who reads and writes where.

``incident`` is everybody's. ``dm-ic`` is one seat's, as are ``phone-ic`` and so on; what comes
from outside (``social``, ``press`` ...) is the CL's. Where a seat is empty the IC's
person reads for it, and where that is empty too, every trainee does: IMAG lets the IC assume all
roles that were not delegated.
"""

from __future__ import annotations

from simulator.model.seats import CORE_ROLES, TRAINEE_SEATS
from simulator.model.state import DrillState

__all__ = ["CHANNELS", "PUBLIC", "channel_seat", "channels_of", "covered_seats", "reads"]

PUBLIC = "incident"
_OUTSIDE = ("social", "support", "tickets", "press", "regulator")
_WAYS = ("dm", "phone", "email")

CHANNELS: tuple[str, ...] = (
    PUBLIC,
    *(f"{way}-{role}" for way in _WAYS for role in CORE_ROLES),
    *_OUTSIDE,
)
"""Every channel on which something can reach the team."""


def channel_seat(channel: str) -> str | None:
    """Return the seat that a channel belongs to, or None if it is everybody's."""
    prefix, _, seat = channel.partition("-")
    if prefix in _WAYS and seat in CORE_ROLES:
        return seat
    return "cl" if channel in _OUTSIDE else None


def covered_seats(state: DrillState, person: str, seat: str) -> set[str]:
    """Return the core seats that a person answers for: their own, and empty ones by inheritance."""
    if seat not in TRAINEE_SEATS:
        return set()
    taken = {one.seat for one in state.people.values()}
    mine: set[str] = {seat}
    empty: set[str] = set()
    for role in CORE_ROLES:
        holder = state.holder(role)
        if holder == person:
            mine.add(role)
        elif not holder and role not in taken:
            empty.add(role)
    return mine | empty if "ic" in mine or "ic" in empty else mine


def reads(state: DrillState, person: str, seat: str, channel: str) -> bool:
    """Tell whether a person in a seat sees what is said in a channel."""
    owner = channel_seat(channel)
    return owner is None or owner in covered_seats(state, person, seat)


def channels_of(state: DrillState, person: str, seat: str) -> list[str]:
    """Return the channels that a person may write to, the public one first."""
    if seat == "facilitator":
        return [PUBLIC, *(f"dm-{role}" for role in CORE_ROLES)]
    covered = covered_seats(state, person, seat)
    return [PUBLIC, *(f"dm-{role}" for role in CORE_ROLES if role in covered)]
