"""One headless drill from lobby to end, played by bots as fast as the machine can."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from simulator import ENGINE_VERSION
from simulator.bots import CREWS as BOT_CREWS
from simulator.model.policy import Policy
from simulator.model.records import Header, Log, Record, digest
from simulator.model.scenario import Scenario
from simulator.model.score import Scorecard
from simulator.model.seats import CORE_ROLES, ROLE_TITLES
from simulator.rehearsal.crewed import Crew
from simulator.rules.oncall import pages
from simulator.scenario import true_level
from simulator.scoring import score
from simulator.session import Position, Sender, Session, SteppedClock

__all__ = ["CREWS", "IDLE", "Played", "new_header", "play"]

IDLE = "idle"
"""The crew that takes its seats and does nothing: the drill as it runs by itself."""

CREWS: tuple[str, ...] = (*BOT_CREWS, IDLE)
"""Every crew that can play a drill."""


@dataclass(frozen=True, slots=True)
class Played:
    """A finished drill."""

    log: Log
    scorecard: Scorecard

    @property
    def digest(self) -> str:
        """Identity of what happened: equal for equal scenario, crew and seed."""
        return digest(self.log.records)


class _Nowhere:
    """A journal for drills that nobody needs to find again."""

    def append(self, records: Sequence[Record], position: Position) -> None:
        """Forget them; the session keeps its own list."""


def new_header(
    drill: str, scenario: Scenario, scenario_digest: str, policy: Policy, seed: int
) -> Header:
    """Return the header of a new drill: what is known of it before it starts."""
    return Header(
        drill=drill,
        scenario={"id": scenario.id, "title": scenario.title, "digest": scenario_digest},
        policy=policy.policy,
        seed=seed,
        engine=ENGINE_VERSION,
        clock0=scenario.start,
        facts=_facts(scenario, policy),
    )


def _facts(scenario: Scenario, policy: Policy) -> dict[str, Any]:
    """Return what is true of the failure; the scorer takes the rest from the events."""
    facts = scenario.facts.model_dump(exclude={"customer_visible_from"})
    hurts = scenario.impact.partition(".")[2]
    ages = [
        fault.at - change.at
        for fault in scenario.faults.values()
        for change in scenario.changes
        if hurts in fault.pushes and change.service == fault.service
        if fault.at is not None and change.at <= fault.at
    ]
    return {
        "severity": facts,
        "true_level": true_level(scenario.facts, policy),
        "customer_visible": scenario.facts.customer_visible_from is not None,
        "symptoms": list(scenario.symptoms),
        "impact_series": scenario.impact,
        "traffic_series": scenario.traffic,
        "length": scenario.length,
        "observable": "all",
    } | {
        name: t
        for name, t in (
            ("change_age", min(ages, default=None)),
            ("declarable_at", _declarable_at(scenario)),
        )
        if t is not None
    }


def _declarable_at(scenario: Scenario) -> int | None:
    """Return when customers say that something is wrong, which is reason enough to declare.

    The first message with a time that comes once customers can notice, and that is a clue to what
    broke or asks for something. Where there is none, and nobody is paged either, the incident
    could be declared as soon as customers could notice it. Whether a page came sooner is for the
    log to tell.
    """
    visible = scenario.facts.customer_visible_from
    if visible is None:
        return None
    hurting = {name for name, fault in scenario.faults.items() if not fault.red_herring}
    reports = [
        inject.at
        for inject in scenario.injects
        if inject.at is not None and inject.at >= visible and not inject.red_herring
        if inject.points_to in hurting or inject.expect is not None
    ]
    return min(reports, default=None if _can_page(scenario) else visible)


def _can_page(scenario: Scenario) -> bool:
    """Tell whether any alert of a scenario is meant to page somebody."""
    severities = {alert.labels.get("severity", "") for alert in scenario.alerts}
    return any(pages(None, one) for one in severities) or any(
        pages(team, one) for team in scenario.oncall.values() for one in severities
    )


def play(
    scenario: Scenario, policy: Policy, *, crew: str, seed: int, scenario_digest: str = ""
) -> Played:
    """Play a drill with one crew in the three core seats, and score it.

    The crew ``idle`` sits there and does nothing; the others are bots.

    Raises:
        ValueError: if the drill cannot be started (an unknown crew).
    """
    drill = f"{scenario.id}-{crew}-{seed}"
    header = new_header(drill, scenario, scenario_digest, policy, seed)
    clock = SteppedClock()
    session = Session(
        header=header, scenario=scenario, policy=policy, clock=clock, journal=_Nowhere()
    )
    staff = Sender("facilitator", staff=True)
    for seat in CORE_ROLES:
        if crew == IDLE:
            taken = {"name": ROLE_TITLES[seat], "seat": seat}
            _must(session.submit(Sender(seat), "seat.take", taken))
        else:
            _must(session.submit(staff, "seat.bot", {"seat": seat, "crew": crew}))
    bots = Crew(session)
    _must(session.submit(staff, "drill.start", {}))
    _run(session, bots, clock)
    log = session.log()
    return Played(log, score(header, log.events, policy))


def _must(answer: dict[str, Any]) -> None:
    if not answer["ok"]:
        raise ValueError(answer["error"]["message"])


def _run(session: Session, bots: Crew, clock: SteppedClock) -> None:
    """Jump from one thing that is due to the next until the drill has ended."""
    while session.state.phase == "running":
        dues = [session.next_time(), bots.next_due(), session.scenario.length]
        clock.now = max(clock.now, min(due for due in dues if due is not None))
        session.advance()
        bots.step(clock.now)
    if session.state.phase != "ended":
        raise ValueError("the drill stopped before its end; see the log of the program")
