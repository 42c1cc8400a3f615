"""Where somebody broke in, looking comes before the cure: what M2 and M5 ask for then.

An intruder watches what the team does: a change that comes before the extent is known warns them
and wipes traces. Once it is known, throwing them out for good and at once is right.
"""

from __future__ import annotations

from collections.abc import Iterable

from simulator.model.phrases import phrase
from simulator.model.records import Event
from simulator.scoring.checks import kind_of
from simulator.scoring.combinators import Obligation, precedence, ratio
from simulator.scoring.findings import (
    Finding,
    against,
    not_applicable,
    not_observable,
    scored,
)
from simulator.scoring.rules.investigation import scopes
from simulator.scoring.trace import Trace

__all__ = ["first_try", "investigated_first", "looked_before"]

_EVIDENCE, _SCOPE = "evidence.captured", "scope.defined"
_BEFORE = {
    (): phrase("The first containment was started after the investigation"),
    (_EVIDENCE,): phrase("The first containment was started before evidence was kept"),
    (_SCOPE,): phrase("The first containment was started before the scope was known"),
    (_EVIDENCE, _SCOPE): phrase(
        "The first containment was started before evidence was kept and the scope was known"
    ),
}
"""What is said, by what was missing then."""


def first_try(trace: Trace) -> Event | None:
    """Return the first mitigation that was started, whatever came of it."""
    tries = (
        e
        for e in trace.of("action.started")
        if kind_of(trace, e) == "mitigation" and e.data.get("undoes") is None
    )
    return next(tries, None)


def looked_before(trace: Trace, start: Event, scope_parts: int) -> dict[str, Obligation]:
    """Tell of each part of the investigation that can be seen whether it came before a change."""
    seen: dict[str, Iterable[Event]] = {
        _EVIDENCE: trace.of(_EVIDENCE),
        _SCOPE: scopes(trace, scope_parts),
    }
    return {
        kind: precedence(start, found, lambda _: True)
        for kind, found in seen.items()
        if trace.observes(kind)
    }


def investigated_first(trace: Trace, scope_parts: int) -> Finding:
    """Ask that the first containment comes after evidence was kept and the scope was known."""
    start = first_try(trace)
    if start is None:
        return not_applicable(phrase("No containment was started, so none came too soon."))
    parts = looked_before(trace, start, scope_parts)
    value = ratio(parts.values())
    if value is None:
        return not_observable(
            phrase("The log could not show what was looked into before containment.")
        )
    said = _BEFORE[tuple(kind for kind, o in parts.items() if not o.credit)]
    target = phrase("after evidence was kept and the scope was known")
    return scored(value, against(said, target), parts.values())
