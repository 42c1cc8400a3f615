"""Load, retries, capacity and counts: one law a test, in numbers that a person can check."""

from __future__ import annotations

import pytest

from simulator.engine.network import Network
from simulator.engine.propagation import ROUNDS, Propagation
from simulator.model.scenario import Service
from simulator.model.signals import Series
from simulator.model.units import MINUTE, SECOND


def _service(calls=None, capacity=None, **signals):
    node = {"calls": calls or {}, "signals": {name: _spec(one) for name, one in signals.items()}}
    return node | ({"capacity": capacity} if capacity else {})


def _spec(one):
    return one if isinstance(one, dict) else {"base": one}


def _fault(service, **pushes):
    return {"service": service, "at": "2m", "pushes": pushes}


@pytest.fixture
def rest(play, small):
    """Play a fault in a world of some services until everything has come to rest."""

    def settle(services, fault, impact="web.errors"):
        drill = play(
            small(services=services, faults={"f": fault}, actions={}, impact=impact, length="10m")
        )
        drill.end()
        return {name: one.current.to for name, one in drill.state.series.items()}, drill

    return settle


def test_a_callee_gets_the_load_of_its_callers_in_proportion_to_theirs(rest):
    services = {
        "web": _service({"api": {}}, errors="0%", traffic="900/min"),
        "batch": _service({"api": {}}, traffic="100/min"),
        "api": _service({"db": {}}, traffic="400/min"),
        "db": _service(traffic="4000/min"),
    }
    now, _ = rest(services, _fault("web", traffic={"to": "1800/min"}))
    # Nine tenths of it come from web, which doubles.
    assert now["api.traffic"] == pytest.approx(400 * 1.9)
    assert now["db.traffic"] == pytest.approx(4000 * 1.9)
    assert now["batch.traffic"] == 100


def test_callers_without_a_traffic_of_their_own_share_equally_and_pass_load_on(rest):
    services = {
        "web": _service({"edge": {}}, errors="0%", traffic="900/min"),
        "edge": _service({"api": {}}),
        "cron": _service({"api": {}}, traffic="5/min"),
        "api": _service(traffic="400/min"),
    }
    now, _ = rest(services, _fault("web", traffic={"to": "450/min"}))
    assert now["api.traffic"] == pytest.approx(400 * 0.75)


def test_a_service_without_traffic_at_rest_loads_nobody(rest):
    services = {
        "web": _service({"api": {}}, errors="0%", traffic="0/min"),
        "api": _service(traffic="400/min"),
    }
    now, _ = rest(services, _fault("web", traffic={"to": "450/min"}))
    assert (now["web.traffic"], now["api.traffic"]) == (450, 400)


@pytest.mark.parametrize(
    ("base", "to", "retries", "factor"),
    [
        ("0%", "50%", 2, 1.75),
        ("0%", "100%", 3, 4.0),
        ("0%", "50%", 0, 1.0),
        ("10%", "50%", 2, 1.75 / 1.11),
    ],
)
def test_retries_multiply_the_traffic_of_a_callee_that_fails(rest, base, to, retries, factor):
    services = {
        "web": _service({"api": {"retries": retries}}, errors="0%", traffic="100/min"),
        "api": _service(errors=base, traffic="300/min"),
    }
    now, _ = rest(services, _fault("api", errors={"to": to}))
    assert now["api.traffic"] == pytest.approx(300 * factor)
    assert now["web.traffic"] == 100


def _limited(capacity):
    return {
        "web": _service({"db": {}}, errors="0%", traffic="1000/min"),
        "db": _service(
            {"disk": {}}, capacity,
            errors="1%", traffic="1000/min", saturation="40%", latency_p99="20ms",
        ),
        "disk": _service(traffic="500/min"),
    }  # fmt: skip


def test_below_its_capacity_a_service_is_only_more_saturated(rest):
    now, _ = rest(_limited("2000/min"), _fault("web", traffic={"to": "1400/min"}))
    assert now["db.saturation"] == pytest.approx(0.4 + 400 / 2000)
    assert (now["db.errors"], now["db.latency_p99"]) == (0.01, 20.0)
    assert now["disk.traffic"] == pytest.approx(700)


def test_beyond_it_the_rest_is_turned_away_and_everything_is_slow(rest):
    now, _ = rest(_limited("1800/min"), _fault("web", traffic={"to": "2000/min"}))
    assert now["db.errors"] == pytest.approx(0.01 + 0.1)
    assert now["web.errors"] == pytest.approx(0.1)
    # A tenth is half of the fifth at which it is ten times as slow.
    assert now["db.latency_p99"] == pytest.approx(20 * 5.5)
    # What was turned away never gets to the disk.
    assert now["disk.traffic"] == pytest.approx(500 * 1.8)


def test_it_never_gets_slower_than_ten_times(rest):
    now, _ = rest(_limited("1800/min"), _fault("web", traffic={"to": "90000/min"}))
    assert now["db.latency_p99"] == 200.0
    assert now["db.saturation"] == 1.0


def test_a_capacity_below_its_own_rest_leaves_a_service_at_rest(rest):
    now, _ = rest(_limited("10/min"), _fault("disk", traffic={"to": "900/min"}))
    assert (now["db.errors"], now["db.saturation"]) == (0.01, 0.4)


