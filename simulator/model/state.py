"""Everything that a drill is at one moment, as the events so far say.

Only :mod:`simulator.rules.fold` writes here. Times are ms of drill time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from simulator.model.seats import TRAINEE_SEATS
from simulator.model.signals import Series
from simulator.model.written import (
    Contest,
    DocEntry,
    Hand,
    Probe,
    Question,
    Reply,
    StaffNote,
    StaffRating,
    Working,
)

__all__ = [
    "ActionRun",
    "Alert",
    "DrillState",
    "Hypothesis",
    "Inject",
    "Look",
    "Page",
    "Person",
    "Phase",
    "RoleHolder",
    "Task",
]

Phase = Literal["lobby", "running", "paused", "ended"]


@dataclass(slots=True)
class Person:
    """Somebody in the drill; ``bot`` names the crew if it is not a human."""

    id: str
    name: str
    seat: str | None
    bot: str | None = None
    persona: bool = False
    """Whether it is a colleague of the story who came because somebody asked for a team."""
    ready: bool = False
    """Whether they said, before the start, that they are ready."""
    comms: bool | None = None
    """Whether what they talk over works for them, None while they did not say."""
    hand: Hand | None = None
    """Their hand, while it is raised."""


@dataclass(slots=True)
class RoleHolder:
    """Who was named for an incident role, and whether they said yes."""

    to: str
    assigned_at: int
    accepted_at: int | None = None


@dataclass(slots=True)
class Alert:
    """One alert and its newest firing."""

    alert: str
    service: str
    severity: str
    team: str
    page: bool
    summary: str
    fired_at: int
    resolved_at: int | None = None


@dataclass(slots=True)
class Page:
    """One page to one person or persona; a page of a higher level replaces the one before."""

    id: str
    alert: str
    team: str
    to: str
    name: str
    level: str
    sent_at: int
    acked_at: int | None = None
    acked_by: str | None = None
    reason: str = ""
    """For a team that somebody asked for: why."""
    joined_at: int | None = None
    """For a team that somebody asked for: when they were there."""


@dataclass(slots=True)
class ActionRun:
    """One proposed or started action, from idea to verification."""

    id: str
    action: str
    title: str
    kind: str
    component: str
    status: Literal["proposed", "approved", "running", "finished", "failed", "aborted", "undone"]
    by: str
    at: int
    risk: str = ""
    undo: str = ""
    approved_by: str | None = None
    approved_at: int | None = None
    started_at: int | None = None
    expected: int | None = None
    finished_at: int | None = None
    verified: dict[str, Any] | None = None
    undoes: str | None = None
    """For the undoing of another run: the id of that run."""
    stage: str = ""
    """The name of the newest stage that is done."""
    stages_done: int = 0
    stages: int = 1
    reason: str = ""
    """Why it failed."""
    waits_for: list[str] = field(default_factory=list)
    """The runs that must end before its time begins to run."""
    announced_at: int | None = None


@dataclass(slots=True)
class Look:
    """One look at an evidence source, while it takes and after."""

    id: str
    source: str
    kind: str
    by: str
    asked_at: int
    ready_at: int
    viewed_at: int | None = None
    deep: bool = False
    title: str = ""
    lines: list[str] = field(default_factory=list)
    readings: list[dict[str, Any]] = field(default_factory=list)
    spans: list[dict[str, Any]] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)
    slo: dict[str, Any] | None = None
    copy: bool = False
    """Whether it shows a copy that somebody kept, and not the source itself."""


@dataclass(slots=True)
class Hypothesis:
    """An idea about the cause, and what testing it said."""

    id: str
    text: str
    suspects: str
    by: str
    at: int
    result: str | None = None
    note: str = ""


@dataclass(slots=True)
class Task:
    """Work that one person asked of another."""

    id: str
    to: str
    text: str
    by: str
    at: int
    timebox: int
    """How long it may take, counted from when it was assigned."""
    acked_at: int | None = None
    started_at: int | None = None
    topic: str = ""
    """What whoever does it said they were working on, when they began."""
    extended_at: int | None = None
    """When its time-box was made longer last."""
    reported_at: int | None = None
    report: str = ""


@dataclass(slots=True)
class Inject:
    """Something that reached the team."""

    id: str
    from_: str
    name: str
    channel: str
    text: str
    at: int
    expects: bool
    answered_at: int | None = None
    """When somebody answered whom it was put to; what others answer does not settle it."""
    answered_by: str | None = None
    answer: str = ""
    replies: list[Reply] = field(default_factory=list)
    """Every answer, whoever gave it."""
    count: int = 1
    """How often it has come."""


@dataclass(slots=True)
class DrillState:
    """One drill at one moment."""

    t: int = 0
    seq: int = 0
    phase: Phase = "lobby"
    frozen: bool = False
    speed: float = 1.0
    people: dict[str, Person] = field(default_factory=dict)
    solo: str | None = None
    """Who plays alone and holds the clock beside the facilitator."""
    newest: dict[str, tuple[int, str]] = field(default_factory=dict)
    """When each person in the drill last did something, and the kind of event that it was."""
    # incident
    declared_at: int | None = None
    declared_by: str | None = None
    title: str = ""
    severity: str | None = None
    severity_at: int | None = None
    priority: str | None = None
    priority_at: int | None = None
    triage: dict[str, Any] | None = None
    roles: dict[str, RoleHolder] = field(default_factory=dict)
    contests: list[Contest] = field(default_factory=list)
    """Open ones."""
    cadence: dict[str, int] = field(default_factory=dict)
    exit_criteria: str | None = None
    scope: dict[str, Any] | None = None
    resolved_at: int | None = None
    postmortem: dict[str, Any] | None = None
    """When the review is held, and who owns it."""
    draft: dict[str, Any] | None = None
    """The newest draft of the review."""
    shared: dict[str, Any] | None = None
    """That the review was shared, and with whom."""
    runbooks: list[dict[str, Any]] = field(default_factory=list)
    """Updates of runbooks."""
    # work
    alerts: dict[str, Alert] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    actions: dict[str, ActionRun] = field(default_factory=dict)
    looks: dict[str, Look] = field(default_factory=dict)
    hypotheses: dict[str, Hypothesis] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    working: dict[str, Working] = field(default_factory=dict)
    """What each person works on at the moment, as far as they said so."""
    injects: dict[str, Inject] = field(default_factory=dict)
    skipped: set[str] = field(default_factory=set)
    cancelled: set[str] = field(default_factory=set)
    held: dict[str, int | None] = field(default_factory=dict)
    """Injects that the facilitator holds back, with the time (ms) until which, or None."""
    edited: dict[str, str] = field(default_factory=dict)
    """Texts that the facilitator put in the place of the scenario's, by inject."""
    moved: dict[str, int] = field(default_factory=dict)
    """Times (ms) that the facilitator put in the place of the scenario's, by inject."""
    channels: list[dict[str, Any]] = field(default_factory=list)
    bridge: dict[str, int] = field(default_factory=dict)
    """Who is on the call, and since when."""
    document: dict[str, list[DocEntry]] = field(default_factory=dict)
    """The incident document: the entries of each section, oldest first."""
    captured: dict[str, int] = field(default_factory=dict)
    """Evidence sources of which a copy was kept, with the time of the newest (ms)."""
    unreachable: set[str] = field(default_factory=set)
    """Evidence sources that nobody can reach at the moment."""
    destroyed: set[str] = field(default_factory=set)
    """Evidence sources of which nothing is left."""
    # words
    updates: list[dict[str, Any]] = field(default_factory=list)
    statuspage: list[dict[str, Any]] = field(default_factory=list)
    # what staff is asked, asks and notes
    questions: dict[str, Question] = field(default_factory=dict)
    probes: dict[str, Probe] = field(default_factory=dict)
    ratings: dict[tuple[str, str], StaffRating] = field(default_factory=dict)
    """By rater and by what was rated; a later one replaces the earlier."""
    notes: list[StaffNote] = field(default_factory=list)
    # the world behind the curtain
    series: dict[str, Series] = field(default_factory=dict)
    faults: dict[str, float] = field(default_factory=dict)
    impact: float = 0.0
    cleared: set[str] = field(default_factory=set)
    """Faults that are over; one that pauses or is eased to nothing is not."""
    pushed: dict[str, str] = field(default_factory=dict)
    """Series that the facilitator pushes, by how much as they wrote it."""

    def seated(self, seat: str) -> Person | None:
        """Return who sits in a seat, if anybody does."""
        return next((p for p in self.people.values() if p.seat == seat), None)

    def name(self, person: str) -> str:
        """Return what somebody is called; an unknown id is its own name."""
        found = self.people.get(person)
        return found.name if found else person

    def holder(self, role: str) -> str | None:
        """Return the person who accepted an incident role, and is still here to hold it."""
        held = self.roles.get(role)
        if held is None or held.accepted_at is None:
            return None
        person = self.people.get(held.to)
        here = person is None or person.seat in TRAINEE_SEATS
        return held.to if here else None
