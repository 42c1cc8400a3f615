"""Was the objective of a capability achieved at all? Facts decide, not a mean.

HSEEP's step from M to U is about whether, the steps from P to M about how; so a team with perfect
words and no mitigation is U in Mitigation whatever its other scores are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.scoring.combinators import overlap
from simulator.scoring.findings import time
from simulator.scoring.public import stage_of
from simulator.scoring.tenure import role_in
from simulator.scoring.trace import Trace
from simulator.scoring.updates import is_placeholder

__all__ = ["OBJECTIVES", "Objective"]

_COMMANDED = 0.8


@dataclass(frozen=True, slots=True)
class Objective:
    """Whether an objective was achieved, and what was missing; None if the log cannot say."""

    achieved: bool | None
    missing: str = ""


_OPEN = Objective(None)


def _first_missing(trace: Trace, parts: list[tuple[str, bool, str]]) -> Objective:
    """Judge the parts whose kind could be seen: all must hold."""
    seen = [(held, missing) for kind, held, missing in parts if trace.observes(kind)]
    if not seen:
        return _OPEN
    return Objective(all(held for held, _ in seen), next((m for held, m in seen if not held), ""))


def _detection(trace: Trace) -> Objective:
    """Ask for a declaration within twice the limit, a severity, and an IC at least named."""
    start, limit = trace.declarable_at, 2 * trace.policy.clocks.declare[1]
    if start is None:
        return _OPEN
    declared = trace.declared is not None and trace.declared.t <= start + limit
    named = any(role_in(e) == "ic" for e in trace.of("role.assigned", "role.accepted"))
    found = _first_missing(
        trace,
        [
            ("incident.declared", declared, f"no declaration within {time(limit)}"),
            ("severity.set", bool(trace.of("severity.set")), "no severity was set"),
            ("role.assigned", named, "no IC was named"),
        ],
    )
    early = trace.closed is None and trace.end < start + limit
    return _OPEN if early and not found.achieved else found


def _mitigation(trace: Trace) -> Objective:
    """Ask for user impact cut by half within the limit of the first mitigation."""
    if trace.anchor is None or trace.impact.started_at is None:
        return _OPEN
    limit = trace.anchor + trace.policy.clocks.first_mitigation[1]
    halved = trace.impact.halved_at()
    if halved is None and (trace.end < limit or not trace.impact.steps):
        return _OPEN
    within = time(trace.policy.clocks.first_mitigation[1])
    return Objective(
        halved is not None and halved <= limit,
        f"user impact was not cut by half within {within} of {trace.anchor_name}",
    )


def _resolution(trace: Trace) -> Objective:
    """Ask for a closing that found the service recovered."""
    impact, clocks = trace.impact, trace.policy.clocks
    if not trace.observes("incident.resolved") or impact.started_at is None:
        return _OPEN
    recovered = impact.recovered_at
    if trace.closed is not None:
        held = recovered is not None and recovered <= trace.closed.t
        return Objective(held, "the service had not recovered when the incident was closed")
    since = recovered if recovered is not None else trace.anchor
    due = clocks.stable[0] if recovered is not None else clocks.first_mitigation[1]
    if since is None or trace.end <= since + due:
        return _OPEN
    what = "closed" if recovered is not None else "resolved"
    return Objective(achieved=False, missing=f"the incident was not {what} by the end of the log")


def _post_incident(trace: Trace) -> Objective:
    """Ask for a review, scheduled or drafted, that somebody owns."""
    owed = trace.rank <= trace.policy.postmortem.required_for_rank_leq
    if trace.closed is None or not owed or not trace.observes("postmortem.scheduled"):
        return _OPEN
    reviews = trace.of("postmortem.scheduled", "postmortem.drafted")
    owned = any(
        not is_placeholder(e.data.get("owner"))
        or "@" in str(e.data.get("text", ""))
        or ("owner" not in e.data and not trace.sees_all)
        for e in reviews
    )
    return Objective(owned, "nobody owns a review" if reviews else "no review was scheduled")


def _command(trace: Trace) -> Objective:
    """Ask for an IC in command most of the time from when one was due."""
    if trace.anchor is None or not trace.observes("role.accepted") or len(trace.crew) == 1:
        return _OPEN
    due, limit = (trace.anchor + t for t in trace.policy.clocks.ic)
    if trace.over <= limit:
        return _OPEN
    held = overlap([(due, trace.over)], [(x.start, x.end) for x in trace.tenures.get("ic", [])])
    return Objective(
        held >= _COMMANDED * (trace.over - due),
        f"an IC held command for {time(held)} of the {time(trace.over - due)} that needed one",
    )


def _communication(trace: Trace) -> Objective:
    """Ask for one true and substantive word inside, and one to customers if they could see it."""
    if trace.anchor is None or trace.over <= trace.anchor + trace.policy.clocks.first_public[1]:
        return _OPEN
    recovered = trace.impact.recovered_at
    public = [
        e
        for e in trace.good_posts
        if stage_of(e) != "resolved" or (recovered is not None and recovered <= e.t)
    ]
    visible = trace.facts.get("customer_visible") is True
    return _first_missing(
        trace,
        [
            ("update.posted", bool(trace.real_updates), "no substantive update reached anybody"),
            ("statuspage.posted", bool(public) or not visible, "customers were not told"),
        ],
    )


OBJECTIVES: dict[str, Callable[[Trace], Objective]] = {
    "detection": _detection,
    "mitigation": _mitigation,
    "resolution": _resolution,
    "post_incident": _post_incident,
    "command": _command,
    "communication": _communication,
}
"""Investigation has none yet: nothing of it is scored."""
