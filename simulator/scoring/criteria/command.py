"""The IC leads and leaves the technical work to others: K2."""

from __future__ import annotations

from simulator.model.records import Event
from simulator.model.score import CriterionInfo
from simulator.scoring.combinators import Obligation
from simulator.scoring.criteria.mitigation import kind_of
from simulator.scoring.findings import (
    Criterion,
    Finding,
    not_applicable,
    not_observable,
    scored,
)
from simulator.scoring.trace import Trace

__all__ = ["CRITERIA"]

_CHANGE, _LOOK = 2, 1
_ZERO_AT = 3
_KINDS = ("action.started", "evidence.viewed", "hypothesis.tested")
_DEEP = ("logs", "traces")


def hands_off(trace: Trace) -> Finding:
    """K2: the IC neither changes the system nor digs into it once somebody else can."""
    if not trace.can_staff("ol"):
        return not_applicable("The crew had nobody besides the IC for the technical work.")
    if not trace.filled("ic"):
        if trace.observes("role.accepted"):
            return not_applicable("Nobody was IC.")
        return not_observable("The log does not show who was IC.")
    found = [(e, weight) for e in trace.of(*_KINDS) if (weight := _weight(trace, e))]
    if not found and not trace.observes(*_KINDS):
        return not_observable(
            "The log does not record all technical work, so none by the IC shows."
        )
    changes = sum(weight == _CHANGE for _, weight in found)
    looks = len(found) - changes
    value = max(0.0, 1 - sum(weight for _, weight in found) / _ZERO_AT)
    obligations = [
        Obligation(e.t, e.t, None, max(0.0, 1 - weight / _ZERO_AT), (e.seq,)) for e, weight in found
    ]
    obligations = obligations or [
        Obligation(x.start, x.start, x.start, 1.0, (x.seq,)) for x in trace.tenures.get("ic", [])
    ]
    said = f"System changes from the IC seat: {changes}, deep technical looks or tests: {looks}"
    return scored(value, f"{said}; target none while there is an OL.", obligations)


def _weight(trace: Trace, event: Event) -> int:
    """Weigh one event: a change counts double, a shared overview not at all."""
    if not (trace.acts_as(event, "ic") and _others_could(trace, event)):
        return 0
    if event.kind == "action.started":
        return _CHANGE if kind_of(trace, event) != "diagnostic" else _LOOK
    deep = event.data.get("deep", event.data.get("kind") in _DEEP)
    return _LOOK if event.kind == "hypothesis.tested" or deep is True else 0


def _others_could(trace: Trace, event: Event) -> bool:
    """Whether the work was somebody else's: there is another OL, or there should be one by now.

    Being both IC and OL is therefore no way around the rule.
    """
    if event.t > trace.over:
        return False
    holder = trace.holder("ol", event.t)
    if holder not in (None, event.actor):
        return True
    separate = any({"ic", "ol"} == set(pair) for pair in trace.policy.roles.separate)
    required = "ol" in trace.policy.roles.required.get(str(trace.rank), [])
    limit = (trace.anchor or 0) + trace.policy.clocks.roles[1]
    return separate and required and event.t >= limit


CRITERIA = (
    Criterion(
        CriterionInfo(
            id="K2",
            name="IC stays hands-off",
            capability="command",
            role="ic",
            c="control",
            weight=3,
            target="No system change and no deep look by the IC while somebody else is OL.",
            why="Whoever reads logs does not see the whole, and nobody else is watching it.",
            source="Template guide, SRE handbook, Primer; PagerDuty; Google (BSRS, ch. 17)",
            anti_pattern="hands-on IC",
            question="What made it sensible to take a look oneself at that moment?",
        ),
        hands_off,
        (),
    ),
)
