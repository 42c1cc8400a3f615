"""One headless drill from lobby to end, played by bots as fast as the machine can."""

from __future__ import annotations

from dataclasses import dataclass

from simulator import ENGINE_VERSION
from simulator.bots import CREWS as BOT_CREWS
from simulator.bots import PROBES
from simulator.model.policy import Policy
from simulator.model.records import Header, Log, digest
from simulator.model.scenario import Scenario
from simulator.model.score import Scorecard
from simulator.model.seats import CORE_ROLES, ROLE_TITLES
from simulator.rehearsal.crewed import Crew
from simulator.rehearsal.facts import header_facts
from simulator.rehearsal.headless import STAFF, Nowhere, must, run_out
from simulator.scenario import load_rubric
from simulator.scoring import score
from simulator.session import Sender, Session, SteppedClock

__all__ = ["CREWS", "IDLE", "Played", "new_header", "play"]

IDLE = "idle"
"""The crew that takes its seats and does nothing: the drill as it runs by itself."""

CREWS: tuple[str, ...] = (*BOT_CREWS, *PROBES, IDLE)
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


def new_header(
    drill: str, scenario: Scenario, scenario_digest: str, policy: Policy, seed: int
) -> Header:
    """Return the header of a new drill: what is known of it before it starts."""
    zone = {} if scenario.zone == "UTC" else {"zone": scenario.zone}
    about = {"id": scenario.id, "title": scenario.title, "digest": scenario_digest}
    return Header(
        drill=drill,
        scenario=about | zone,
        policy=policy.policy,
        seed=seed,
        engine=ENGINE_VERSION,
        clock0=scenario.start,
        facts=header_facts(scenario, policy),
    )


def play(
    scenario: Scenario, policy: Policy, *, crew: str, seed: int, scenario_digest: str = ""
) -> Played:
    """Play a drill with one crew in the three core seats, and score it.

    The crew ``idle`` sits there and does nothing; the others are bots. Probes are no crew that a
    room offers, so they sit down as people do.

    Raises:
        ValueError: if the drill cannot be started (an unknown crew).
    """
    drill = f"{scenario.id}-{crew}-{seed}"
    header = new_header(drill, scenario, scenario_digest, policy, seed)
    clock = SteppedClock()
    session = Session(
        header=header, scenario=scenario, policy=policy, clock=clock, journal=Nowhere()
    )
    for seat in CORE_ROLES:
        if crew == IDLE or crew in PROBES:
            taken = {"name": ROLE_TITLES[seat], "seat": seat}
            must(session.submit(Sender(seat), "seat.take", taken))
        else:
            must(session.submit(STAFF, "seat.bot", {"seat": seat, "crew": crew}))
    bots = Crew(session, crew if crew in PROBES else "")
    must(session.submit(STAFF, "drill.start", {}))
    run_out(session, bots, clock)
    log = session.log()
    return Played(log, score(header, log.events, policy, load_rubric()))
