"""What a drill without people runs on: a journal that nobody reads, and a clock that jumps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from simulator.model.records import Record
from simulator.rehearsal.crewed import Crew
from simulator.session import FACILITATOR, Position, Sender, Session, SteppedClock

__all__ = ["STAFF", "Nowhere", "must", "run_out"]

STAFF = Sender(FACILITATOR, staff=True)
"""Whoever sets a drill without people going."""


class Nowhere:
    """A journal for drills that nobody needs to find again."""

    def append(self, records: Sequence[Record], position: Position) -> None:
        """Forget them; the session keeps its own list."""


def must(answer: dict[str, Any]) -> None:
    """Go on if a command was carried out.

    Raises:
        ValueError: with what was said against it.
    """
    if not answer["ok"]:
        raise ValueError(answer["error"]["message"])


def run_out(session: Session, bots: Crew | None, clock: SteppedClock) -> None:
    """Jump from one thing that is due to the next until a running drill has ended.

    Without ``bots`` nobody does anything in it.

    Raises:
        ValueError: if it stops before that: something in it has failed.
    """
    while session.state.phase == "running":
        wanted = bots.next_due() if bots else None
        dues = [session.next_time(), wanted, session.scenario.length]
        clock.now = max(clock.now, min(due for due in dues if due is not None))
        session.advance()
        if bots:
            bots.step(clock.now)
    if bots:
        bots.afterwards()
    if session.state.phase != "ended":
        raise ValueError("the drill stopped before its end; see the log of the program")
