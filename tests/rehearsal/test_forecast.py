"""How a drill would go on from where it stands."""

from __future__ import annotations

import pytest

from simulator.model.records import Log, digest
from simulator.model.units import MINUTE
from simulator.rehearsal import FORECAST, IDLE, forecast, play
from simulator.rehearsal.headless import STAFF, Nowhere
from simulator.scenario import Library, load_policy
from simulator.session import Sender, Session, SteppedClock

IMAG = load_policy("imag")


@pytest.fixture(scope="module")
def scenario():
    return Library(()).find("payment-outage").scenario


@pytest.fixture(scope="module")
def played(scenario):
    return play(scenario, IMAG, crew="average", seed=3)


def until(played, minutes):
    t = minutes * MINUTE
    return Log(played.log.header, tuple(r for r in played.log.records if r.t <= t))


def outlooks(scenario, log, minutes, crews=FORECAST):
    return {one.crew: one for one in forecast(scenario, IMAG, log, minutes * MINUTE, crews)}


def live(scenario, header, records=(), until=0):
    clock = SteppedClock(until)
    return clock, Session(
        header=header, scenario=scenario, policy=IMAG, clock=clock, journal=Nowhere(),
        records=records, until=until,
    )  # fmt: skip


def test_a_crew_that_plays_already_goes_on_as_it_does(scenario, played):
    (outlook,) = forecast(scenario, IMAG, until(played, 30), 30 * MINUTE, ["average"])
    events = played.log.events
    resolved = next(e.t for e in events if e.kind == "incident.resolved")
    impact = [(e.t, e.data["level"]) for e in events if e.kind == "impact.changed"]
    assert outlook.resolved_at == resolved
    assert outlook.recovered_at == impact[-1][0]
    assert outlook.mitigated_at < outlook.recovered_at
    assert outlook.ends_at == scenario.length


def test_better_crews_are_done_sooner_and_nobody_is_never(scenario, played):
    found = outlooks(scenario, until(played, 20), 20)
    assert list(found) == list(FORECAST)
    assert found["expert"].mitigated_at < found["average"].mitigated_at
    assert found["expert"].resolved_at < found["average"].resolved_at
    assert found[IDLE].mitigated_at is found[IDLE].recovered_at is found[IDLE].resolved_at is None
    assert all(one.mitigated_at > 20 * MINUTE for one in found.values() if one.crew != IDLE)


def test_equal_logs_give_equal_outlooks_and_the_log_stays_as_it_is(scenario, played):
    log = until(played, 25)
    before = digest(log.records)
    first = forecast(scenario, IMAG, log, 25 * MINUTE)
    assert forecast(scenario, IMAG, log, 25 * MINUTE) == first
    assert digest(log.records) == before


def test_what_has_come_about_keeps_its_time(scenario, played):
    late = outlooks(scenario, until(played, 115), 115)
    early = outlooks(scenario, until(played, 30), 30, ["average"])["average"]
    assert {one.resolved_at for one in late.values()} == {early.resolved_at}
    assert {one.mitigated_at for one in late.values()} == {early.mitigated_at}


def test_people_and_empty_seats_are_played_too(scenario, played):
    _, session = live(scenario, played.log.header)
    for who, seat in (("ana", "ic"), ("eve", "observer"), ("rob", "responder")):
        assert session.submit(Sender(who), "seat.take", {"name": who, "seat": seat})["ok"]
    found = outlooks(scenario, session.log(), 0)
    assert found["expert"].resolved_at is not None
    assert found[IDLE].resolved_at is None
    assert session.state.phase == "lobby", "the drill itself has not begun"


def test_a_paused_drill_is_let_go_on(scenario, played):
    log = until(played, 20)
    clock, session = live(scenario, log.header, log.records, 20 * MINUTE)
    clock.run()
    assert session.submit(STAFF, "drill.pause", {})["ok"]
    paused = outlooks(scenario, session.log(), 20)
    assert paused == outlooks(scenario, log, 20)
    assert session.state.phase == "paused"


def test_a_drill_that_is_over_has_no_outlook(scenario, played):
    with pytest.raises(ValueError, match="nothing to foresee"):
        forecast(scenario, IMAG, played.log, scenario.length)


def test_there_is_no_other_crew_to_foresee_with(scenario, played):
    with pytest.raises(ValueError, match="crew"):
        forecast(scenario, IMAG, until(played, 5), 5 * MINUTE, ["brilliant"])


@pytest.mark.parametrize("crew", ["chaotic", IDLE])
@pytest.mark.parametrize("name", [entry.id for entry in Library(()).entries()])
def test_every_scenario_can_be_taken_over_in_the_middle(name, crew):
    scenario = Library(()).find(name).scenario
    played = play(scenario, IMAG, crew=crew, seed=5)
    found = outlooks(scenario, until(played, 20), 20)
    assert found["expert"].resolved_at is not None
    assert {one.ends_at for one in found.values()} == {scenario.length}
