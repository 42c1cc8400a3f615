"""Who calls whom, and which signal can move which: what does not change during a drill."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulator.model.scenario import Service
from simulator.model.signals import Series

__all__ = ["SPREADING", "Caller", "Network", "callees_first"]

SPREADING = ("errors", "latency_p99")
"""Signals whose excess a caller feels. ``Spread.errors`` and ``Spread.latency`` say how much."""


@dataclass(frozen=True, slots=True)
class Caller:
    """One who calls a service: its share of the service's load, and how often it tries again."""

    name: str
    share: float
    retries: int


def callees_first(services: Mapping[str, Service]) -> list[str]:
    """Return the services so that each comes after all that it calls; equal for equal graphs.

    Raises:
        ValueError: if services call each other in a circle.
    """
    order: list[str] = []
    open_: list[str] = []

    def visit(name: str) -> None:
        if name in open_:
            raise ValueError(f"services call each other in a circle: {' -> '.join([*open_, name])}")
        if name in order:
            return
        open_.append(name)
        for callee in sorted(services[name].calls):
            visit(callee)
        open_.pop()
        order.append(name)

    for name in sorted(services):
        visit(name)
    return order


class Network:
    """The graph of services, and of the series that move each other.

    The load of a service is named ``service.traffic`` also where it has no such signal: then it
    only passes on what its callers send.
    """

    def __init__(self, services: Mapping[str, Service], series: Mapping[str, Series]) -> None:
        self.services = services
        self.series = series
        self.order = callees_first(services)
        self._calling: dict[str, list[str]] = {name: [] for name in services}
        for name in sorted(services):
            for callee in services[name].calls:
                self._calling[callee].append(name)
        self.sources: dict[str, list[str]] = {}
        """For each series (and each load) what moves it, besides a push of its own."""
        for service in self.order:
            self._connect(service)
        self._moves: dict[str, list[str]] = {}
        for name, sources in self.sources.items():
            for source in sources:
                self._moves.setdefault(source, []).append(name)

    def reached(self, names: Iterable[str]) -> set[str]:
        """Return the series (and loads) that a push on any of ``names`` can move."""
        found: set[str] = set()
        waiting = sorted(names)
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self._moves.get(name, ())
        return found

    def callers(self, service: str) -> tuple[Caller, ...]:
        """Return who calls a service; their shares follow their traffic at rest, if all have one.

        Otherwise, and if there is no traffic at rest at all, the shares are equal.
        """
        names = self._calling[service]
        known = [self.series.get(f"{name}.traffic") for name in names]
        rates = [one.base for one in known if one is not None]
        total = 0.0
        for rate in rates:
            total += rate
        if len(rates) < len(names) or total <= 0.0:
            rates, total = [1.0] * len(names), float(len(names))
        return tuple(
            Caller(name, rate / total, self.services[name].calls[service].retries)
            for name, rate in zip(names, rates, strict=True)
        )

    def capacity(self, service: str) -> float | None:
        """Return the traffic that a service can take, at least what it has at rest.

        None if it has no limit, or no traffic that could reach it.
        """
        spec = self.services[service].capacity
        traffic = self.series.get(f"{service}.traffic")
        if spec is None or traffic is None:
            return None
        capacity = max(spec.value, traffic.base)
        return capacity if capacity > 0.0 else None

    def _connect(self, service: str) -> None:
        node = self.services[service]
        load, errors = f"{service}.traffic", f"{service}.errors"
        callers = self._calling[service]
        retried = any(self.services[name].calls[service].retries for name in callers)
        limited = [load] if self.capacity(service) is not None else []
        for signal in SPREADING:
            if signal in node.signals:
                felt = [f"{callee}.{signal}" for callee in sorted(node.calls)]
                known = [name for name in felt if name in self.series]
                self.sources[f"{service}.{signal}"] = [*known, *limited]
        again = [errors] if retried and errors in self.series else []
        self.sources[load] = [*(f"{name}.traffic" for name in callers), *again]
        for signal in sorted(node.signals):
            name = f"{service}.{signal}"
            if name in self.sources:
                continue
            counts = node.signals[signal].counts
            if counts is not None:
                failing = [errors] if counts != "requests" and errors in self.series else []
                self.sources[name] = [load, *failing]
            else:
                self.sources[name] = limited if signal == "saturation" else []
