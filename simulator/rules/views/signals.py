"""Which charts a viewer has, and the points on them."""

from __future__ import annotations

from typing import Any

from simulator.model.scenario import Scenario
from simulator.model.signals import GRID, Series
from simulator.model.state import DrillState
from simulator.rules.views.redact import Viewer

__all__ = ["BEFORE", "readings_at", "signals", "visible_series"]

BEFORE = 10 * 60_000
"""Charts begin this long before the drill (ms), so that "normal" can be seen."""


def visible_series(state: DrillState, scenario: Scenario, viewer: Viewer) -> list[str]:
    """Return the series on the viewer's screen, each once."""
    boards = (scenario.evidence[name] for name in _boards(state, scenario, viewer))
    return list(dict.fromkeys(series for board in boards for series in board.series))


def _boards(state: DrillState, scenario: Scenario, viewer: Viewer) -> list[str]:
    """Return the viewer's dashboards: shared ones, and those that they have opened.

    A look that found nothing, or only a copy, opened nothing. What cannot be reached at the moment
    is dark, and so is for good what was destroyed.
    """
    opened = {
        look.source
        for look in state.looks.values()
        if look.by == viewer.person
        and look.viewed_at is not None
        and look.readings
        and not look.copy
    }
    dark = state.unreachable | state.destroyed
    return [
        name
        for name, spec in scenario.evidence.items()
        if spec.kind == "dashboard"
        and (viewer.sees_all or ((spec.shared or name in opened) and name not in dark))
    ]


def signals(state: DrillState, scenario: Scenario, viewer: Viewer, now: int) -> dict[str, Any]:
    """Return the viewer's dashboards: which series, and their points so far.

    ``times`` are ms of drill time (negative before the start); ``values`` holds what was observed,
    None where there was no monitor.
    """
    shown = visible_series(state, scenario, viewer)
    defined = [name for name in shown if name in state.series]
    start = -BEFORE
    times = list(range(start, now + 1, GRID)) if defined else []
    return {
        "dashboards": [
            {"source": name, "title": scenario.evidence[name].title,
             "series": list(scenario.evidence[name].series)}
            for name in _boards(state, scenario, viewer)
        ],
        "series": [
            {"name": name, "unit": state.series[name].unit, "service": name.partition(".")[0],
             "signal": name.partition(".")[2], "base": state.series[name].base}
            for name in defined
        ],
        "step": GRID,
        "times": times,
        "values": {
            name: [_point(state.series[name], t) for t in times] for name in defined
        },
    }  # fmt: skip


def readings_at(
    state: DrillState, scenario: Scenario, viewer: Viewer, t: int
) -> dict[str, float | None]:
    """Return the newest point of each visible series at grid time ``t``, None without a monitor."""
    return {
        name: _point(state.series[name], t)
        for name in visible_series(state, scenario, viewer)
        if name in state.series
    }


def _point(series: Series, t: int) -> float | None:
    seen = series.observed(t)
    return None if seen is None else round(seen, 5)
