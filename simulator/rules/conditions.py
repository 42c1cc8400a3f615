"""What a scenario's conditions may ask: signals of the world, and what happened so far.

The vocabulary is checked when a scenario is loaded and answered by the engine while it runs.
"""

from __future__ import annotations

from simulator.model.expr import Signature, Vocabulary
from simulator.model.scenario import Scenario
from simulator.rules.kinds import EVENT_KINDS

__all__ = ["LOG_FUNCTIONS", "condition_vocabulary", "signal_names"]

LOG_FUNCTIONS: dict[str, str] = {
    "since": "time since the last event of a kind, or since the start if there was none",
    "count": "how many events of a kind there were",
    "happened": "whether there was an event of a kind",
    "running": "whether an action is in progress",
    "finished": "whether an action has finished",
    "active": "whether a fault has any strength left",
}
"""Functions over the log and the world, with their meaning."""


def signal_names(scenario: Scenario) -> dict[str, set[str]]:
    """Return the signal names of each service."""
    return {name: set(service.signals) for name, service in scenario.services.items()}


def condition_vocabulary(scenario: Scenario) -> Vocabulary:
    """Return names and functions of conditions in ``scenario``.

    ``impact`` is the share of users hit (0..1), ``now`` the drill time; each signal is a function
    of a service (``errors("checkout")``); the rest are :data:`LOG_FUNCTIONS`.
    """
    by_signal: dict[str, set[str]] = {}
    for service, signals in signal_names(scenario).items():
        for signal in signals:
            by_signal.setdefault(signal, set()).add(service)
    functions = {
        signal: Signature(("str",), "num", {0: frozenset(services)})
        for signal, services in by_signal.items()
    }
    kinds = {0: frozenset(EVENT_KINDS)}
    actions = {0: frozenset(scenario.actions)}
    functions |= {
        "since": Signature(("str",), "dur", kinds),
        "count": Signature(("str",), "num", kinds),
        "happened": Signature(("str",), "bool", kinds),
        "running": Signature(("str",), "bool", actions),
        "finished": Signature(("str",), "bool", actions),
        "active": Signature(("str",), "bool", {0: frozenset(scenario.faults)}),
    }
    return Vocabulary(names={"impact": "num", "now": "dur"}, functions=functions)
