"""Folding: the world behind the curtain."""

from __future__ import annotations

from typing import Any

from simulator.model.records import Event
from simulator.model.signals import Segment, Series
from simulator.model.state import DrillState
from simulator.rules.fold.register import on

__all__ = ["define"]


def define(state: DrillState, event: Event, seed: int) -> None:
    """Begin a series; its noise is a function of the drill's seed."""
    data = event.data
    state.series[data["series"]] = Series(
        data["series"],
        data["base"],
        unit=data["unit"],
        amplitude=data["noise"],
        low=data["low"],
        high=float("inf") if data["high"] is None else data["high"],
        seed=seed,
    )


@on("signal.moved")
def _move(state: DrillState, event: Event, data: Any) -> None:
    segment = Segment(event.t, data["v0"], data["to"], data["over"], data["shape"])
    state.series[data["series"]].move(segment)


@on("monitor.failed")
def _blind(state: DrillState, event: Event, data: Any) -> None:
    state.series[data["series"]].fail(event.t, data["mode"])


@on("monitor.recovered")
def _sees(state: DrillState, event: Event, data: Any) -> None:
    state.series[data["series"]].recover(event.t)


@on("fault.started", "fault.changed")
def _fault(state: DrillState, _event: Event, data: Any) -> None:
    state.faults[data["fault"]] = data["strength"]
    state.cleared.discard(data["fault"])


@on("fault.cleared")
def _fault_over(state: DrillState, _event: Event, data: Any) -> None:
    state.faults[data["fault"]] = 0.0
    state.cleared.add(data["fault"])


@on("world.nudged")
def _nudge(state: DrillState, _event: Event, data: Any) -> None:
    # Of a nudged fault its own events tell; a pushed series has no others.
    if (series := data.get("series")) is None:
        return
    if data["do"] == "release":
        state.pushed.pop(series, None)
    else:
        state.pushed[series] = data["by"]


@on("impact.changed")
def _impact(state: DrillState, _event: Event, data: Any) -> None:
    state.impact = data["level"]
