"""When a condition can change by itself: so that it need not be looked at on every tick.

A condition changes when something happens, while a signal in it moves, or when a time that it
compares with has passed. Everything else about it stands still.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from simulator.engine.core import Ledger
from simulator.model.expr import Condition
from simulator.model.expr.syntax import Node
from simulator.model.signals import Series, grid_after
from simulator.rules.conditions import TERMS

__all__ = ["Wakes", "wakes"]

_COMPARISONS = frozenset({"<", "<=", ">", ">=", "==", "!="})


@dataclass(frozen=True, slots=True)
class Wakes:
    """What a condition depends on.

    ``times`` are pairs of an event kind (None: the start of the drill) and a delay in ms after the
    newest event of it; ``always`` means that time enters in a way that is not solved here.
    """

    series: frozenset[str]
    times: frozenset[tuple[str | None, int]]
    always: bool
    kinds: frozenset[str]
    """The kinds of events that may change it."""

    def next_tick(self, start: int, ledger: Ledger, series: Mapping[str, Series]) -> int | None:
        """Return the first tick from ``start`` at which the condition may be another, or None.

        It holds as long as nothing happens.
        """
        if self.always or any(series[name].current.end > start for name in self.series):
            return start
        ticks = [grid_after(series[name].current.end) for name in self.series]
        for kind, delay in self.times:
            at = delay if kind is None else ledger.last.get(kind, 0) + delay
            # "not before" turns at the time itself, "after" a millisecond later.
            ticks += [grid_after(at), grid_after(at + 1)]
        return min((tick for tick in ticks if tick >= start), default=None)


def wakes(condition: Condition, impact: str) -> Wakes:
    """Read off a condition what it depends on; ``impact`` is the series behind that name."""
    series: set[str] = set()
    times: set[tuple[str | None, int]] = set()
    kinds: set[str] = set()
    always = False
    for node in _parts(condition.tree, times):
        if node.kind == "name":
            always = always or node.value == "now"
            series |= {impact} if node.value == "impact" else set()
        elif node.kind == "call" and node.value in TERMS:
            always = always or node.value == "since"
            kinds.update(TERMS[node.value].turns_with or (str(node.args[0].value),))
        elif node.kind == "call":
            series.add(f"{node.args[0].value}.{node.value}")
    kinds.update(kind for kind, _ in times if kind is not None)
    if series:
        kinds.add("signal.moved")
    return Wakes(frozenset(series), frozenset(times), always, frozenset(kinds))


def _parts(node: Node, times: set[tuple[str | None, int]]) -> Iterator[Node]:
    """Walk a tree; comparisons of a time with a constant go to ``times`` and are passed over."""
    if node.kind == "binary" and node.value in _COMPARISONS:
        one, two = node.args
        found = _time(one, two) or _time(two, one)
        if found is not None:
            times.add(found)
            return
    yield node
    for part in node.args:
        yield from _parts(part, times)


def _time(clock: Node, limit: Node) -> tuple[str | None, int] | None:
    if limit.kind != "lit" or limit.type != "dur":
        return None
    if clock.kind == "name" and clock.value == "now":
        return None, int(limit.value)
    if clock.kind == "call" and clock.value == "since" and clock.args[0].kind == "lit":
        return str(clock.args[0].value), int(limit.value)
    return None
