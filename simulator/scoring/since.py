"""When something was, told from a moment: whole phrases for each that a clock may start from.

A name of the moment in a slot after "after" could not be translated: other languages bend it there,
and turn a clause around.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.model.phrases import Phrase, catalogued, phrase
from simulator.scoring.findings import time
from simulator.scoring.trace import Trace

__all__ = ["MOMENTS", "Moment", "anchor_moment", "from_anchor", "moment_called"]

Say = Callable[[str], Phrase]


@dataclass(frozen=True, slots=True)
class Moment:
    """How a sentence tells that something was so long after a moment, or before it."""

    after: Say
    before: Say

    def when(self, ms: int) -> Phrase:
        """Say how long after the moment something was, or before it."""
        return self.before(time(-ms)) if ms < 0 else self.after(time(ms))


MOMENTS: dict[str, Moment] = {
    "declaration": Moment(
        lambda time: phrase("{time} after the declaration", time=time),
        lambda time: phrase("{time} before the declaration", time=time),
    ),
    "overdue": Moment(
        lambda time: phrase("{time} after the latest time to declare", time=time),
        lambda time: phrase("{time} before the latest time to declare", time=time),
    ),
    "declarable": Moment(
        lambda time: phrase("{time} after it could be declared", time=time),
        lambda time: phrase("{time} before it could be declared", time=time),
    ),
    "impact": Moment(
        lambda time: phrase("{time} after users were first hit", time=time),
        lambda time: phrase("{time} before users were first hit", time=time),
    ),
    "recovered": Moment(
        lambda time: phrase("{time} after recovery", time=time),
        lambda time: phrase("{time} before recovery", time=time),
    ),
    "closed": Moment(
        lambda time: phrase("{time} after closing", time=time),
        lambda time: phrase("{time} before closing", time=time),
    ),
    "escalation": Moment(
        lambda time: phrase("{time} after the escalation of the facts", time=time),
        lambda time: phrase("{time} before the escalation of the facts", time=time),
    ),
    "way out": Moment(
        lambda time: phrase("{time} after a way out was known", time=time),
        lambda time: phrase("{time} before a way out was known", time=time),
    ),
    "first mitigation": Moment(
        lambda time: phrase("{time} after the first mitigation started", time=time),
        lambda time: phrase("{time} before the first mitigation started", time=time),
    ),
    "page.acked": Moment(
        lambda time: phrase("{time} after the acknowledgement", time=time),
        lambda time: phrase("{time} before the acknowledgement", time=time),
    ),
}
"""Every moment that we know, by a key; what begins with an event is called as its kind."""


def moment_called(name: str) -> Moment:
    """Return a moment that a rubric of one's own names."""
    moment = catalogued(name)
    return Moment(
        lambda time: phrase("{time} after \u201c{moment}\u201d", time=time, moment=moment),
        lambda time: phrase("{time} before \u201c{moment}\u201d", time=time, moment=moment),
    )


def anchor_moment(trace: Trace) -> Moment:
    """Return what the anchor is."""
    return MOMENTS["declaration" if trace.declared_in_time else "overdue"]


def from_anchor(trace: Trace, ms: int) -> Phrase:
    """Say how long after the anchor something was.

    What came before the anchor is called in time, whatever the margin: early earns nothing extra.
    """
    return anchor_moment(trace).when(ms)
