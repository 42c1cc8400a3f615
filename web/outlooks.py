"""The forecast of each drill, worked out seldom however many ask for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from simulator.model.errors import Refusal
from simulator.model.phrases import phrase
from simulator.rehearsal import forecast
from web.room import Room

__all__ = ["FRESH_S", "Outlooks"]

FRESH_S = 30.0
"""An outlook is given away again for so long, whatever has happened since (seconds)."""

Run = Callable[..., Any]


@dataclass(slots=True)
class _Kept:
    """The newest outlook of one drill: when it was made, and as of where."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    made: float = 0.0
    of: tuple[int, int] = (-1, -1)
    answer: dict[str, Any] | None = None


class Outlooks:
    """Answers how drills would go on without their people (:mod:`simulator.rehearsal.forecast`).

    Three crews play what is left of the drill, which takes up to a second of one core; so it is
    done outside the server's loop, for one drill at a time, at most twice a minute and drill: the
    threads that do it are those that write to the database, too.
    """

    def __init__(self, wall: Callable[[], float], run: Run) -> None:
        """Know nothing yet. ``wall`` is monotonic; ``run(function, *args)`` does the work."""
        self._wall = wall
        self._run = run
        self._kept: WeakKeyDictionary[Room, _Kept] = WeakKeyDictionary()
        self._turn = threading.Lock()

    def of(self, room: Room) -> dict[str, Any]:
        """Return ``{t, length, crews: [Outlook as an object]}``; ``t`` is when it was true (ms).

        Raises:
            Refusal: ``drill_ended``: its debrief says what happened.
        """
        session = room.session
        if session.state.phase == "ended":
            raise _over()
        kept = self._kept.setdefault(room, _Kept())
        with kept.lock:
            with session.lock:
                now = session.seq, session.position().t
            if kept.answer is None or (now != kept.of and self._wall() - kept.made >= FRESH_S):
                kept.answer, kept.of = self._work_out(room)
                kept.made = self._wall()
            return kept.answer

    def _work_out(self, room: Room) -> tuple[dict[str, Any], tuple[int, int]]:
        session = room.session
        with self._turn:
            with session.lock:
                log, t = session.log(), session.position().t
                over = session.state.phase == "ended" or t >= session.scenario.length
            if over:  # it ended while others had their turn, or ends at this very moment
                raise _over()
            # What is handed over never changes: the log is a copy, and the rest is immutable.
            found = self._run(forecast, session.scenario, session.policy, log, t)
        crews = [asdict(outlook) for outlook in found]
        answer = {"t": t, "length": session.scenario.length, "crews": crews}
        return answer, (len(log.records), t)


def _over() -> Refusal:
    message = phrase("The drill is over: there is nothing to foresee.")
    return Refusal("drill_ended", message, phrase("Read the debrief."))
