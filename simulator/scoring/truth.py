"""What was really so, whatever the team believed: severity, impact, recovery.

Read from the facts in a log's header, from the world's own events where the facts are silent.
Times are ms of drill time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulator.model.policy import Policy
from simulator.model.records import Event, Header
from simulator.model.units import MINUTE
from simulator.rules.severity import level_of

__all__ = ["Impact", "as_ms", "declarable_at", "impact_of", "rank_of", "true_rank"]


_LASTS = 5 * MINUTE
"""Relief that is gone again sooner is none."""


def as_ms(value: object) -> int | None:
    """Return a time from a log's data, or None if it is not a whole number."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def rank_of(policy: Policy, label: object) -> int | None:
    """Return the rank of a severity label; ``sev1`` and ``SEV-1`` are the same."""
    wanted = _plain(label)
    return next((lv.rank for lv in policy.severity.levels if _plain(lv.label) == wanted), None)


def _plain(label: object) -> str:
    return "".join(c for c in str(label).lower() if c.isalnum())


def true_rank(header: Header, policy: Policy) -> int | None:
    """Return how bad the incident truly was, 0 being the worst; None if the log does not tell.

    The label in the header holds under the policy that it was written for; under any other the
    policy's own rules decide from the facts.
    """
    label = rank_of(policy, header.facts.get("true_level"))
    facts = header.facts.get("severity")
    if label is not None and (header.policy == policy.policy or not facts):
        return label
    if not isinstance(facts, Mapping) or not facts:
        return label
    visible = {"customer_visible": header.facts.get("customer_visible")}
    return rank_of(policy, level_of({**visible, **facts}, policy))


def declarable_at(header: Header, alerts: Iterable[Event], end: int | None = None) -> int | None:
    """Return when an incident could first be declared, if that was before ``end``.

    In the log of a drill that is the first alert that pages, or what customers say if they come
    first: the fact in its header is written before anybody knows which alerts will fire. In a log
    from elsewhere the fact comes from somebody who knows how it went, so it holds.
    """
    fact = as_ms(header.facts.get("declarable_at"))
    page = next((a.t for a in alerts if a.data.get("page") is True), None)
    if fact is None:
        return page
    if not header.engine:
        return fact
    if end is not None and fact > end:
        return page
    return fact if page is None else min(fact, page)


@dataclass(frozen=True, slots=True)
class Impact:
    """How hard users were hit over time, as steps ``(t, level, seq)`` with a level of 0..1."""

    steps: tuple[tuple[int, float, int], ...]
    started_at: int | None
    recovered_at: int | None

    def at(self, t: int) -> float | None:
        """Return the level at ``t``, None if the log does not tell."""
        if not self.steps:
            return None
        newest = bisect_right(self.steps, t, key=lambda step: step[0])
        return self.steps[newest - 1][1] if newest else 0.0

    def halved_at(self) -> int | None:
        """Return when users were first hit at most half as hard as at the worst moment until then.

        It has to last: a dip of a few minutes is no relief. What comes later, an escalation or a
        relapse, does not take it back.
        """
        peak, since = 0.0, None
        for t, level, _ in self.steps:
            if since is not None and t - since >= _LASTS:
                return since
            if 0 < peak >= 2 * level:
                since = t if since is None else since
            else:
                peak, since = max(peak, level), None
        return self.recovered_at if since is None else since

    def recovery_before(self, t: int) -> int | None:
        """Return since when users were well at ``t``, None if they were hit then, or not yet."""
        hit, since = False, None
        for when, level, _ in self.steps:
            if when > t:
                break
            if level > 0:
                hit, since = True, None
            elif hit and since is None:
                since = when
        if since is None and self.recovered_at is not None and self.recovered_at <= t:
            return self.recovered_at
        return since

    def recovery(self) -> tuple[int, ...]:
        """Return the seq of the event that shows recovery, if one does."""
        return tuple(seq for t, level, seq in self.steps if t == self.recovered_at and level <= 0)


def impact_of(header: Header, changes: Iterable[Event]) -> Impact:
    """Read the impact: recovered is the last fall to 0 that no rise follows."""
    steps = tuple(
        (e.t, float(e.data["level"]), e.seq)
        for e in changes
        if isinstance(e.data.get("level"), int | float)
    )
    started = next((t for t, level, _ in steps if level > 0), None)
    recovered: int | None = None
    for t, level, _ in steps:
        if level > 0:
            recovered = None
        elif recovered is None and started is not None and t > started:
            recovered = t
    facts = header.facts
    return Impact(
        steps,
        started if started is not None else as_ms(facts.get("impact_started_at")),
        recovered if recovered is not None else as_ms(facts.get("recovered_at")),
    )
