"""A log, indexed for the questions that criteria ask. Times are ms of drill time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from simulator.model.policy import Policy
from simulator.model.records import Event, Header
from simulator.scoring.public import GOOD_POST, Glossary, quality
from simulator.scoring.tenure import Tenure, crew_of, staffable, tenures_of
from simulator.scoring.truth import Impact, declarable_at, impact_of, rank_of, true_rank
from simulator.scoring.updates import substantive

__all__ = ["Trace"]


class Trace:
    """Events in order, by kind and by actor, with the facts and the policy to judge them by."""

    def __init__(self, header: Header, events: Sequence[Event], policy: Policy) -> None:
        self.header = header
        self.facts = header.facts
        self.policy = policy
        self.events = tuple(sorted(events, key=lambda e: (e.t, e.seq)))
        self._kinds: dict[str, list[Event]] = {}
        self._actors: dict[str, list[Event]] = {}
        for event in self.events:
            self._kinds.setdefault(event.kind, []).append(event)
            self._actors.setdefault(event.actor, []).append(event)

    def of(self, *kinds: str) -> list[Event]:
        """Return the events of these kinds, in order."""
        if len(kinds) == 1:
            return self._kinds.get(kinds[0], [])
        found = [e for kind in kinds for e in self._kinds.get(kind, [])]
        return sorted(found, key=lambda e: (e.t, e.seq))

    def by(self, actor: str) -> list[Event]:
        """Return what one person did, in order."""
        return self._actors.get(actor, [])

    # -- what the recorder could see -----------------------------------------------------------

    @property
    def sees_all(self) -> bool:
        """Whether the recorder could see every kind, so that silence means nothing was done."""
        return not isinstance(self.facts.get("observable", "all"), list | tuple)

    def observes(self, *kinds: str) -> bool:
        """Whether the recorder could see these kinds; what it did record, it could see."""
        if self.sees_all:
            return True
        listed = self.facts["observable"]
        return all(kind in listed or kind in self._kinds for kind in kinds)

    @property
    def composed(self) -> bool:
        """Whether the posts come from our own composer, where a field left out is left empty.

        In a log from elsewhere a field left out may just not have been written down.
        """
        return bool(self.header.engine)

    # -- when ----------------------------------------------------------------------------------

    @cached_property
    def end(self) -> int:
        """When the log ends."""
        return self.events[-1].t if self.events else 0

    @cached_property
    def declared(self) -> Event | None:
        """The declaration."""
        return next(iter(self.of("incident.declared")), None)

    @cached_property
    def declarable_at(self) -> int | None:
        """When an incident could first be declared."""
        return declarable_at(self.header, self.of("alert.fired"), self.end)

    @cached_property
    def anchor(self) -> int | None:
        """Where the later clocks start: at the declaration, or when it was overdue.

        A team that declares late buys itself no time on any other clock, and is not charged twice.
        """
        latest = None
        if self.declarable_at is not None:
            latest = self.declarable_at + self.policy.clocks.declare[1]
        times = [t for t in (self.declared.t if self.declared else None, latest) if t is not None]
        return min(times, default=None)

    @property
    def anchor_name(self) -> str:
        """How a sentence calls the anchor."""
        declared = self.declared is not None and self.declared.t == self.anchor
        return "the declaration" if declared else "the latest time to declare"

    @cached_property
    def closed(self) -> Event | None:
        """The closing that held: the last one that no reopening follows."""
        ends = self.of("incident.resolved", "incident.reopened")
        return ends[-1] if ends and ends[-1].kind == "incident.resolved" else None

    @cached_property
    def over(self) -> int:
        """When the incident was over: its closing, else the end of the log."""
        return self.closed.t if self.closed else self.end

    # -- what was so ---------------------------------------------------------------------------

    @cached_property
    def impact(self) -> Impact:
        """How hard users were hit."""
        return impact_of(self.header, self.of("impact.changed"))

    @cached_property
    def true_rank(self) -> int | None:
        """How bad the incident truly was, 0 being the worst."""
        return true_rank(self.header, self.policy)

    @cached_property
    def rank(self) -> int:
        """The rank whose clocks apply: the true one, else the worst that was set, else the worst.

        Not simply the one that was set: calling an incident small must not buy time.
        """
        if self.true_rank is not None:
            return self.true_rank
        ranks = [rank_of(self.policy, e.data.get("level")) for e in self.of("severity.set")]
        return min((rank for rank in ranks if rank is not None), default=0)

    # -- words ---------------------------------------------------------------------------------

    @cached_property
    def real_updates(self) -> list[Event]:
        """The internal updates that tell their readers something."""
        span = self.policy.cadence.internal.get(str(self.rank))
        return substantive(
            self.of("update.posted"),
            self.policy.limits,
            composed=self.composed,
            latest_next=span[1] if span else self.end,
        )

    @cached_property
    def good_posts(self) -> list[Event]:
        """The status-page posts that tell customers something."""
        names = [e.data.get("component") for e in self.of("action.started")]
        names += [e.data.get("service") for e in self.of("alert.fired")]
        symptoms = self.facts.get("symptoms")
        glossary = Glossary(
            internal=frozenset(n for n in names if isinstance(n, str)),
            customers=frozenset(str(s) for s in symptoms)
            if isinstance(symptoms, list)
            else frozenset(),
        )
        return [
            e
            for e in self.of("statuspage.posted")
            if quality(e, glossary, composed=self.composed) >= GOOD_POST
        ]

    # -- who -----------------------------------------------------------------------------------

    @cached_property
    def crew(self) -> dict[str, str]:
        """Seats by person; empty if the log does not record them."""
        return crew_of(self.of("seat.taken"))

    @cached_property
    def tenures(self) -> dict[str, list[Tenure]]:
        """Who held each role and when."""
        return tenures_of(self.events, self.end + 1)

    def holder(self, role: str, t: int) -> str | None:
        """Return who held a role at ``t``."""
        held = (x.person for x in self.tenures.get(role, []) if x.start <= t < x.end)
        return next(held, None)

    def acts_as(self, event: Event, role: str) -> bool:
        """Whether somebody acted as the current holder of a role.

        Who accepted it decides; before anybody did, the seat does.
        """
        holder = self.holder(role, event.t)
        return event.role == role if holder is None else event.actor == holder

    def filled(self, role: str) -> bool:
        """Whether anybody sat, acted or was accepted in a role at all."""
        seated = role in self.crew.values() or bool(self.tenures.get(role))
        return seated or any(e.role == role for e in self.events)

    def can_staff(self, role: str) -> bool:
        """Whether the crew has somebody besides the IC for a role."""
        return role in staffable([role], self.crew)
