"""Times must lie within the drill, and a drill must have a length that people can sit through."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.model.units import HOUR, MINUTE, duration_text
from simulator.scenario.checks.known import Known
from simulator.scenario.checks.places import all_steps, harms, read_time
from simulator.scenario.document import Cursor, Document

__all__ = ["MAX_LENGTH", "MIN_LENGTH", "check", "drill_length"]

MIN_LENGTH = MINUTE
MAX_LENGTH = 24 * HOUR


def check(document: Document, known: Known) -> None:
    """Check the length and every time and duration of a scenario against it."""
    del known  # times refer to no names
    top = document.top
    _check_length(document)
    length = drill_length(top)
    for place in _moments(top):
        _check_moment(document, place, length)
    for place in _durations(top):
        time = read_time(place)
        if time is not None and time < 0:
            document.problem(place, f"this is a duration, it cannot be {duration_text(time)}")
    for place in _real_durations(top):
        _check_real(document, place)
    for place in _may_begin_before(top):
        _check_end(document, place, length)
    for alert in top["alerts"].each():
        _check_silence(document, alert["silenced"])


def drill_length(top: Cursor) -> int | None:
    """Return the length in ms, or None where there is none, or none that can be meant."""
    length = read_time(top["length"])
    return length if length is not None and MIN_LENGTH <= length <= MAX_LENGTH else None


def _check_length(document: Document) -> None:
    place = document.top["length"]
    length = read_time(place)
    if length is not None and drill_length(document.top) is None:
        allowed = f"{duration_text(MIN_LENGTH)} and {duration_text(MAX_LENGTH)}"
        message = f"a drill is between {allowed} long, not {duration_text(length)}"
        document.problem(place, message)


def _late(time: int, length: int) -> str:
    said = duration_text(time)
    return f"{said} is after the end of the drill (length: {duration_text(length)})"


def _moments(top: Cursor) -> Iterator[Cursor]:
    """Walk the times that count from the start of the drill."""
    yield from (top["facts"]["customer_visible_from"], top["facts"]["viable_from"])
    yield from (escalation["at"] for escalation in top["escalations"].each())
    yield from (fault["at"] for _, fault in top["faults"].entries())
    for inject in top["injects"].each():
        yield inject["at"]
        yield from (delay for _, delay in inject["after"].entries())


def _may_begin_before(top: Cursor) -> Iterator[Cursor]:
    """Walk the times that may be before the start, but not after the end."""
    yield from (change["at"] for change in top["changes"].each())
    for alert in top["alerts"].each():
        yield from (alert["silenced"]["from"], alert["silenced"]["until"])
    for inject in top["injects"].each():
        yield from (inject["absent"]["for"], inject["repeat"]["every"])


def _check_moment(document: Document, place: Cursor, length: int | None) -> None:
    time = read_time(place)
    if time is not None and time < 0:
        document.problem(place, f"{duration_text(time)} is before the start of the drill")
    _check_end(document, place, length)


def _check_end(document: Document, place: Cursor, length: int | None) -> None:
    time = read_time(place)
    if time is not None and length is not None and time > length:
        document.problem(place, _late(time, length))


def _check_silence(document: Document, silenced: Cursor) -> None:
    begins = read_time(silenced["from"]) or 0
    until = read_time(silenced["until"])
    if until is not None and until <= begins:
        said = duration_text(begins)
        document.problem(silenced["until"], f"a silence ends after it begins, which is at {said}")


def _durations(top: Cursor) -> Iterator[Cursor]:
    """Walk the durations that the model allows to be negative, because a time may be."""
    for alert in top["alerts"].each():
        yield from (alert["for"], alert["keep_firing_for"])
    yield from (source["takes"] for _, source in top["evidence"].entries())
    yield from (inject["expect"]["within"] for inject in top["injects"].each())
    for _, fault in top["faults"].entries():
        yield from (push["over"] for _, push in fault["pushes"].entries())
        yield from (turn["over"] for turn in fault["course"].each())
    for _, action in top["actions"].entries():
        yield from (action["over"], action["undo"], *(harm["for"] for harm in harms(action)))
    for _, team in top["oncall"].entries():
        yield from (shift["answers_after"] for shift in team["schedule"].each())
        for step in all_steps(team):
            yield from (step["after"], step["answers_after"])


def _real_durations(top: Cursor) -> Iterator[Cursor]:
    """Walk the durations that make no sense unless they are more than nothing."""
    for _, fault in top["faults"].entries():
        yield from (fault["pulses"]["on"], fault["pulses"]["off"], fault["relapse"]["after"])
        yield from (turn["after"] for turn in fault["course"].each())
    yield from (action["lasts"] for _, action in top["actions"].entries())
    yield from (source["slo"]["window"] for _, source in top["evidence"].entries())
    for inject in top["injects"].each():
        yield from (inject["absent"]["for"], inject["repeat"]["every"])


def _check_real(document: Document, place: Cursor) -> None:
    time = read_time(place)
    if time is not None and time <= 0:
        document.problem(place, f"this must be more than 0s, not {duration_text(time)}")
