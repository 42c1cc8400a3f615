"""Was the objective of a capability achieved at all? Facts decide, not a mean.

HSEEP's step from M to U is about whether, the steps from P to M about how; so a team with perfect
words and no mitigation is U in Mitigation whatever its other scores are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.model.phrases import NOTHING, Phrase, phrase
from simulator.scoring.combinators import overlap
from simulator.scoring.content.actions import actions_in
from simulator.scoring.content.updates import is_placeholder
from simulator.scoring.findings import time
from simulator.scoring.rules.investigation import scopes, tested_on_evidence
from simulator.scoring.rules.postmortem import newest_draft
from simulator.scoring.rules.posts import is_true
from simulator.scoring.rules.reading import alone, not_kept
from simulator.scoring.rules.roles import ic_needed_from
from simulator.scoring.tenure import role_in
from simulator.scoring.trace import Trace

__all__ = ["OBJECTIVES", "Objective"]

_COMMANDED = 0.8
_SCOPE_PARTS = 3
_UNTOLD = phrase("customers were not told")


@dataclass(frozen=True, slots=True)
class Objective:
    """Whether an objective was achieved, and what was missing; None if the log cannot say.

    What is missing while it cannot say is why there is nothing to rate yet.
    """

    achieved: bool | None
    missing: Phrase = NOTHING


_OPEN = Objective(None)


def _first_missing(trace: Trace, parts: list[tuple[str, bool, Phrase]]) -> Objective:
    """Judge the parts whose kind could be seen: all must hold."""
    seen = [(held, missing) for kind, held, missing in parts if trace.observes(kind)]
    if not seen:
        return _OPEN
    missing = next((m for held, m in seen if not held), NOTHING)
    return Objective(all(held for held, _ in seen), missing)


def _detection(trace: Trace) -> Objective:
    """Ask for a declaration within twice the limit, a severity, and an IC at least named.

    No IC is asked for where the policy asks for none, nor of somebody who plays alone.
    """
    start, limit = trace.declarable_at, 2 * trace.policy.clocks.declare[1]
    if start is None:
        return _OPEN
    declared = trace.declared is not None and trace.declared.t <= start + limit
    named = any(role_in(e) == "ic" for e in trace.of("role.assigned", "role.accepted"))
    alone = len(trace.crew) == 1 or ic_needed_from(trace) is None
    late = phrase("no declaration within {time}", time=time(limit))
    found = _first_missing(
        trace,
        [
            ("incident.declared", declared, late),
            ("severity.set", bool(trace.of("severity.set")), phrase("no severity was set")),
            ("role.assigned", named or alone, phrase("no IC was named")),
        ],
    )
    early = trace.closed is None and not trace.reached(start + limit)
    return _OPEN if early and not found.achieved else found


def _mitigation(trace: Trace) -> Objective:
    """Ask for user impact cut by half within the limit of the first mitigation."""
    if trace.anchor is None or trace.impact.started_at is None:
        return _OPEN
    limit = trace.anchor + trace.policy.clocks.first_mitigation[1]
    halved = trace.impact.halved_at()
    if halved is None and not (trace.impact.steps and trace.reached(limit)):
        return _OPEN
    if not trace.impact.steps and halved is not None and halved > limit:
        return _OPEN  # known is only when it was over, and not when it got better
    within = time(trace.policy.clocks.first_mitigation[1])
    missing = phrase(
        "user impact was not cut by half within {time} of the latest time to declare", time=within
    )
    if trace.declared_in_time:
        missing = phrase(
            "user impact was not cut by half within {time} of the declaration", time=within
        )
    return Objective(halved is not None and halved <= limit, missing)


def _investigation(trace: Trace) -> Objective:
    """Ask for a scope or a look at changes, and for a cause, unless relief came without it."""
    if trace.anchor is None:
        return _OPEN
    clocks = trace.policy.clocks
    looked = bool(scopes(trace, _SCOPE_PARTS) or trace.of("changes.reviewed"))
    known = trace.impact.halved_at() is not None or tested_on_evidence(trace, "confirmed")
    parts = [
        (
            looked,
            trace.observes("scope.defined", "changes.reviewed"),
            phrase("neither the scope nor recent changes were looked into"),
        ),
        (
            known,
            trace.observes("hypothesis.tested") and bool(trace.impact.steps),
            phrase("no cause was supported by evidence, and users got no relief without it"),
        ),
    ]
    missing = [why for held, seen, why in parts if seen and not held]
    if not missing:
        return Objective(achieved=True) if looked or known else _OPEN
    due = trace.anchor + max(clocks.scope[1], clocks.changes[1], clocks.hypothesis[1])
    early = trace.closed is None and not trace.reached(due)
    return _OPEN if early else Objective(achieved=False, missing=missing[0])


def _resolution(trace: Trace) -> Objective:
    """Ask for a closing that found the service recovered."""
    impact, clocks = trace.impact, trace.policy.clocks
    if not trace.observes("incident.resolved") or impact.started_at is None:
        return _OPEN
    recovered = impact.recovered_at
    if trace.closed is not None:
        held = recovered is not None and recovered <= trace.closed.t
        early = phrase("the service had not recovered when the incident was closed")
        return Objective(held, early)
    since = recovered if recovered is not None else trace.anchor
    due = clocks.stable[0] if recovered is not None else clocks.first_mitigation[1]
    if since is None or not trace.reached(since + due + 1):
        return Objective(None, phrase("the incident was still open, and nothing was overdue"))
    missing = phrase("the incident was not resolved by the end of the log")
    if recovered is not None:
        missing = phrase("the incident was not closed by the end of the log")
    return Objective(achieved=False, missing=missing)


def _post_incident(trace: Trace) -> Objective:
    """Ask for a review that somebody owns; once it is written, for an action item with an owner."""
    owed = trace.rank <= trace.policy.postmortem.required_for_rank_leq
    if trace.closed is None or not owed or not trace.observes("postmortem.scheduled"):
        return _OPEN
    draft = newest_draft(trace)
    if draft is not None:
        event, read = draft
        told = any(key in event.data for key in ("text", "sections", "actions"))
        items = read.actions if read.sections else actions_in(read.text)
        owned = any(item.owner and not item.void for item in items)
        nobodys = phrase("no action item of the postmortem has an owner")
        return Objective(owned or not told, nobodys)
    reviews = trace.of("postmortem.scheduled")
    owned = any(
        not is_placeholder(e.data.get("owner")) or not_kept(trace, e, "owner") for e in reviews
    )
    missing = phrase("nobody owns a review") if reviews else phrase("no review was scheduled")
    return Objective(owned, missing)


def _command(trace: Trace) -> Objective:
    """Ask for an IC in command most of the time from when one was due."""
    if trace.anchor is None or not trace.observes("role.accepted") or alone(trace):
        return _OPEN
    needed = ic_needed_from(trace)
    if needed is None:
        return _OPEN
    due, limit = (needed.t + t for t in trace.policy.clocks.ic)
    if trace.over <= limit:
        return _OPEN
    held = overlap([(due, trace.over)], [(x.start, x.end) for x in trace.tenures.get("ic", [])])
    return Objective(
        held >= _COMMANDED * (trace.over - due),
        phrase(
            "an IC held command for {time} of the {whole} that needed one",
            time=time(held),
            whole=time(trace.over - due),
        ),
    )


def _communication(trace: Trace) -> Objective:
    """Ask for one true and substantive word inside, and one to customers if they could see it."""
    clock = trace.policy.clocks.first_public
    # Who closed it had the time that it took; who has not yet may still say something.
    if trace.anchor is None or trace.over <= trace.anchor + clock[trace.closed is None]:
        return _OPEN
    # Responders know; it is those who wait outside the room that have to be told.
    told = any(e.data.get("audience") != "responders" for e in trace.real_updates)
    public = any(is_true(trace, e) for e in trace.good_posts)
    visible = trace.facts.get("customer_visible") is True
    untold = phrase("customers were told nothing that was so") if trace.good_posts else _UNTOLD
    silent = phrase("no substantive update reached stakeholders or executives")
    return _first_missing(
        trace,
        [
            ("update.posted", told, silent),
            ("statuspage.posted", public or not visible, untold),
        ],
    )


OBJECTIVES: dict[str, Callable[[Trace], Objective]] = {
    "detection": _detection,
    "mitigation": _mitigation,
    "investigation": _investigation,
    "resolution": _resolution,
    "post_incident": _post_incident,
    "command": _command,
    "communication": _communication,
}
