"""Whether somebody sees that an event happened at all; which of its fields, the kind says."""

from __future__ import annotations

from simulator.model.records import Event
from simulator.model.seats import SEEING_SEATS
from simulator.model.state import DrillState
from simulator.rules.channels import PUBLIC, reads
from simulator.rules.kinds import EVENT_KINDS

__all__ = ["sees"]


def sees(event: Event, state: DrillState, person: str, seat: str) -> bool:
    """Tell whether a person in a seat is told of an event, as ``state`` is now.

    The facilitator and evaluators are told of every event; for the others its kind decides.
    """
    if seat in SEEING_SEATS:
        return True
    kind = EVENT_KINDS.get(event.kind)
    audience = kind.audience if kind else "hidden"
    if audience == "actor":
        return event.actor == person
    if audience == "asker":
        return event.data.get("to") == person or event.data.get("everybody") is True
    if audience == "channel":
        channel = str(event.data.get("channel", PUBLIC))
        said_it = event.actor == person and event.role != "persona"
        return said_it or reads(state, person, seat, channel)
    return audience == "all"
