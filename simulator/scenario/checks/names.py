"""Names must refer to something: services, faults, actions and evidence; and no name is two's."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import chain

from simulator.scenario.checks.known import Known, check_name, refuse_unknown
from simulator.scenario.checks.places import harms, lines
from simulator.scenario.document import Cursor, Document
from simulator.scenario.explain import shown

__all__ = ["check"]

_CIRCLES = 10
"""So many circles are named; mending one often mends others."""


def check(document: Document, known: Known) -> None:
    """Check every reference by name, except signals, people, and names inside expressions."""
    top = document.top
    for place in _service_places(top):
        check_name(document, place, known.services, "service")
    for _, service in top["services"].entries():
        for name, place in service["calls"].names():
            refuse_unknown(document, place, name, known.services, "service")
    for name, place in _fault_names(top):
        refuse_unknown(document, place, name, known.faults, "fault")
    for place in _clues(top):
        check_name(document, place["points_to"], known.faults, "fault")
    for _, action in top["actions"].entries():
        for name, place in action["destroys"].names():
            refuse_unknown(document, place, name, known.evidence, "evidence")
    _check_cycles(document)
    _check_repeats(document)


def _service_places(top: Cursor) -> Iterator[Cursor]:
    yield from (fault["service"] for _, fault in top["faults"].entries())
    yield from (change["service"] for change in top["changes"].each())
    for _, action in top["actions"].entries():
        yield from (harm["service"] for harm in harms(action))
    for _, source in top["evidence"].entries():
        yield from (span["service"] for span in source["spans"].each())


def _fault_names(top: Cursor) -> Iterator[tuple[str, Cursor]]:
    """Walk the names of faults that actions ease, end or begin."""
    for _, action in top["actions"].entries():
        for key in ("eases", "clears", "starts"):
            yield from action[key].names()
        yield from action["fails"]["starts"].names()


def _clues(top: Cursor) -> Iterator[Cursor]:
    """Walk what may be a clue to a fault."""
    yield from chain(top["changes"].each(), top["injects"].each(), lines(top))


def _check_cycles(document: Document) -> None:
    """Refuse circles of calls: trouble would go round in them for ever."""
    services = document.top["services"]
    calls = {name: dict(service["calls"].names()) for name, service in services.entries()}
    for _ in range(_CIRCLES):
        try:
            TopologicalSorter(calls).prepare()
        except CycleError as error:
            circle = error.args[1][::-1]  # the sorter lists callees before callers
            place = calls[circle[0]].pop(circle[1])
            way = " → ".join(circle)
            document.problem_at_key(place, f"calls go round in a circle: {way}")
        else:
            return


def _check_repeats(document: Document) -> None:
    """Refuse two alerts, or two injects, with one name."""
    for section, key in (("alerts", "alert"), ("injects", "id")):
        seen: dict[str, Cursor] = {}
        for entry in document.top[section].each():
            place = entry[key]
            first = seen.setdefault(place.text, place)
            if place.text and first is not place and first.node:
                message = f"{shown(place.text)} is here twice; it is also in line {first.node.line}"
                document.problem(place, message)
