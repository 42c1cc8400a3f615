"""A made-up system of any size, with faults, alerts, actions and injects, as a load."""

from __future__ import annotations

from typing import Any

from simulator.engine.streams import Stream
from simulator.model.scenario import Scenario

__all__ = ["LENGTH_MIN", "synthetic"]

LENGTH_MIN = 105
_SIGNALS: dict[str, tuple[float, str, str]] = {
    "errors": (0.2, "%", "0.06%"),
    "latency_p99": (180, "ms", "6ms"),
    "traffic": (900, "/min", "20/min"),
    "saturation": (45, "%", "1%"),
    "memory": (55, "%", "0.4%"),
    "queue": (12, "", "1"),
}
"""Base, unit and noise of the six signals that every service has."""
_THRESHOLDS: dict[str, tuple[str, tuple[float, float, float]]] = {
    "errors": (">", (0.01, 0.02, 0.05)),
    "latency_p99": (">", (300, 500, 900)),
    "traffic": ("<", (500, 300, 150)),
    "saturation": (">", (0.7, 0.8, 0.9)),
    "memory": (">", (0.75, 0.85, 0.92)),
    "queue": (">", (60, 150, 400)),
}
_WATCHED = ("errors", "latency_p99", "errors", "saturation", "latency_p99", "memory", "queue")
_FOR = ("0", "1m", "2m", "5m")


def synthetic(services: int = 12, alerts: int = 30) -> Scenario:
    """Build a scenario of 105 minutes with ``services`` x 6 noisy series and ``alerts`` rules.

    Calls form a random graph without circles, the same on every machine. One alert in five has two
    conditions. Five faults, two of them begun by actions; injects at times, after events, on
    conditions and on absence.
    """
    draw = Stream(7, "synthetic system")
    return Scenario.model_validate(
        {
            "version": 1,
            "id": "synthetic",
            "title": "A made-up system",
            "brief": "Nothing real.",
            "start": "14:00",
            "length": f"{LENGTH_MIN}m",
            "impact": "svc0.errors",
            "services": {f"svc{n}": _service(n, draw) for n in reversed(range(services))},
            "oncall": {f"team{n}": _team() for n in range(3)},
            "personas": {"boss": {"name": "Boss"}, "deputy": {"name": "Deputy"}},
            "faults": _faults(),
            "alerts": [_alert(n, services) for n in range(alerts)],
            "actions": _actions(),
            "evidence": _evidence(),
            "injects": _injects(),
        }
    )


def _service(number: int, draw: Stream) -> dict[str, Any]:
    """Describe one service; it calls up to three with a lower number."""
    calls = sorted(
        {draw.integer(0, number - 1) for _ in range(draw.integer(1, 3))} if number else ()
    )
    signals = {}
    for name, (base, unit, noise) in _SIGNALS.items():
        value = round(base * draw.uniform(0.8, 1.2), 3)
        signals[name] = {"base": f"{value}{unit}", "noise": noise}
    carried = {"errors": "45%", "latency": "60%"}
    return {
        "team": f"team{number % 3}",
        "calls": {f"svc{n}": carried for n in calls},
        "signals": signals,
    }


def _team() -> list[dict[str, Any]]:
    return [
        {"level": "primary", "who": "ol"},
        {"level": "secondary", "who": "deputy", "answers_after": "8m"},
        {"level": "manager", "who": "boss"},
    ]


def _faults() -> dict[str, Any]:
    def push(**to: str) -> dict[str, Any]:
        return {name: {"to": value, "over": "90s", "shape": "ease"} for name, value in to.items()}

    return {
        "bad-deploy": {
            "service": "svc2",
            "at": "5m",
            "pushes": push(errors="30%", latency_p99="1080ms", saturation="80%", queue="310"),
        },
        "leak": {"service": "svc0", "at": "22m", "pushes": push(memory="95%", latency_p99="720ms")},
        "storm": {
            "service": "svc1",
            "pushes": push(traffic="270/min", saturation="85%", queue="510"),
        },
        "cold-cache": {"service": "svc1", "pushes": push(latency_p99="900ms", errors="6%")},
        "extra-load": {"service": "svc3", "pushes": push(saturation="70%")},
    }


def _alert(number: int, services: int) -> dict[str, Any]:
    service, signal = number % services, _WATCHED[number % len(_WATCHED)]
    op, levels = _THRESHOLDS[signal]
    expr = f'{signal}{{service="svc{service}"}} {op} {levels[number % 3]}'
    if number % 5 == 4:
        other = "errors" if signal == "latency_p99" else "latency_p99"
        expr += f' and {other}{{service="svc{service}"}} > {_THRESHOLDS[other][1][0]}'
    severity = "ticket" if number % 3 == 2 else "page"
    return {
        "alert": f"A{number}",
        "expr": expr,
        "for": _FOR[number % 4] if number % 4 else 0,
        "labels": {"severity": severity, "team": f"team{service % 3}"},
    }


def _actions() -> dict[str, Any]:
    def action(component: str, takes: str, **more: Any) -> dict[str, Any]:
        return {"title": f"Work on {component}", "component": component, "takes": takes, **more}

    return {
        "rollback": action("svc2", "25m", clears=["bad-deploy"], stages=4, over="60s"),
        "shift": action("svc3", "5m", eases={"bad-deploy": "60%"}, starts=["extra-load"]),
        "restart-db": action("svc1", "2m", starts=["cold-cache"]),
        "flush": action("svc9", "1m", starts=["storm"]),
        "fix-leak": action("svc0", "8m", clears=["leak"]),
    }


def _evidence() -> dict[str, Any]:
    return {
        "dashboard": {
            "title": "Dashboard",
            "kind": "dashboard",
            "takes": "1m",
            "series": ["svc0.errors", "svc2.errors"],
            "lines": [{"text": 'Errors {errors("svc2")}', "when": 'errors("svc2") > 5%'}],
        },
        "deploys": {"title": "Deploys", "kind": "changes", "takes": "30s"},
        "logs": {
            "title": "Logs",
            "kind": "logs",
            "takes": "1m",
            "lines": [{"text": "ERROR bad deploy", "when": 'active("bad-deploy")'}],
        },
    }


def _injects() -> list[dict[str, Any]]:
    def inject(name: str, **more: Any) -> dict[str, Any]:
        return {"id": name, "from": "boss", "channel": "dm-ic", "text": "Well?", **more}

    return [
        inject("asks-status", at="15m"),
        inject("tweet", at="45m", channel="social"),
        inject("press", at="70m", channel="press"),
        inject("angry", absent={"event": "incident.declared", "for": "15m"}),
        inject("silence", absent={"event": "statuspage.posted", "for": "30m"}),
        inject("revenue", when='impact > 10% and not happened("incident.resolved")'),
        inject("after", after={"incident.declared": "20m"}),
    ]
