"""False alarms: incidents that were declared, and stood down before anything was wrong.

To declare early and stand down soon is what a team should do, so a false alarm must not start the
clocks of the real incident. A log shows one as a declaration or a reopening that ends within
:data:`STOOD_DOWN` while no user is hit. It ends with ``incident.resolved``; or, in a log from
elsewhere, with the lowest severity, if another declaration follows. (In a drill an incident is
declared once; what comes after a stand-down is ``incident.reopened``.) Times are ms of drill time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from simulator.model.records import Event
from simulator.model.units import MINUTE

__all__ = ["BEGINNINGS", "KINDS", "STOOD_DOWN", "Alarm", "false_alarms"]

STOOD_DOWN = 10 * MINUTE
"""A declaration that is taken back this soon was only being careful."""

BEGINNINGS = ("incident.declared", "incident.reopened")
_REASONS = ("decision.logged", "plan.reviewed", "update.posted")
KINDS = (*BEGINNINGS, "incident.resolved", "severity.set", *_REASONS)
"""The kinds of events that tell of false alarms."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """A false alarm: what began it, what ended it, and whether somebody said why it ended."""

    began: Event
    ended: Event
    reasoned: bool


def false_alarms(events: Iterable[Event], wrong_from: int | None, lowest: str) -> list[Alarm]:
    """Return the false alarms among events of :data:`KINDS`, in order.

    ``wrong_from`` is when something was first wrong, None if nothing ever was; ``lowest`` is the
    label of the lowest severity.
    """
    return [
        alarm
        for alarm in _stood_down(events, lowest)
        if alarm.ended.t - alarm.began.t <= STOOD_DOWN
        and (wrong_from is None or alarm.ended.t < wrong_from)
    ]


def _stood_down(events: Iterable[Event], lowest: str) -> Iterator[Alarm]:
    """Give everything that was declared and ended, with what was said in between."""
    began: Event | None = None
    lowered: Event | None = None
    reasoned = False
    for event in events:
        if event.kind in BEGINNINGS:
            if began is not None and lowered is not None:
                yield Alarm(began, lowered, reasoned)
                began = None
            if began is None:
                began, lowered, reasoned = event, None, False
        elif began is None:
            continue
        elif event.kind == "incident.resolved":
            yield Alarm(began, event, reasoned or bool(event.data.get("text")))
            began = None
        else:
            reasoned = reasoned or event.kind in _REASONS or bool(event.data.get("reason"))
            if event.kind == "severity.set":
                lowered = event if event.data.get("level") == lowest else None
