from __future__ import annotations

import pytest

from simulator.engine.blueprint import resting_noise
from simulator.engine.network import callees_first
from simulator.model.scenario import Service, SignalSpec
from simulator.model.signals import NOISE_BOUND
from simulator.model.units import MINUTE, SECOND


@pytest.mark.parametrize(
    ("spec", "sd"),
    [
        ({"base": "900/min"}, 18.0),
        ({"base": "400ms"}, 12.0),
        ({"base": "1%"}, 0.002),
        ({"base": "60%"}, 0.01),
        ({"base": 50}, 1.5),
        ({"base": "0%"}, 0.0),
        ({"base": "1%", "noise": "3%"}, 0.03),
    ],
)
def test_noise_at_rest(spec, sd):
    signal = SignalSpec.model_validate(spec)
    assert resting_noise(signal) == pytest.approx(sd)
    if "noise" not in spec:
        # Never as far as twice the base, so a threshold up there is quiet at rest.
        assert resting_noise(signal) * NOISE_BOUND <= 0.7 * signal.base.value


def _service(*calls):
    return Service.model_validate({"calls": list(calls), "signals": {}})


def test_services_come_after_what_they_call():
    services = {"a": _service("c", "b"), "b": _service("c"), "c": _service(), "d": _service("a")}
    assert callees_first(services) == ["c", "b", "a", "d"]
    assert callees_first(dict(reversed(services.items()))) == ["c", "b", "a", "d"]


def test_a_circle_of_calls_is_refused():
    with pytest.raises(ValueError, match="a -> b -> a"):
        callees_first({"a": _service("b"), "b": _service("a")})


def _defined(drill):
    return {e.data["series"]: e.data for e in drill.of("signal.defined")}


def test_signals_are_defined_at_the_start_in_the_order_of_their_names(play, small):
    drill = play(small(noise="on"))
    defined = _defined(drill)
    assert list(defined) == ["api.errors", "api.latency_p99", "api.traffic", "shop.errors"]
    assert defined["shop.errors"] == {
        "series": "shop.errors",
        "service": "shop",
        "signal": "errors",
        "base": 0.01,
        "unit": "share",
        "noise": 0.002,
        "low": 0.0,
        "high": 1.0,
    }
    assert defined["api.traffic"]["high"] is None
    assert drill.of("signal.defined")[0].t == 0


def test_without_noise_there_is_none(play, small):
    assert all(d["noise"] == 0.0 for d in _defined(play(small(noise="off"))).values())


def _chain(share, **push):
    return {
        "services": {
            "shop": {
                "calls": {"api": {"errors": share, "latency": "50%"}},
                "signals": {"errors": {"base": "1%"}, "latency_p99": {"base": "300ms"}},
            },
            "api": {
                "calls": ["db"],
                "signals": {"errors": {"base": "0%"}, "latency_p99": {"base": "200ms"}},
            },
            "db": {"signals": {"latency_p99": {"base": "20ms"}, "errors": {"base": "0%"}}},
        },
        "faults": {"bug": {"service": "db", "at": "2m", "pushes": push}},
    }


def _moves(drill):
    return {
        e.data["series"]: (e.data["v0"], e.data["to"], e.data["over"], e.data["shape"])
        for e in drill.of("signal.moved")
    }


def test_errors_and_latency_reach_the_callers_in_their_share(play, small):
    drill = play(
        small(
            **_chain(
                "50%",
                errors={"to": "40%", "over": "30s"},
                latency_p99={"to": "1020ms", "over": "1m", "shape": "ease"},
            )
        )
    )
    drill.to(5 * MINUTE)
    moves = _moves(drill)
    assert moves["db.errors"] == (0.0, 0.4, 30 * SECOND, "linear")
    assert moves["api.errors"] == (0.0, 0.4, 30 * SECOND, "linear")
    assert moves["shop.errors"] == (0.01, pytest.approx(0.21), 30 * SECOND, "linear")
    assert moves["api.latency_p99"] == (200.0, 1200.0, MINUTE, "ease")
    assert moves["shop.latency_p99"] == (300.0, 800.0, MINUTE, "ease")


def test_a_share_never_exceeds_one_nor_does_what_callers_feel(play, small):
    parts = _chain("100%", errors={"to": "90%"})
    parts["faults"]["more"] = {"service": "api", "at": "3m", "pushes": {"errors": {"to": "80%"}}}
    drill = play(small(**parts))
    drill.to(5 * MINUTE)
    moves = _moves(drill)
    assert moves["api.errors"][1] == 1.0
    assert moves["shop.errors"][1] == 1.0


def test_faults_on_one_signal_add_up(play, small):
    faults = {
        "one": {"service": "api", "at": "2m", "pushes": {"latency_p99": {"to": "500ms"}}},
        "two": {"service": "api", "at": "3m", "pushes": {"latency_p99": {"to": "300ms"}}},
        "dip": {"service": "api", "at": "3m", "pushes": {"traffic": {"to": "150/min"}}},
    }
    drill = play(small(faults=faults))
    drill.to(5 * MINUTE)
    moves = _moves(drill)
    assert moves["api.latency_p99"][:2] == (500.0, 600.0)
    assert moves["api.traffic"][:2] == (600.0, 150.0)


def test_a_moving_signal_is_aimed_anew_from_where_it_is(play, small):
    faults = {
        "one": {"service": "api", "at": "2m", "pushes": {"errors": {"to": "40%", "over": "2m"}}},
        "two": {"service": "api", "at": "3m", "pushes": {"errors": {"to": "20%", "over": "1m"}}},
    }
    drill = play(small(faults=faults))
    drill.to(5 * MINUTE)
    move = drill.of("signal.moved")[-2]
    assert (move.t, move.data["series"]) == (3 * MINUTE, "api.errors")
    assert (move.data["v0"], move.data["to"]) == pytest.approx((0.2, 0.6))


def test_only_signals_whose_target_changes_move(play, small):
    drill = play(small())
    drill.to(5 * MINUTE)
    assert {e.data["series"] for e in drill.of("signal.moved")} == {"api.errors", "shop.errors"}


def test_an_author_can_say_between_which_limits_a_signal_stays(play, small):
    signals = {"errors": {"base": "1%"}, "queue": {"base": 10, "min": 4, "max": 30},
               "drift": {"base": 0, "min": -20}}  # fmt: skip
    pushes = {"queue": {"to": 90}, "drift": {"to": -50}}
    parts = {
        "services": {"shop": {"signals": signals}},
        "faults": {
            "high": {"service": "shop", "at": "2m", "pushes": pushes},
            "low": {"service": "shop", "at": "4m", "pushes": {"queue": {"to": -500}}},
        },
        "actions": {},
    }
    drill = play(small(**parts))
    limits = {name: (d["low"], d["high"]) for name, d in _defined(drill).items()}
    assert limits == {
        "shop.drift": (-20.0, None), "shop.errors": (0.0, 1.0), "shop.queue": (4.0, 30.0),
    }  # fmt: skip
    drill.to(3 * MINUTE)
    assert _moves(drill)["shop.queue"][1] == 30.0
    assert _moves(drill)["shop.drift"][1] == -20.0
    drill.to(5 * MINUTE)
    assert _moves(drill)["shop.queue"][1] == 4.0
