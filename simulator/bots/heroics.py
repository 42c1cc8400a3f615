"""The habits of the hero: repairs at once, alone, and tells nobody. It plays rehearsals only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.bots.checking import CHECK_HABITS
from simulator.bots.choosing import best_actions, next_actions, openers
from simulator.bots.common import COMMON
from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.mind import Mind
from simulator.bots.phrases import recovered
from simulator.bots.seat_ol import OL_HABITS
from simulator.model.units import MINUTE

__all__ = ["HERO_HABITS"]

Row = Mapping[str, Any]

_LOOKED = 5 * MINUTE
"""So long after the declaration the first idea is good enough."""
_SHOWS = 4 * MINUTE
"""So long after its end a change has shown what it does."""
_QUIET = 5


def _busy(mind: Mind) -> bool:
    return any(r["status"] == "running" for r in mind.runs)


def _can(mind: Mind, action: Row) -> bool:
    return action.get("approval") != "enforced" and not mind.blocked(str(action["action"]))


def _first(mind: Mind) -> Iterator[Occasion]:
    """Yield the next thing to do to the system, as soon as the last one is done."""
    if not mind.open or mind.declared_at is None or _busy(mind) or recovered(mind, 0) is not None:
        return
    over = [r["finished_at"] + _SHOWS for r in mind.runs if r["finished_at"] is not None]
    since = max([mind.declared_at + _LOOKED, *over])
    wanted = next_actions(mind) if mind.mitigations else best_actions(mind)
    able = [a for a in wanted if _can(mind, a)]
    for name, said in sorted(mind.refusals.items()):
        able = [a for a in openers(mind, said[-1][1], mind.action(name)) if _can(mind, a)] or able
    for action in able[:1]:
        name = str(action["action"])
        before = sum(1 for run in mind.runs if run["action"] == name)
        yield Occasion(f"{name}#{before}.{len(mind.refusals.get(name, ()))}", since, action)


def _start(_mind: Mind, occasion: Occasion) -> Act:
    return "action.start", {"action": occasion.about["action"]}


def _calm(mind: Mind) -> Iterator[Occasion]:
    calm = recovered(mind, _QUIET)
    if mind.open and calm is not None and not _busy(mind):
        yield Occasion("over", calm)


_KEPT = ("ack", "declare", "look", "check", "watch", "confirm")

HERO_HABITS: dict[str, tuple[Habit, ...]] = {
    "ic": (),
    "ol": (
        *(habit for habit in (*COMMON, *OL_HABITS, *CHECK_HABITS) if habit.name in _KEPT),
        Habit("hero", _first, _start),
        Habit("hero-close", _calm, lambda _m, _o: ("incident.resolve", {})),
    ),
    "cl": (),
}
"""What the hero does in each seat."""