def test_a_retry_storm_is_worked_out_in_a_fixed_number_of_rounds(rest):
    services = {
        "web": _service({"db": {"retries": 3}}, errors="0%", traffic="900/min"),
        "db": _service(capacity="1500/min", errors="0%", traffic="900/min"),
    }
    now, drill = rest(services, _fault("db", errors={"to": "60%"}))
    error = 0.6
    for _ in range(ROUNDS):
        traffic = 900 * (1 + error + error**2 + error**3)
        error = min(1.0, 0.6 + max(0.0, 1 - 1500 / traffic))
    assert (now["db.traffic"], now["db.errors"]) == pytest.approx((traffic, error))
    assert error > 0.9
    # However often it is aimed again, it stays where it is.
    assert len(drill.of("signal.moved")) == 3


def _shop(errors, **counted):
    return {
        "web": _service(
            errors=errors, traffic="900/min",
            **{name: {"base": base, "counts": name} for name, base in counted.items()},
        )
    }  # fmt: skip


def test_counting_signals_follow_errors(rest):
    services = _shop("0.4%", requests="900/min", successes="450/min", failures="3.6/min")
    now, _ = rest(services, _fault("web", errors={"to": "40%"}))
    assert now["web.requests"] == 900
    assert now["web.successes"] == pytest.approx(450 * 0.6 / 0.996)
    assert now["web.failures"] == pytest.approx(360)


def test_counting_signals_follow_traffic(rest):
    services = _shop("0.4%", requests="90/min", successes="450/min", failures="3.6/min")
    now, _ = rest(services, _fault("web", traffic={"to": "1800/min"}))
    assert now["web.requests"] == 180
    assert now["web.successes"] == pytest.approx(900)
    assert now["web.failures"] == pytest.approx(7.2)


@pytest.mark.parametrize(("errors", "base"), [("0%", "0/min"), ("1%", "0/min"), ("0%", "5/min")])
def test_failures_that_are_none_at_rest_are_those_of_the_traffic(rest, errors, base):
    now, _ = rest(_shop(errors, failures=base), _fault("web", errors={"to": "41%"}))
    rest_errors = 0.01 if errors == "1%" else 0.0
    usual = 5.0 if base == "5/min" else 0.0
    assert now["web.failures"] == pytest.approx(usual + 900 * (0.41 - rest_errors))


def test_successes_of_a_service_that_always_fails_go_by_its_requests(rest):
    services = _shop("100%", successes="10/min")
    now, _ = rest(services, _fault("web", traffic={"to": "450/min"}))
    assert now["web.successes"] == 5.0


def test_a_count_can_be_pushed_on_top_and_keeps_its_limits(rest):
    services = _shop("1%")
    services["web"]["signals"]["orders"] = {
        "base": "90/min", "counts": "requests", "min": "80/min", "max": "120/min",
    }  # fmt: skip
    fault = _fault("web", traffic={"to": "1000/min"}, orders={"to": "95/min"})
    assert rest(services, fault)[0]["web.orders"] == pytest.approx(105)
    assert rest(services, _fault("web", traffic={"to": "9000/min"}))[0]["web.orders"] == 120
    assert rest(services, _fault("web", traffic={"to": "0/min"}))[0]["web.orders"] == 80


def test_everything_moves_as_the_slowest_of_what_moves_it(rest):
    services = _limited("1200/min")
    services["web"]["signals"]["orders"] = {"base": "9/min", "counts": "successes"}
    slow = {"to": "2000/min", "over": "90s", "shape": "ease"}
    _, drill = rest(services, _fault("web", traffic=slow, errors={"to": "50%", "over": "10s"}))
    moves = {e.data["series"]: (e.data["over"], e.data["shape"]) for e in drill.of("signal.moved")}
    assert moves.pop("web.errors") == (10 * SECOND, "linear")
    assert set(moves.values()) == {(90 * SECOND, "ease")}
    assert set(moves) == {
        "web.traffic", "web.orders", "disk.traffic",
        "db.traffic", "db.errors", "db.latency_p99", "db.saturation",
    }  # fmt: skip


def test_load_passes_on_its_motion_through_a_service_without_traffic(rest):
    services = {
        "web": _service({"edge": {}}, errors="0%", traffic="900/min"),
        "edge": _service({"api": {}}),
        "api": _service(traffic="400/min"),
    }
    _, drill = rest(services, _fault("web", traffic={"to": "0/min", "over": "30s"}))
    assert {e.data["over"] for e in drill.of("signal.moved")} == {30 * SECOND}


def test_only_what_pushes_can_reach_is_worked_out():
    nodes = {
        "web": _service({"api": {}}, errors="0%", traffic="900/min", own=1),
        "api": _service({"db": {"retries": 1}}, errors="0%", traffic="900/min"),
        "db": _service(errors="0%", traffic="10/min"),
    }
    services = {name: Service.model_validate(node) for name, node in nodes.items()}
    series = {
        f"{name}.{signal}": Series(f"{name}.{signal}", spec.base.value, unit=spec.base.unit)
        for name, node in services.items()
        for signal, spec in node.signals.items()
    }
    network = Network(services, series)
    assert Propagation(network, []).targets({}) == {}
    one, two = (
        Propagation(network, ["api.errors"]),
        Propagation(network, ["api.errors", "db.errors"]),
    )
    assert one.targets({"api.errors": 0.5}) == {"api.errors": 0.5, "web.errors": 0.5}
    assert two.targets({"db.errors": 0.5}) == {
        "db.errors": 0.5, "api.errors": 0.5, "web.errors": 0.5, "db.traffic": 15.0,
    }  # fmt: skip


def test_nothing_of_this_touches_a_world_without_it(play, payment):
    drill = play(payment)
    drill.to(30 * MINUTE)
    assert not [e for e in drill.of("signal.moved") if e.data["series"].endswith(".traffic")]
