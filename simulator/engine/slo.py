"""Error budgets: how fast one burns and how much of it is left, from the failures on record.

Time is counted in ticks of the grid. Where the traffic of the service is known, a minute with more
requests counts for more. Like everything that is looked at, a budget knows what monitors showed: a
tick in a gap of one is not counted.
"""

from __future__ import annotations

from typing import Any

from simulator.model.scenario import Slo
from simulator.model.signals import GRID, Series
from simulator.model.units import HOUR, MINUTE

__all__ = ["budget"]


def budget(slo: Slo, errors: Series, traffic: Series | None, now: int) -> dict[str, Any]:
    """Return what a budget looks like at drill time ``now`` (ms).

    ``left`` and ``spent_by_now`` are shares of the whole budget; ``left`` is negative once more
    than that is spent. ``burn`` is how many times faster than allowed it is spent, over the last
    five minutes and the last hour. ``exhausted_in`` (ms) is when nothing is left at the speed of
    the last five minutes: 0 if nothing is, None if that is further away than the window is long.
    """
    allowed = 1.0 - slo.target
    tick = now // GRID * GRID
    failed, _ = _counted(errors, traffic, 0, tick)
    usual = traffic.base if traffic else 1.0
    spent = _share(failed * GRID, allowed * usual * slo.window)
    left = slo.left - spent
    recent = _share(*_counted(errors, traffic, tick - 5 * MINUTE, tick))
    hour = _share(*_counted(errors, traffic, tick - HOUR, tick))
    burn = _share(recent, allowed)
    return {
        "series": slo.series,
        "target": slo.target,
        "window": slo.window,
        "left": round(left, 5),
        "burn": {"5m": round(burn, 2), "1h": round(_share(hour, allowed), 2)},
        "spent_by_now": round(spent, 5),
        "exhausted_in": _exhausted_in(left, burn, slo.window),
    }


def _exhausted_in(left: float, burn: float, window: int) -> int | None:
    if left <= 0.0:
        return 0
    away = _share(left * window, burn)
    return int(away) // MINUTE * MINUTE if 0.0 < away <= window else None


def _counted(errors: Series, traffic: Series | None, start: int, stop: int) -> tuple[float, float]:
    """Return failed and all requests, a tick being one minute's worth, after start up to stop."""
    failed = asked = 0.0
    for tick in range(start + GRID, stop + 1, GRID):
        share = errors.observed(tick)
        weight = traffic.observed(tick) if traffic else 1.0
        if share is not None and weight is not None:
            failed += weight * share
            asked += weight
    return failed, asked


def _share(part: float, whole: float) -> float:
    """Divide as expressions do: by zero gives 0."""
    return part / whole if whole else 0.0
