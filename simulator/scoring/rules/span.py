"""The span of control: how many people report to the IC directly: K4."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.model.phrases import phrase, phrase_n
from simulator.scoring.combinators import Obligation, lin
from simulator.scoring.findings import Finding, against, not_applicable, not_observable, scored
from simulator.scoring.rules.reading import alone
from simulator.scoring.rules.registry import NoArgs, rule
from simulator.scoring.trace import Trace

__all__: list[str] = []

_LEADS = ("ol", "cl", "scribe", "planner")
_Step = tuple[int, int, int]
"""Since when how many people report to the IC, and the seq that shows it."""


@rule("span_of_control", NoArgs)
def span_of_control(trace: Trace, _: NoArgs) -> Finding:
    """Ask that no more people report to the IC directly than one can lead.

    What counts is the most from when the roles were due: while they are being filled, everybody
    turns to the IC.
    """
    if alone(trace):
        return not_applicable(phrase("One person played the whole team."))
    told = [
        (e.t, n, e.seq)
        for e in trace.of("span.changed")
        if isinstance(n := e.data.get("n"), int) and not isinstance(n, bool)
    ]
    if not told and not trace.observes("role.accepted", "task.assigned"):
        return not_observable(phrase("The log does not show who reported to the IC."))
    due, closed = (trace.anchor or 0) + trace.policy.clocks.roles[0], trace.closed
    if (closed is not None and closed.t <= due) or not trace.reached(due):
        return not_applicable(phrase("It was over before the roles were due."))
    steps = told or list(_counted(trace))
    counted = [step for step in steps if step[0] <= due][-1:]
    counted += [s for s in steps if due < s[0] and (closed is None or s[0] < closed.t)]
    if not counted:
        return not_applicable(phrase("Nobody reported to the IC."))
    full, zero = trace.policy.roles.span
    most = max(counted, key=lambda step: step[1])
    obligations = [
        Obligation(t, t, t if n <= full else None, lin(n, full, zero), (seq,))
        for t, n, seq in counted
    ]
    said = phrase_n(
        "At most {n} person reported to the IC directly",
        "At most {n} people reported to the IC directly",
        most[1],
    )
    target = phrase("at most {most}", most=full)
    return scored(lin(most[1], full, zero), against(said, target), obligations)


def _counted(trace: Trace) -> Iterator[_Step]:
    """Count who held a role, who owed the IC a report, and who had no lead of their own."""
    marks = trace.of("role.accepted", "role.released", "task.assigned", "task.reported")
    reported = {str(e.data.get("id")): e.t for e in reversed(trace.of("task.reported"))}
    tasks = [
        (e, str(e.data.get("to")), reported.get(str(e.data.get("id"))))
        for e in trace.of("task.assigned")
        if isinstance(e.data.get("to"), str)
    ]
    responders = {who for who, seat in trace.crew.items() if seat == "responder"}
    for mark in marks:
        t, ic = mark.t, trace.holder("ic", mark.t)
        if ic is None:
            yield t, 0, mark.seq
            continue
        people = {held for role in _LEADS if (held := trace.holder(role, t)) is not None}
        people |= {
            to for e, to, done in tasks if e.actor == ic and e.t <= t and (done is None or t < done)
        }
        if trace.holder("ol", t) in (None, ic):
            people |= responders
        yield t, len(people - {ic}), mark.seq
