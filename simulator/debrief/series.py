"""Signals rebuilt from the log: which of them a chart shows, and what the impact adds up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from simulator.debrief.cast import number_of, text_of
from simulator.debrief.data import Impact, Strip
from simulator.model.phrases import Phrase, joined, phrase
from simulator.model.records import Event, Header
from simulator.model.signals import GRID, Segment, Series
from simulator.model.units import MINUTE, clock_text, quantity_text

__all__ = ["failed_requests", "outage_ms", "rebuild_series", "signal_text", "strips_of"]

_STRIPS = 4
_POINTS = 240
"""Points of a strip: more than it has pixels on most screens."""
_SHAPES = ("step", "linear", "ease")
_WORDS = {
    "traffic": phrase("traffic"),
    "saturation": phrase("saturation"),
    "errors": phrase("error rate"),
    "latency_p99": phrase("p99 latency"),
    "latency_p95": phrase("p95 latency"),
    "latency_p50": phrase("median latency"),
}


def signal_text(name: str) -> Phrase:
    """Name a series for people: ``payment-api.latency_p99`` is ``payment-api p99 latency``."""
    service, _, signal = name.partition(".")
    called = _WORDS.get(signal) or signal.replace("_", " ")
    if not service or not called:
        return joined([service or called])
    return phrase("{service} {signal}", service=service, signal=called)


def rebuild_series(events: Iterable[Event], seed: int) -> dict[str, Series]:
    """Rebuild every signal that the log defines; what moves without a definition is left out."""
    found: dict[str, Series] = {}
    for event in events:
        name = text_of(event.data, "series")
        if event.kind == "signal.defined":
            found[name] = _defined(name, event.data, seed)
        elif event.kind == "signal.moved" and name in found:
            found[name].move(_segment(event))
    return found


def _defined(name: str, data: Mapping[str, Any], seed: int) -> Series:
    high = number_of(data, "high")
    return Series(
        name,
        number_of(data, "base") or 0.0,
        unit=text_of(data, "unit") or "number",
        amplitude=number_of(data, "noise") or 0.0,
        low=number_of(data, "low") or 0.0,
        high=float("inf") if high is None else high,
        seed=seed,
    )


def _segment(event: Event) -> Segment:
    data = event.data
    shape = data.get("shape")
    to = number_of(data, "to") or 0.0
    before = number_of(data, "v0")
    return Segment(
        event.t,
        to if before is None else before,
        to,
        int(number_of(data, "over") or 0),
        shape if shape in _SHAPES else "step",
    )


def strips_of(
    series: Mapping[str, Series], header: Header, start: int, end: int
) -> tuple[Strip, ...]:
    """Return the few signals that tell most: the one that is the impact, then what moved most.

    Of signals that move together through the graph of calls one stands for the others, so that
    errors, latency and saturation all get a chance.
    """
    moved = sorted(
        (one for one in series.values() if _move(one) > 0), key=lambda one: (-_move(one), one.name)
    )
    impact = series.get(str(header.facts.get("impact_series")))
    chosen = [impact] if impact else []
    kinds = {_kind(one.name) for one in chosen}
    for one in [*(m for m in moved if _new(m, kinds)), *moved]:
        if one not in chosen and len(chosen) < _STRIPS:
            chosen.append(one)
    return tuple(_strip(one, header.clock0, start, end) for one in chosen)


def _new(one: Series, kinds: set[str]) -> bool:
    """Whether this is the first of its kind, and note it."""
    kind = _kind(one.name)
    if kind in kinds:
        return False
    kinds.add(kind)
    return True


def _kind(name: str) -> str:
    return name.partition(".")[2].partition("_")[0]


def _move(one: Series) -> float:
    """Return how far a signal went from its rest, in units of that rest."""
    scale = abs(one.base) or 1.0
    return max(abs(segment.to - one.base) for segment in one.segments) / scale


def _strip(one: Series, clock0: str, start: int, end: int) -> Strip:
    step = max(GRID, -(-(end - start) // _POINTS // GRID) * GRID)
    times, values = one.points(start, end, step)
    worst_t, worst = max(
        zip(times, values, strict=True), key=lambda point: (abs(point[1] - one.base), -point[0])
    )
    return Strip(
        name=signal_text(one.name),
        unit=one.unit,
        rest=one.base,
        usual=quantity_text(one.base, one.unit),
        worst=quantity_text(worst, one.unit),
        worst_clock=clock_text(clock0, worst_t),
        last=quantity_text(values[-1], one.unit),
        times=tuple(times),
        values=tuple(values),
    )


def failed_requests(series: Mapping[str, Series], header: Header, end: int) -> float | None:
    """Integrate impact times traffic, or None if the log does not have both.

    Traffic is per minute. Signals are looked at on the evaluation grid, without noise.
    """
    impact = series.get(str(header.facts.get("impact_series")))
    traffic = series.get(str(header.facts.get("traffic_series")))
    if impact is None or traffic is None:
        return None
    share = GRID / MINUTE
    return sum(
        max(0.0, impact.true_value(t) - impact.base) * traffic.true_value(t) * share
        for t in range(0, end, GRID)
    )


def outage_ms(steps: Sequence[Impact], end: int) -> int:
    """Return how long an outage for everybody would have hurt as much, in whole minutes as ms."""
    bounds = [*(step.t for step in steps[1:]), end] if steps else []
    hurt = sum(
        step.level * max(0, until - step.t) for step, until in zip(steps, bounds, strict=True)
    )
    return round(hurt / MINUTE) * MINUTE
