"""A log, indexed for the questions that criteria ask. Times are ms of drill time."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace

from simulator.model.policy import Policy
from simulator.model.records import Event, Header
from simulator.rules.kinds import BESIDE
from simulator.scoring.alarms import BEGINNINGS, Alarm, false_alarms
from simulator.scoring.alarms import KINDS as ALARM_KINDS
from simulator.scoring.content.public import GOOD_POST, Glossary, quality
from simulator.scoring.content.updates import substantive
from simulator.scoring.tenure import ROLE_KINDS, Tenure, crew_of, staffable, tenures_of
from simulator.scoring.tracking import Tracked, derived
from simulator.scoring.truth import Impact, as_ms, declarable_at, impact_of, rank_of, true_rank

__all__ = ["Trace"]


_ALL, _END = "<all>", "<end>"
_BY, _ROLE, _REACHED = "by", "role", "reached"
_FOREVER = 1 << 60
"""When what nobody ended ends."""
_NONE: list[Event] = []


class Trace(Tracked):
    """Events in order, by kind and by actor, with the facts and the policy to judge them by.

    It may grow: :meth:`extend` adds what happened since. Everything that is derived from it is
    computed anew only if something that it was read from has changed.
    """

    def __init__(
        self, header: Header, events: Iterable[Event], policy: Policy, *, now: int = 0
    ) -> None:
        """Index a log; ``now`` is how far it reaches if that is beyond its last event."""
        super().__init__()
        self.header = header
        self.facts = header.facts
        self.policy = policy
        self._events: list[Event] = []
        self._kinds: dict[str, list[Event]] = {}
        self._actors: dict[str, list[Event]] = {}
        self._roles: set[str] = set()
        self._end = 0
        self.extend(sorted(events, key=lambda e: (e.t, e.seq)), now=now)

    def extend(self, events: Iterable[Event], *, now: int = 0) -> None:
        """Add what happened since, in order, and say how far the log reaches.

        What belongs to the exercise and not to the incident is left out.
        """
        for event in events:
            if event.kind in BESIDE:
                self._end = event.t
                continue
            self._events.append(event)
            self._kinds.setdefault(event.kind, []).append(event)
            self._actors.setdefault(event.actor, []).append(event)
            self._roles.add(event.role)
            self._end = event.t
        self._end = max(self._end, now)
        self._changed()

    def _version(self, source: Hashable) -> int:
        if source == _END:
            return self._end
        if source == _ALL:
            return len(self._events)
        if isinstance(source, tuple):
            what, which = source
            if what == _BY:
                return len(self._actors.get(which, _NONE))
            return int(which in self._roles if what == _ROLE else self._end >= which)
        return len(self._kinds.get(str(source), _NONE))

    @property
    def events(self) -> Sequence[Event]:
        """All events; who asks for some kinds only is asked again less often."""
        self._read(_ALL)
        return self._events

    def of(self, *kinds: str) -> list[Event]:
        """Return the events of these kinds, in order."""
        for kind in kinds:
            self._read(kind)
        if len(kinds) == 1:
            return self._kinds.get(kinds[0], _NONE)
        found = [e for kind in kinds for e in self._kinds.get(kind, _NONE)]
        return sorted(found, key=lambda e: (e.t, e.seq))

    def by(self, actor: str) -> list[Event]:
        """Return what one person did, in order."""
        self._read((_BY, actor))
        return self._actors.get(actor, _NONE)

    @property
    def end(self) -> int:
        """How far the log reaches."""
        self._read(_END)
        return self._end

    def reached(self, t: int) -> bool:
        """Whether the log reaches ``t``; who asks for this is not asked again at every moment."""
        self._read((_REACHED, t))
        return self._end >= t

    # -- what the recorder could see -----------------------------------------------------------

    @property
    def sees_all(self) -> bool:
        """Whether the recorder could see every kind, so that silence means nothing was done.

        A log from elsewhere that does not say so shows the kinds that it holds, and no others.
        """
        told = self.facts.get("observable", "all" if self.composed else ())
        return not isinstance(told, list | tuple)

    def observes(self, *kinds: str) -> bool:
        """Whether the recorder could see these kinds; what it did record, it could see."""
        if self.sees_all:
            return True
        listed = self.facts.get("observable", ())
        return all(kind in listed or self.of(kind) for kind in kinds)

    def records(self, *kinds: str) -> bool:
        """Whether the log holds every event of these kinds, so that silence means there was none.

        A recorder from elsewhere may mention a kind that it did not go through.
        """
        listed = self.facts.get("observable", ())
        return self.sees_all or all(kind in listed for kind in kinds)

    @property
    def composed(self) -> bool:
        """Whether the posts come from our own composer, where a field left out is left empty.

        In a log from elsewhere a field left out may just not have been written down.
        """
        return bool(self.header.engine)

    # -- when ----------------------------------------------------------------------------------

    @derived
    def false_alarms(self) -> list[Alarm]:
        """What was declared and stood down before anything was wrong."""
        if not self.of("incident.resolved") and len(self.of("incident.declared")) <= 1:
            return []  # as nearly always: then nothing more needs to be read
        since = as_ms(self.facts.get("declarable_at"))
        if since is None and not self.observes("impact.changed"):
            return []
        times = [t for t in (since, self.impact.started_at) if t is not None]
        lowest = self.policy.severity.levels[-1].label
        return false_alarms(self.of(*ALARM_KINDS), min(times, default=None), lowest)

    @derived
    def declared(self) -> Event | None:
        """The declaration; after a false alarm, what declared the real incident."""
        if not self.false_alarms:
            return next(iter(self.of("incident.declared")), None)
        last = self.false_alarms[-1].ended
        return next((e for e in self.of(*BEGINNINGS) if (e.t, e.seq) > (last.t, last.seq)), None)

    @derived
    def declarable_at(self) -> int | None:
        """When an incident could first be declared."""
        fact = as_ms(self.facts.get("declarable_at"))
        too_late = fact is not None and self.composed and not self.reached(fact)
        since = self.false_alarms[-1].ended.t if self.false_alarms else -_FOREVER
        alerts = (e for e in self.of("alert.fired") if e.t > since)
        return declarable_at(self.header, alerts, -1 if too_late else None)

    @derived
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
    def declared_in_time(self) -> bool:
        """Whether the anchor is the declaration, and not the latest time to declare."""
        return self.declared is not None and self.declared.t == self.anchor

    @derived
    def closed(self) -> Event | None:
        """The closing that held: the last one that no reopening follows."""
        ends = self.of("incident.resolved", "incident.reopened")
        called_off = self.false_alarms[-1].ended.seq if self.false_alarms else None
        held = ends and ends[-1].kind == "incident.resolved" and ends[-1].seq != called_off
        return ends[-1] if held else None

    @derived
    def over(self) -> int:
        """When the incident was over: its closing, else the end of the log."""
        return self.closed.t if self.closed else self.end

    # -- what was so ---------------------------------------------------------------------------

    @derived
    def impact(self) -> Impact:
        """How hard users were hit."""
        return impact_of(self.header, self.of("impact.changed"))

    def told_level(self, t: int) -> float | tuple[float, float] | None:
        """Return how many were hit at ``t``, to hold words against.

        In a log from elsewhere the impact was written down in coarse steps: what was said at ``t``
        may lie anywhere between the last one and the next.
        """
        level = self.impact.at(t)
        if level is None or self.composed:
            return level
        after = next((step for when, step, _ in self.impact.steps if when > t), level)
        return min(level, after), max(level, after)

    @derived
    def true_rank(self) -> int | None:
        """How bad the incident truly was, 0 being the worst."""
        return true_rank(self.header, self.policy)

    @derived
    def rank(self) -> int:
        """The rank whose clocks apply: the true one, else the worst that was set, else the worst.

        Not simply the one that was set: calling an incident small must not buy time.
        """
        if self.true_rank is not None:
            return self.true_rank
        ranks = [rank_of(self.policy, e.data.get("level")) for e in self.of("severity.set")]
        return min((rank for rank in ranks if rank is not None), default=0)

    def true_rank_at(self, t: int) -> int | None:
        """Return how bad it truly was at ``t``: facts may change while an incident escalates."""
        return next((rank for when, rank in reversed(self.true_ranks) if when <= t), None)

    @derived
    def true_ranks(self) -> list[tuple[int, int | None]]:
        """How bad it truly was, as steps ``(since, rank)``."""
        steps: list[tuple[int, int | None]] = [(-_FOREVER, self.true_rank)]
        for event in self.of("facts.changed"):
            facts = {**self.facts, "severity": event.data.get("facts"), "true_level": None}
            steps.append((event.t, true_rank(replace(self.header, facts=facts), self.policy)))
        return steps

    @property
    def security(self) -> bool:
        """Whether somebody broke in: then acting before looking is the error, not the reverse."""
        return self.facts.get("kind") == "security"

    # -- words ---------------------------------------------------------------------------------

    @derived
    def real_updates(self) -> list[Event]:
        """The internal updates that tell their readers something."""
        span = self.policy.cadence.internal.get(str(self.rank))
        return substantive(
            self.of("update.posted"),
            self.policy.limits,
            composed=self.composed,
            latest_next=span[1] if span else self.end,
        )

    @derived
    def glossary(self) -> Glossary:
        """The words of this scenario: names of insiders, words of customers, components."""
        names = [e.data.get("component") for e in self.of("action.started")]
        names += [e.data.get("service") for e in self.of("alert.fired")]
        inside = frozenset(n for n in names if isinstance(n, str))
        return Glossary(
            internal=inside,
            customers=self._listed("symptoms"),
            services=inside | self._listed("services"),
        )

    def _listed(self, fact: str) -> frozenset[str]:
        value = self.facts.get(fact)
        return frozenset(map(str, value)) if isinstance(value, list | tuple) else frozenset()

    @derived
    def good_posts(self) -> list[Event]:
        """The status-page posts that tell customers something."""
        posts = self.of("statuspage.posted")
        return [e for e in posts if self.post_quality(e) >= GOOD_POST]

    def post_quality(self, post: Event) -> float:
        """Return how plain and complete a public post is, 0..1."""
        return self.remember(
            ("quality", post.seq),
            lambda: quality(
                post, self.glossary, composed=self.composed,
                allow_fix_eta=self.policy.external.allow_fix_eta,
            ),
        )  # fmt: skip

    @derived
    def real_update_seqs(self) -> frozenset[int]:
        """Their seqs."""
        return frozenset(e.seq for e in self.real_updates)

    @derived
    def good_post_seqs(self) -> frozenset[int]:
        """The seqs of the posts that tell customers something."""
        return frozenset(e.seq for e in self.good_posts)

    @derived
    def run_kinds(self) -> dict[str, object]:
        """The kind of each started action by its id."""
        return {str(e.data.get("id")): e.data.get("kind") for e in self.of("action.started")}

    # -- who -----------------------------------------------------------------------------------

    @derived
    def crew(self) -> dict[str, str]:
        """Seats by person; empty if the log does not record them."""
        return crew_of(self.of("seat.taken"))

    @derived
    def roster(self) -> frozenset[str]:
        """The names and ids of the people who took part; personas of the scenario are none.

        A log that does not record seats names them where it says who was asked for what.
        """
        told = [e.data.get(key) for e in self.of("seat.taken") for key in ("person", "name")]
        if not told:
            named = self.of("role.assigned", "role.accepted", "task.assigned", "task.acked")
            told = [x for e in named for x in (e.actor, e.data.get("to"))]
        return frozenset(x for x in told if isinstance(x, str) and x)

    @derived
    def tenures(self) -> dict[str, list[Tenure]]:
        """Who held each role and when."""
        return tenures_of(self.of(*ROLE_KINDS), _FOREVER)

    def holder(self, role: str, t: int) -> str | None:
        """Return who held a role at ``t``."""
        held = (x.person for x in self.tenures.get(role, []) if x.start <= t < x.end)
        return next(held, None)

    def acts_as(self, event: Event, role: str) -> bool:
        """Whether somebody acted as the current holder of a role.

        Who accepted it decides; before anybody did, the seat does. Where nobody can be IC,
        everybody speaks for the team.
        """
        holder = self.holder(role, event.t)
        if holder is None and role == "ic" and not self.has_commander:
            return event.actor in self.crew
        return event.role == role if holder is None else event.actor == holder

    def filled(self, role: str) -> bool:
        """Whether anybody sat, acted or was accepted in a role at all."""
        self._read((_ROLE, role))
        seated = role in self.crew.values() or bool(self.tenures.get(role))
        return seated or role in self._roles

    @derived
    def has_commander(self) -> bool:
        """Whether the crew has somebody to be IC, besides those whose seats are other roles."""
        seats = self.crew.values()
        return len(seats) <= 1 or "ic" in seats or "responder" in seats

    def can_staff(self, role: str) -> bool:
        """Whether the crew has somebody besides the IC for a role."""
        return role in staffable([role], self.crew)
