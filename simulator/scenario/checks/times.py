"""Times must lie within the drill, and a drill must have a length that people can sit through."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.model.units import HOUR, MINUTE, duration_text, parse_duration
from simulator.scenario.checks.known import Known
from simulator.scenario.document import Cursor, Document

__all__ = ["MAX_LENGTH", "MIN_LENGTH", "check"]

MIN_LENGTH = MINUTE
MAX_LENGTH = 24 * HOUR


def check(document: Document, known: Known) -> None:
    """Check the length and every time and duration of a scenario against it."""
    del known  # times refer to no names
    top = document.top
    length = _read(top["length"])
    if length is not None and not MIN_LENGTH <= length <= MAX_LENGTH:
        allowed = f"{duration_text(MIN_LENGTH)} and {duration_text(MAX_LENGTH)}"
        document.problem(top["length"], f"a drill is between {allowed} long, not {_said(length)}")
        length = None
    for place in _moments(top):
        _check_moment(document, place, length)
    for place in _durations(top):
        time = _read(place)
        if time is not None and time < 0:
            document.problem(place, f"this is a duration, it cannot be {_said(time)}")
    for change in top["changes"].each():
        time = _read(change["at"])
        if time is not None and length is not None and time > length:
            document.problem(change["at"], _late(time, length))


def _read(place: Cursor) -> int | None:
    """Return a duration in ms, or None where there is none or the model refuses it."""
    if place.node and place.node.value == 0 and place.node.value is not False:
        return 0
    try:
        return parse_duration(place.text)
    except ValueError:
        return None


def _said(time: int) -> str:
    return duration_text(time)


def _late(time: int, length: int) -> str:
    return f"{_said(time)} is after the end of the drill (length: {_said(length)})"


def _moments(top: Cursor) -> Iterator[Cursor]:
    """Walk the times that count from the start of the drill."""
    yield top["facts"]["customer_visible_from"]
    yield from (fault["at"] for _, fault in top["faults"].entries())
    for inject in top["injects"].each():
        yield inject["at"]
        yield from (delay for _, delay in inject["after"].entries())


def _check_moment(document: Document, place: Cursor, length: int | None) -> None:
    time = _read(place)
    if time is None:
        return
    if time < 0:
        document.problem(place, f"{_said(time)} is before the start of the drill")
    elif length is not None and time > length:
        document.problem(place, _late(time, length))


def _durations(top: Cursor) -> Iterator[Cursor]:
    """Walk the durations that the model allows to be negative, because a time may be."""
    yield from (alert["for"] for alert in top["alerts"].each())
    yield from (source["takes"] for _, source in top["evidence"].entries())
    yield from (inject["expect"]["within"] for inject in top["injects"].each())
    for _, fault in top["faults"].entries():
        yield from (push["over"] for _, push in fault["pushes"].entries())
    for _, action in top["actions"].entries():
        yield from (action["over"], action["undo"], action["worsens"]["for"])
    for _, steps in top["oncall"].entries():
        yield from (step["answers_after"] for step in steps.each())
