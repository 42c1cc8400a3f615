"""Drills without people, as the engine's benchmarks play them: world, checks and fold, no views."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush
from typing import Any

import simulator.rules.verbs  # noqa: F401 - fills the catalogue
from simulator.engine.streams import Stream
from simulator.model.errors import Refusal
from simulator.model.policy import Policy
from simulator.model.records import Event
from simulator.model.scenario import Scenario
from simulator.model.units import MINUTE, SECOND
from simulator.session.core import Core

__all__ = ["SEATS", "Planned", "crewed", "minutes", "scripted"]

Planned = tuple[int, str, str, dict[str, Any]]
"""Drill time in ms, seat, verb, arguments."""

SEATS: tuple[Planned, ...] = (
    (0, "ic", "seat.take", {"name": "Ana", "seat": "ic"}),
    (0, "ol", "seat.take", {"name": "Ben", "seat": "ol"}),
    (0, "cl", "seat.take", {"name": "Cho", "seat": "cl"}),
    (0, "facilitator", "drill.start", {}),
)

_HABITS: tuple[tuple[str, str, dict[str, Any], int, int], ...] = (
    ("ol", "evidence.query", {"source": "dashboard"}, 1, 4),
    ("ol", "incident.declare", {"title": "Something is wrong"}, 3, 14),
    ("ol", "evidence.query", {"source": "logs"}, 3, 9),
    ("ol", "evidence.query", {"source": "deploys"}, 5, 15),
    ("ol", "action.start", {"action": "restart-db"}, 8, 20),
    ("ol", "action.start", {"action": "shift"}, 12, 30),
    ("cl", "statuspage.post", {"stage": "investigating", "text": "Some requests fail."}, 10, 30),
    ("ol", "action.start", {"action": "rollback"}, 15, 40),
    ("ol", "action.start", {"action": "fix-leak"}, 30, 60),
)
"""Seat, verb, arguments, and between how many minutes after the first page a crew does it."""


def scripted(scenario: Scenario, policy: Policy, seed: int, script: Iterable[Planned]) -> Core:
    """Play one drill to its end by a script, folding every event."""
    core = Core(scenario, policy, seed)
    for command in script:
        _carry_out(core, *command)
    core.commit(core.advance(scenario.length))
    return core


def crewed(scenario: Scenario, policy: Policy, seed: int) -> Core:
    """Play one drill with a crew that acknowledges what pages it, looks, errs, and mends.

    It watches the world event by event, as a crew of bots does, and its delays follow from the
    seed.
    """
    core, crew = Core(scenario, policy, seed), _Crew(seed)
    for command in SEATS:
        _carry_out(core, *command)
    while True:
        crew.read(core)
        due, mine = core.world.next_time(), crew.next_due()
        if mine is not None and (due is None or mine < due) and mine < scenario.length:
            at, seat, verb, args = crew.take()
            _carry_out(core, max(at, core.world.now), seat, verb, args)
        elif due is not None and due <= scenario.length:
            core.commit(core.advance(due))
        else:
            break
    core.commit(core.advance(scenario.length))
    return core


class _Crew:
    """What the crew has seen, and what it is about to do."""

    def __init__(self, seed: int) -> None:
        self._stream = Stream(seed, "crew")
        self._waiting: list[tuple[int, int, str, str, dict[str, Any]]] = []
        self._seen = self._number = 0
        self._paged = False

    def read(self, core: Core) -> None:
        """Plan what the newest events call for."""
        for record in core.records[self._seen :]:
            if isinstance(record, Event) and record.kind == "page.sent":
                self._plan(record.t, "ol", "page.ack", {"id": record.data["id"]}, (20, 420))
                for seat, verb, args, low, high in () if self._paged else _HABITS:
                    self._plan(record.t, seat, verb, args, (low * 60, high * 60))
                self._paged = True
        self._seen = len(core.records)

    def next_due(self) -> int | None:
        """Return when the crew does something next (ms), or None."""
        return self._waiting[0][0] if self._waiting else None

    def take(self) -> Planned:
        """Return what is next."""
        at, _, seat, verb, args = heappop(self._waiting)
        return at, seat, verb, args

    def _plan(
        self, t: int, seat: str, verb: str, args: dict[str, Any], delay_s: tuple[int, int]
    ) -> None:
        self._number += 1
        at = t + SECOND * self._stream.integer(*delay_s)
        heappush(self._waiting, (at, self._number, seat, verb, args))


def _carry_out(core: Core, t: int, seat: str, verb: str, args: dict[str, Any]) -> None:
    """Do one thing; a crew that comes too late is refused, as people are."""
    if core.world.ended:
        return
    core.commit(core.advance(t))
    try:
        core.commit(
            core.ask(
                t, seat, seat if core.state.people or seat == "facilitator" else "", verb, args
            )
        )
    except Refusal as refusal:
        if refusal.code != "wrong_state":
            raise


def minutes(script: Iterable[tuple[float, str, str, dict[str, Any]]]) -> list[Planned]:
    """Turn a script in minutes into one in ms."""
    return [(int(minute * MINUTE), seat, verb, args) for minute, seat, verb, args in script]
