"""Who leads and who is staffed: D6, D7."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.model.records import Event
from simulator.model.score import CriterionInfo
from simulator.scoring.combinators import Obligation, deadline, lin, overlap, ratio
from simulator.scoring.findings import (
    SEAT,
    Criterion,
    Finding,
    from_anchor,
    not_applicable,
    scored,
    time,
)
from simulator.scoring.tenure import role_in, staffable
from simulator.scoring.trace import Trace

__all__ = ["CRITERIA"]

_ONLY_NAMED = 0.7
"""A commander who was named but never said yes leaves it open who decides."""
_DOUBLED = 0.5
"""Two roles that the policy separates are held by one person."""


def _named(trace: Trace, role: str) -> list[Event]:
    return [e for e in trace.of("role.assigned", "role.handover") if role_in(e) == role]


def _accepted(trace: Trace, role: str) -> list[Event]:
    """Return acceptances by whoever was named last, or by anybody if nobody was named before."""
    out: list[Event] = []
    for event in trace.of("role.accepted"):
        if role_in(event) != role:
            continue
        before = [e for e in _named(trace, role) if (e.t, e.seq) < (event.t, event.seq)]
        if not before or before[-1].data.get("to") in (None, event.actor):
            out.append(event)
    return out


def commander_named(trace: Trace) -> Finding:
    """D6: an IC is named and accepts in time."""
    anchor, span = trace.anchor or 0, trace.policy.clocks.ic
    named, accepted = _named(trace, "ic"), _accepted(trace, "ic")
    found = deadline(anchor, accepted or named, span, trace.end, [e.seq for e in named[:1]])
    if found.credit is None:
        return not_applicable("The log ends before an IC was due.", [found])
    if not accepted and not named:
        return scored(0.0, f"No IC was named; target {time(span[0])}.", [found])
    first = (accepted or named)[0]
    when = from_anchor(trace, first.t - anchor)
    if not trace.observes("role.accepted"):
        return scored(found.credit, f"IC named {when}; target {time(span[0])}.", [found])
    earlier = lin(named[0].t - anchor, *span) if named else 0.0
    value = max(_ONLY_NAMED * earlier, found.credit if accepted else 0.0)
    verb = "accepted" if accepted else "named, not accepted,"
    obligation = Obligation(found.when, found.due, found.met_at, value, found.evidence)
    return scored(value, f"IC {verb} {when}; target {time(span[0])}.", [obligation])


def roles_staffed(trace: Trace) -> Finding:
    """D7: the roles that the severity needs are accepted in time, by different people.

    The IC is D6's. Only roles that the crew has people for are asked for: a single player is never
    blamed for playing alone.
    """
    required = trace.policy.roles.required.get(str(trace.rank), [])
    roles = staffable(required, trace.crew)
    if not roles:
        return not_applicable("No role besides the IC had to be staffed by this crew.")
    anchor, span = trace.anchor or 0, trace.policy.clocks.roles
    found = {role: _staffed(trace, role, anchor, span) for role in roles}
    value = ratio(found.values())
    if value is None:
        return not_applicable("The log ends before the roles were due.", found.values())
    doubled = _doubled(trace, anchor + span[1], roles)
    said = f"{_filled_said(trace, found)}; target {time(span[0])}"
    if doubled:
        value *= _DOUBLED
        said += f"; {' and '.join(doubled)} were held by one person"
    return scored(value, f"{said}.", found.values())


def _staffed(trace: Trace, role: str, anchor: int, span: tuple[int, int]) -> Obligation:
    seen = _accepted if trace.observes("role.accepted") else _named
    return deadline(anchor, seen(trace, role), span, trace.end)


def _filled_said(trace: Trace, found: dict[str, Obligation]) -> str:
    """Tell when the last role was filled, and which were not."""
    empty = [SEAT.get(role, role) for role, o in found.items() if o.met_at is None]
    delays = [o.delay for o in found.values() if o.delay is not None]
    parts: list[str] = []
    if delays:
        filled = [SEAT.get(role, role) for role, o in found.items() if o.met_at is not None]
        parts.append(f"{' and '.join(filled)} staffed {from_anchor(trace, max(delays))}")
    if empty:
        parts.append(f"no acceptance seen for {' and '.join(empty)}")
    text = ", ".join(parts)
    return text[:1].upper() + text[1:]


def _doubled(trace: Trace, limit: int, roles: Sequence[str]) -> list[str]:
    """Name the first separated pair that one person held after the limit."""
    for pair in trace.policy.roles.separate:
        people = {x.person for role in pair for x in trace.tenures.get(role, [])}
        if not all(role in ("ic", *roles) for role in pair):
            continue
        for person in people:
            one, two = (
                [
                    (max(x.start, limit), min(x.end, trace.over))
                    for x in trace.tenures.get(role, [])
                    if x.person == person
                ]
                for role in pair
            )
            if overlap(one, two) > 0:
                return [SEAT.get(role, role) for role in pair]
    return []


CRITERIA = (
    Criterion(
        CriterionInfo(
            id="D6",
            name="IC named and accepted",
            capability="detection",
            role="ic",
            c="control",
            weight=3,
            target="Somebody is named IC and says yes within the policy's time.",
            why="Until somebody has said yes, nobody knows who decides.",
            source="IMAG lesson; PagerDuty; Google (BSRS, ch. 17)",
            anti_pattern="no clear IC",
            question="How did people learn who was in command?",
        ),
        commander_named,
        ("role.assigned",),
    ),
    Criterion(
        CriterionInfo(
            id="D7",
            name="Core roles staffed and separated",
            capability="detection",
            role="ic",
            c="coordinate",
            weight=2,
            target="The roles that the severity needs are accepted in time; IC and OL are two.",
            why="Command, operations and communication each take a whole head.",
            source="IMAG lesson, IRM article, Template guide, SRE handbook",
            anti_pattern="one-person band",
            question="What did it take to get the roles filled?",
        ),
        roles_staffed,
        ("role.assigned",),
    ),
)
