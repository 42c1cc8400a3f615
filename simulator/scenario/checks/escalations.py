"""An escalation has one moment, which it shares with no other."""

from __future__ import annotations

from simulator.scenario.checks.known import Known
from simulator.scenario.checks.places import read_time
from simulator.scenario.document import Cursor, Document

__all__ = ["check"]


def check(document: Document, known: Known) -> None:
    """Check every escalation; times and conditions are checked with the others."""
    del known  # names inside conditions are checked elsewhere
    seen: dict[int | str, Cursor] = {}
    for place in document.top["escalations"].each():
        if place.node is None or place.node.kind != "map":
            continue
        _check_moment(document, place)
        _check_alone(document, place, seen)


def _check_moment(document: Document, place: Cursor) -> None:
    at, when = place["at"], place["when"]
    if bool(at) == bool(when):
        rule = "write exactly one of at (a time) and when (a condition)"
        given = "both" if at else "neither"
        document.problem_at_key(when if at else place, f"{rule}; here is {given}")


def _check_alone(document: Document, place: Cursor, seen: dict[int | str, Cursor]) -> None:
    """Check that no other comes at the same moment: it would be open which of the two holds."""
    time, condition = read_time(place["at"]), place["when"]
    moment: int | str = " ".join(condition.text.split()) if time is None else time
    first = seen.setdefault(moment, place)
    if moment != "" and first is not place and first.node:
        message = f"one escalation has this moment, in line {first.node.line}; write them as one"
        document.problem(place["when"] if time is None else place["at"], message)
