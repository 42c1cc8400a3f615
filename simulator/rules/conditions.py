"""What a scenario's conditions may ask: signals of the world, and what happened so far.

The vocabulary is checked when a scenario is loaded and answered by the engine while it runs.
``docs/conditions.md`` is made from it (:mod:`simulator.rules.conditions_page`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from simulator.model.expr import Signature, Vocabulary
from simulator.model.scenario import Scenario
from simulator.rules.kinds import EVENT_KINDS

__all__ = ["NAMES", "TERMS", "Term", "condition_vocabulary", "signal_names"]

About = Literal["event", "action", "fault", "alert", "team", "source", "inject"]


@dataclass(frozen=True, slots=True)
class Term:
    """One function of the vocabulary: what it is asked about, what it gives, and what it means."""

    about: About
    gives: str
    means: str
    turns_with: tuple[str, ...] = ()
    """The kinds of events with which alone its answer can change; empty: those it is asked about.

    The engine looks at a condition again only then.
    """


NAMES: dict[str, tuple[str, str]] = {
    "impact": ("num", "the share of users hit, from 0 to 1"),
    "now": ("dur", "the time since the start of the drill"),
}
"""Names without brackets: their type and their meaning."""

_RUNS = ("action.started", "action.finished", "action.failed", "action.aborted")
_FAULTS = ("fault.started", "fault.changed", "fault.cleared")
_ALERTS = ("alert.fired", "alert.resolved")
_COMING = ("inject.delivered", "inject.exec_question")

TERMS: dict[str, Term] = {
    "happened": Term("event", "bool", "whether there was an event of that kind"),
    "count": Term("event", "num", "how many events of that kind there were"),
    "since": Term("event", "dur", "the time since the last one; without one, since the start"),
    "running": Term("action", "bool", "whether it is in progress", _RUNS),
    "finished": Term("action", "bool", "whether it has come to its end", _RUNS),
    "failed": Term("action", "bool", "whether it has failed, once at least", _RUNS),
    "undone": Term("action", "bool", "whether it was undone, and not done again since", _RUNS),
    "active": Term("fault", "bool", "whether it has begun and has any strength left", _FAULTS),
    "strength": Term(
        "fault", "num", "how strong it is; 1 is what its pushes say, 0 is none", _FAULTS
    ),
    "firing": Term("alert", "bool", "whether it fires at this moment", _ALERTS),
    "joined": Term(
        "team", "bool", "whether somebody of it has joined after a request", ("responder.joined",)
    ),
    "looked": Term(
        "source", "bool", "whether anybody has seen what it shows", ("evidence.viewed",)
    ),
    "captured": Term(
        "source", "bool", "whether somebody kept what it shows, named by it", ("evidence.captured",)
    ),
    "delivered": Term("inject", "bool", "whether it has reached the team", _COMING),
    "answered": Term("inject", "bool", "whether somebody has answered it", ("query.answered",)),
    "expired": Term(
        "inject", "bool", "whether what it expects did not come in time, ever", ("inject.expired",)
    ),
}
"""Functions over the log and the world. A signal of the same name cannot be asked for."""


def signal_names(scenario: Scenario) -> dict[str, set[str]]:
    """Return the signal names of each service."""
    return {name: set(service.signals) for name, service in scenario.services.items()}


def condition_vocabulary(scenario: Scenario) -> Vocabulary:
    """Return names and functions of conditions in ``scenario``.

    They are :data:`NAMES` and :data:`TERMS`; and each signal is a function of a service
    (``errors("checkout")``).
    """
    by_signal: dict[str, set[str]] = {}
    for service, signals in signal_names(scenario).items():
        for signal in signals:
            by_signal.setdefault(signal, set()).add(service)
    functions = {
        signal: Signature(("str",), "num", {0: frozenset(services)})
        for signal, services in by_signal.items()
    }
    known = _known(scenario)
    for name, term in TERMS.items():
        functions[name] = Signature(("str",), term.gives, {0: known[term.about]})
    return Vocabulary({name: kind for name, (kind, _) in NAMES.items()}, functions)


def _known(scenario: Scenario) -> dict[About, frozenset[str]]:
    """Return the texts that a function can be asked about."""
    return {
        "event": frozenset(EVENT_KINDS),
        "action": frozenset(scenario.actions),
        "fault": frozenset(scenario.faults),
        "alert": frozenset(alert.alert for alert in scenario.alerts),
        "team": frozenset(scenario.oncall),
        "source": frozenset(scenario.evidence),
        "inject": frozenset(inject.id for inject in scenario.injects),
    }
