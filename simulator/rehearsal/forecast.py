"""How a drill would go on from here without its people: for whoever wonders when it will be over.

A copy of the drill stands at the moment of asking and is played out by bots. The drill itself is
not touched. Nobody's skill is measured by it: bots take the seats as they find them, and the world
keeps the chance that it has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.model.policy import Policy
from simulator.model.records import Log
from simulator.model.scenario import Scenario
from simulator.model.seats import CORE_ROLES
from simulator.rehearsal.crewed import Crew
from simulator.rehearsal.headless import STAFF, Nowhere, must, run_out
from simulator.rehearsal.play import IDLE
from simulator.scoring import Trace
from simulator.session import Session, SteppedClock

__all__ = ["FORECAST", "Outlook", "forecast"]

FORECAST: tuple[str, ...] = ("expert", "average", IDLE)
"""The crews whose going on says most: the best, the usual, and nobody at all."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """When things would come about, in ms of drill time; None for what would not in this drill.

    What has come about already has its own time, also if that was before the moment of asking.
    """

    crew: str
    mitigated_at: int | None
    """Users are hit at most half as hard as at the worst."""
    recovered_at: int | None
    """Users are well, and stay so."""
    resolved_at: int | None
    """The incident is declared resolved, and stays so."""
    ends_at: int


def forecast(
    scenario: Scenario,
    policy: Policy,
    log: Log,
    t: int,
    crews: Sequence[str] = FORECAST,
) -> tuple[Outlook, ...]:
    """Return how each crew would bring a drill to its end that stands at ``t`` (ms) now.

    Every seat is the crew's from then on, also those of people and of other bots, and it fills
    those core seats that nobody has; with ``idle`` nobody does anything more. Equal logs give
    equal outlooks. One crew costs about what is left of a rehearsal: well below a second.

    Raises:
        ValueError: if the drill is over, or there is no such crew.
        Refusal, InputError: if the log cannot be carried out again (another scenario or engine).
    """
    return tuple(_outlook(scenario, policy, log, t, crew) for crew in crews)


def _outlook(scenario: Scenario, policy: Policy, log: Log, t: int, crew: str) -> Outlook:
    session, clock = _copy(scenario, policy, log, t)
    if session.state.phase == "ended":
        raise ValueError("the drill is over: there is nothing to foresee")
    if crew != IDLE:
        _fill(session, crew)
    _set_going(session, clock)
    run_out(session, None if crew == IDLE else Crew(session, crew, alike=True), clock)
    return _read(session, crew)


def _copy(scenario: Scenario, policy: Policy, log: Log, t: int) -> tuple[Session, SteppedClock]:
    """Return a drill of its own that stands where the log does, and its clock."""
    clock = SteppedClock(t)
    session = Session(
        header=log.header, scenario=scenario, policy=policy, clock=clock, journal=Nowhere(),
        records=log.records, until=t,
    )  # fmt: skip
    return session, clock


def _fill(session: Session, crew: str) -> None:
    for seat in CORE_ROLES:
        if session.state.seated(seat) is None:
            must(session.submit(STAFF, "seat.bot", {"seat": seat, "crew": crew}))


def _set_going(session: Session, clock: SteppedClock) -> None:
    verb = {"lobby": "drill.start", "paused": "drill.resume"}.get(session.state.phase)
    if verb:
        must(session.submit(STAFF, verb, {}))
    clock.run()


def _read(session: Session, crew: str) -> Outlook:
    log = session.log()
    trace = Trace(log.header, log.events, session.policy)
    ended = next(event.t for event in reversed(log.events) if event.kind == "drill.ended")
    return Outlook(
        crew=crew,
        mitigated_at=trace.impact.halved_at(),
        recovered_at=trace.impact.recovered_at,
        resolved_at=trace.closed.t if trace.closed else None,
        ends_at=ended,
    )
