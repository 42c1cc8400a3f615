"""The names that a scenario defines, gathered from the document however broken it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from simulator.model.expr import Vocabulary, nearest
from simulator.model.fields import parse_amount
from simulator.model.scenario import (
    ActionSpec,
    AlertSpec,
    EvidenceSpec,
    FaultSpec,
    InjectSpec,
    Persona,
    Scenario,
    Service,
    SignalSpec,
    TeamSpec,
)
from simulator.model.seats import SCENARIO_SEATS
from simulator.rules.conditions import condition_vocabulary
from simulator.scenario.checks.places import value_place
from simulator.scenario.document import Cursor, Document
from simulator.scenario.explain import legal_name, shown

__all__ = ["Known", "check_name", "gather", "refuse_unknown", "unit_at"]

_LISTED = 12
"""So many known names fit into a message."""


@dataclass(frozen=True)
class Known:
    """Everything that a name in a scenario may refer to.

    ``services`` gives the signals of each service with the kind of their unit (see
    :func:`simulator.model.units.unit_of`), None where the base cannot be read.
    """

    services: dict[str, dict[str, str | None]]
    faults: Sequence[str]
    actions: Sequence[str]
    evidence: Sequence[str]
    teams: Sequence[str]
    personas: Sequence[str]
    alerts: Sequence[str]
    injects: Sequence[str]
    verbs: Collection[str]

    @property
    def speakers(self) -> list[str]:
        """Everybody who may be named: personas and seats."""
        return [*self.personas, *SCENARIO_SEATS]

    @cached_property
    def signals(self) -> dict[str, set[str]]:
        """The signal names of each service."""
        return {name: set(signals) for name, signals in self.services.items()}

    @cached_property
    def series(self) -> frozenset[str]:
        """Every series, as ``service.signal``."""
        return frozenset(
            f"{name}.{signal}" for name, signals in self.services.items() for signal in signals
        )

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What conditions may ask in a scenario of which only the names are known."""
        parts: dict[str, Any] = {
            "services": {
                name: _named(Service, signals=_all_named(SignalSpec, signals))
                for name, signals in self.services.items()
            },
            "faults": _all_named(FaultSpec, self.faults),
            "actions": _all_named(ActionSpec, self.actions),
            "evidence": _all_named(EvidenceSpec, self.evidence),
            "oncall": _all_named(TeamSpec, self.teams),
            "personas": _all_named(Persona, self.personas),
            "alerts": [_named(AlertSpec, alert=name) for name in self.alerts],
            "injects": [_named(InjectSpec, id=name) for name in self.injects],
        }
        return condition_vocabulary(Scenario.model_construct(**parts))


def gather(top: Cursor, verbs: Collection[str]) -> Known:
    """Collect the names that a scenario document defines."""
    services = {
        _legal(name): {
            _legal(signal, "_"): unit_at(spec["base"])
            for signal, spec in service["signals"].entries()
        }
        for name, service in top["services"].entries()
    }
    faults, actions, evidence, teams, personas = (
        [_legal(name) for name, _ in top[section].entries()]
        for section in ("faults", "actions", "evidence", "oncall", "personas")
    )
    alerts = [alert["alert"].text for alert in top["alerts"].each()]
    injects = [inject["id"].text for inject in top["injects"].each()]
    return Known(
        services, faults, actions, evidence, teams, personas, alerts, injects, verbs
    )  # fmt: skip


def _legal(name: str, between: str = "-") -> str:
    """Return how a name is spelled rightly; that it is not is told once, where it is given."""
    return legal_name(name, between) or name


def _named(model: Any, **parts: Any) -> Any:
    """Make a part of a scenario of which nothing but its name is known."""
    return model.model_construct(**parts)


def _all_named(model: Any, names: Collection[str]) -> dict[str, Any]:
    return {name: _named(model) for name in names}


def unit_at(place: Cursor) -> str | None:
    """Return the kind of unit of the amount that stands at a place, if one does."""
    try:
        return parse_amount(place.node.value if place.node else None).unit
    except ValueError:
        return None


def check_name(document: Document, place: Cursor, known: Collection[str], what: str) -> None:
    """Note that the text at a place, if there is one, is none of the known names."""
    if place.text:
        refuse_unknown(document, value_place(place), place.text, known, what)


def refuse_unknown(
    document: Document, place: Cursor, name: str, known: Collection[str], what: str
) -> None:
    """Note that ``name`` is none of the known names, with the nearest or with all of them."""
    if name in known:
        return
    hint = nearest(name, known) or _all(list(known), what)
    document.problem_at_key(place, f"no {what} named {shown(name)}{hint}")


def _all(names: list[str], what: str) -> str:
    if not names:
        return f"; the scenario has no {what}"
    more = ", …" if len(names) > _LISTED else ""
    return f"; known: {', '.join(names[:_LISTED])}{more}"
