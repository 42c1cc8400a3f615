"""What a source of evidence shows at this moment, rendered from the world's state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from simulator.engine.core import Core
from simulator.engine.showing import Showing
from simulator.engine.slo import budget
from simulator.engine.system import System
from simulator.model.scenario import Slo, Span, Step
from simulator.model.template import NO_DATA
from simulator.model.units import HOUR, quantity_text

__all__ = ["Rendering"]

_FELT = ("support", "synthetic")
"""Kinds that no monitor stands before: customers, and tests that do what customers do."""
_LONGEST_SPAN = float(HOUR)
"""Milliseconds; whatever an expression says, no span is longer."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a span lies: its start and the place for the next one inside it, both in ms."""

    start: float
    depth: int


class Rendering:
    """All sources as monitors show them."""

    def __init__(self, core: Core, system: System, showing: Showing) -> None:
        self._core = core
        self._system = system
        self._showing = showing

    def content(self, source: str) -> dict[str, Any]:
        """Return lines and readings of a source, and the parts that only some kinds have."""
        spec = self._core.scenario.evidence[source]
        write = self._showing.felt if spec.kind in _FELT else self._showing.lines
        out: dict[str, Any] = {
            "lines": write(spec.lines),
            "readings": [self._reading(name) for name in spec.series],
        }
        if spec.spans:
            out["spans"] = self._spans(spec.spans)
        if spec.steps:
            out["steps"] = [self._step(step) for step in spec.steps]
        if spec.slo is not None:
            out["slo"] = self._slo(spec.slo)
        return out

    def _reading(self, name: str) -> dict[str, Any]:
        series = self._system.series[name]
        value = series.observed(self._showing.tick)
        out: dict[str, Any] = {"series": name, "value": None, "unit": series.unit, "text": NO_DATA}
        if value is not None:
            out |= {"value": round(value, 5), "text": quantity_text(value, series.unit)}
        return out

    def _spans(self, specs: list[Span]) -> list[dict[str, Any]]:
        """Lay out the spans of a trace; one whose length no monitor shows leaves a gap."""
        places: dict[str | None, _Place] = {None: _Place(0.0, -1)}
        ends: dict[str | None, float] = {}
        out: list[dict[str, Any]] = []
        for spec in specs:
            inside = spec.inside if spec.inside in places else None
            parent = places[inside]
            start = ends.get(inside, parent.start)
            if spec.starts is not None:
                start = parent.start + self._ms(spec.starts)
            takes = self._showing.number(spec.takes)
            length = _limited(takes)
            ends[inside] = start + length
            places[spec.name] = _Place(start, parent.depth + 1)
            ends.pop(spec.name, None)  # a name that comes again begins anew inside
            if takes is not None:
                out.append(
                    {
                        "name": spec.name,
                        "service": spec.service,
                        "start": round(start, 1),
                        "ms": round(length, 1),
                        "depth": parent.depth + 1,
                    }
                )
        return out

    def _step(self, step: Step) -> dict[str, Any]:
        scenario = self._core.scenario
        do = scenario.actions.get(step.do or "")
        look = scenario.evidence.get(step.look or "")
        return {
            "text": step.text,
            "do": step.do,
            "do_title": do.title if do else "",
            "look": step.look,
            "look_title": look.title if look else "",
        }

    def _slo(self, slo: Slo) -> dict[str, Any] | None:
        """Return the state of an error budget, or None while nobody measures it."""
        series = self._system.series
        if series[slo.series].observed(self._showing.tick) is None:
            return None
        traffic = series.get(f"{slo.series.partition('.')[0]}.traffic")
        return budget(slo, series[slo.series], traffic, self._core.now)

    def _ms(self, source: str) -> float:
        return _limited(self._showing.number(source))


def _limited(value: float | None) -> float:
    """Keep a length to what can be drawn; what is no number at all is 0."""
    return min(max(0.0, value), _LONGEST_SPAN) if value is not None else 0.0
