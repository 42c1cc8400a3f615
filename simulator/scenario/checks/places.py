"""Where things stand in a scenario document, whichever of their short forms the author chose."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.model.units import parse_duration
from simulator.scenario.document import Cursor

__all__ = ["all_steps", "harms", "lines", "one_or_more", "read_time", "steps", "value_place"]


def value_place(place: Cursor) -> Cursor:
    """Point at a value rather than at its key."""
    return Cursor(place.node, place.path)


def one_or_more(place: Cursor) -> Iterator[Cursor]:
    """Walk a list, or the single mapping that stands for a list of one."""
    if place.node and place.node.kind == "map":
        yield place
    else:
        yield from place.each()


def harms(action: Cursor) -> Iterator[Cursor]:
    """Walk what an action makes worse."""
    yield from one_or_more(action["worsens"])


def steps(team: Cursor) -> Cursor:
    """Return the list of a team's steps: the team itself in its short form."""
    return team if team.node and team.node.kind == "list" else team["steps"]


def all_steps(team: Cursor) -> Iterator[Cursor]:
    """Walk every step of a team, those by severity too."""
    yield from steps(team).each()
    for _, by_severity in team["by_severity"].entries():
        yield from by_severity.each()


def lines(top: Cursor) -> Iterator[Cursor]:
    """Walk every line that people can get to read: of sources, and of personas."""
    for _, source in top["evidence"].entries():
        yield from source["lines"].each()
    for _, persona in top["personas"].entries():
        yield from persona["reports"].each()


def read_time(place: Cursor) -> int | None:
    """Return a duration in ms, or None where there is none or the model refuses it."""
    if place.node and place.node.value == 0 and place.node.value is not False:
        return 0
    try:
        return parse_duration(place.text)
    except ValueError:
        return None
