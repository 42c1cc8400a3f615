"""Short names of event kinds, for the ``after`` of an inject: ``after: {declared: 20m}``.

This table is the only place where they are defined. :func:`simulator.scenario.load_scenario` puts
the full kind in their place, so nobody else ever meets one. They are listed one by one, rather
than derived from the full kinds, because a kind that is added later must not change what an old
scenario means.
"""

from __future__ import annotations

from simulator.rules.kinds import EVENT_KINDS

__all__ = ["SHORT_KINDS", "full_kind", "known_kinds"]

SHORT_KINDS: dict[str, str] = {
    "started": "drill.started",
    "alerted": "alert.fired",
    "paged": "page.sent",
    "acked": "page.acked",
    "escalated": "escalation.sent",
    "assessed": "triage.assessed",
    "declared": "incident.declared",
    "severity": "severity.set",
    "scoped": "scope.defined",
    "updated": "update.posted",
    "published": "statuspage.posted",
    "proposed": "action.proposed",
    "acted": "action.started",
    "mitigated": "action.finished",
    "verified": "mitigation.verified",
    "recovered": "recovery.verified",
    "resolved": "incident.resolved",
    "reopened": "incident.reopened",
}
"""Short form to kind."""


def full_kind(name: str) -> str | None:
    """Return the event kind that ``name`` means, in its short or its full form; None if neither.

    >>> full_kind("declared"), full_kind("incident.declared"), full_kind("declard")
    ('incident.declared', 'incident.declared', None)
    """
    kind = SHORT_KINDS.get(name, name)
    return kind if kind in EVENT_KINDS else None


def known_kinds() -> list[str]:
    """List every name that :func:`full_kind` knows, short forms first."""
    return [*SHORT_KINDS, *EVENT_KINDS]
