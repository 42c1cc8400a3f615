"""Checks that look across a scenario: names that must exist, times, expressions.

They walk the document rather than the validated model, so that they also run, and report, while
the model refuses something elsewhere. What the model refuses already they pass over in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from simulator.scenario.checks import (
    escalations,
    expressions,
    faults,
    injects,
    names,
    people,
    signals,
    sources,
    times,
    zones,
)
from simulator.scenario.checks.known import Known, gather
from simulator.scenario.document import Document

__all__ = ["check_scenario"]

_CHECKS: tuple[Callable[[Document, Known], None], ...] = (
    names.check,
    signals.check,
    people.check,
    times.check,
    faults.check,
    sources.check,
    injects.check,
    escalations.check,
    expressions.check,
    zones.check,
)


def check_scenario(document: Document, verbs: Collection[str]) -> None:
    """Add every problem of a scenario's references, times and expressions to the document."""
    known = gather(document.top, verbs)
    for check in _CHECKS:
        check(document, known)
