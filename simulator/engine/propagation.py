"""How trouble and load travel: errors and latency to the callers, load to the callees.

The laws, with e for the share of errors, T for the traffic, and rest for a value at rest:

- Errors and latency: a caller feels its share of what each callee has above its rest.
- Load: a callee's traffic comes from its callers, in proportion to their traffic at rest (equally
  where that is not known). When a caller's traffic doubles, so does the callee's part of it. What a
  service turns away does not reach what it calls.
- Retries: a caller that tries n times again multiplies its part by ``1 + e + ... + e^n`` with the
  callee's e, relative to what that is at rest.
- Capacity C: saturation rises by ``(T - rest) / C``. Beyond it the share ``(T - C) / T`` is turned
  away and adds to the errors; latency_p99 rises in a straight line to :data:`SLOWEST` times its
  rest, which it reaches when :data:`FULL` of all requests are turned away.
- Counting signals follow T and e of their service: requests T, successes ``T (1 - e)``, failures
  ``T e``, each relative to what that is at rest. Failures of which there are none at rest are
  those of the traffic itself.

Errors make load and load makes errors. That is worked out in at most :data:`ROUNDS` turns from
rest, never searched for; where nothing has a capacity the first turn is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from simulator.engine.network import SPREADING, Caller, Network
from simulator.model.signals import Series

__all__ = ["FULL", "ROUNDS", "SLOWEST", "Propagation"]

ROUNDS = 3
"""How often load and errors answer each other."""
SLOWEST = 10.0
"""At most so many times its rest is the latency of a service for want of capacity."""
FULL = 0.2
"""The share of requests turned away at which it is that slow."""


@dataclass(frozen=True, slots=True)
class _Felt:
    """Errors or latency: the name, base and share of what it feels of each of its callees."""

    series: Series
    callees: tuple[tuple[str, float, float], ...]
    load: str
    capacity: float | None
    slows: bool


@dataclass(frozen=True, slots=True)
class _Load:
    """The load of a service; without a traffic signal it passes on what it gets."""

    name: str
    traffic: Series | None
    callers: tuple[tuple[str, Caller], ...]
    errors: Series | None
    capacity: float | None


@dataclass(frozen=True, slots=True)
class _Rest:
    """A signal that moves no other: one of the author's own, a count, or saturation."""

    series: Series
    load: str
    traffic: Series | None
    errors: Series | None
    counts: str | None
    capacity: float | None


@dataclass(frozen=True, slots=True)
class _Flow:
    """A load, relative to rest: what comes in, and what goes on to the callees."""

    factor: float
    passed: float


_CALM = _Flow(1.0, 1.0)


class Propagation:
    """Works out where every series is headed, from what pushes hold above rest.

    Only series that some push has ever reached are worked out; all others are at rest.
    """

    def __init__(self, network: Network, pushed: Iterable[str]) -> None:
        """Work out these series, and all that they move."""
        self._network = network
        live, order = network.reached(pushed), network.order
        self._felt = [
            self._felt_node(service, signal)
            for service in order
            for signal in SPREADING
            if f"{service}.{signal}" in live
        ]
        self._loads = [self._load_node(s) for s in reversed(order) if f"{s}.traffic" in live]
        done = {node.series.name for node in self._felt} | {node.name for node in self._loads}
        series = network.series
        self._rest = [self._rest_node(n) for n in sorted(live - done) if n in series]
        self._answers = any(node.capacity is not None for node in self._felt)
        self.order = [
            *(node.series.name for node in self._felt),
            *(node.name for node in self._loads),
            *(node.series.name for node in self._rest),
        ]
        """The series and loads that are worked out, sources first as far as that is possible."""

    def targets(self, own: Mapping[str, float]) -> dict[str, float]:
        """Return where each series is headed; ``own`` is what pushes hold each above its rest."""
        found: dict[str, float] = {}
        flows: dict[str, _Flow] = {}
        self._spread(own, flows, found)
        for _ in range(ROUNDS if self._loads else 0):
            before, flows = flows, self._carry(own, found)
            if not self._answers or flows == before:
                break
            self._spread(own, flows, found)
        for node in self._rest:
            name = node.series.name
            excess = own.get(name, 0.0) + self._followed(node, flows, found)
            found[name] = _bounded(node.series, excess)
        return found

    def _spread(
        self, own: Mapping[str, float], flows: Mapping[str, _Flow], found: dict[str, float]
    ) -> None:
        """Let errors and latency reach the callers, callees first."""
        for node in self._felt:
            name = node.series.name
            total = 0.0
            for callee, base, share in node.callees:
                if callee in found:
                    total += share * (found[callee] - base)
            excess = own.get(name, 0.0) + total
            if node.capacity is not None and node.load in flows:
                away = _turned_away(found[node.load], node.capacity)
                slow = node.series.base * (SLOWEST - 1.0) * min(1.0, away / FULL)
                excess += slow if node.slows else away
            found[name] = _bounded(node.series, excess)

    def _carry(self, own: Mapping[str, float], found: dict[str, float]) -> dict[str, _Flow]:
        """Let load reach the callees, callers first."""
        flows: dict[str, _Flow] = {}
        for node in self._loads:
            more = 0.0
            for key, caller in node.callers:
                again = _tries(node.errors, found, caller.retries)
                more += caller.share * (flows.get(key, _CALM).passed * again - 1.0)
            if node.traffic is None:
                factor = max(0.0, 1.0 + more)
                flows[node.name] = _Flow(factor, factor)
                continue
            base = node.traffic.base
            excess = own.get(node.name, 0.0) + base * more
            to = found[node.name] = _bounded(node.traffic, excess)
            taken = to if node.capacity is None else min(to, node.capacity)
            flows[node.name] = _Flow(to / base, taken / base) if base > 0.0 else _CALM
        return flows

    @staticmethod
    def _followed(node: _Rest, flows: Mapping[str, _Flow], found: Mapping[str, float]) -> float:
        """Return how far a signal goes from its rest because its service does."""
        factor = flows.get(node.load, _CALM).factor
        base = node.series.base
        if node.counts is None:
            if node.capacity is None or node.traffic is None or node.load not in found:
                return 0.0
            return (found[node.load] - node.traffic.base) / node.capacity
        rest, now = _share(node.errors, None), _share(node.errors, found)
        if node.counts == "requests" or (node.counts == "successes" and rest >= 1.0):
            return base * (factor - 1.0)
        if node.counts == "successes":
            return base * (factor * ((1.0 - now) / (1.0 - rest)) - 1.0)
        if base > 0.0 and rest > 0.0:
            return base * (factor * (now / rest) - 1.0)
        whole = 0.0 if node.traffic is None else node.traffic.base
        return base * (factor - 1.0) + whole * (factor * now - rest)

    def _felt_node(self, service: str, signal: str) -> _Felt:
        network = self._network
        calls = network.services[service].calls
        errors = signal == "errors"
        felt = [(f"{name}.{signal}", calls[name]) for name in sorted(calls)]
        callees = tuple(
            (name, network.series[name].base, spread.errors if errors else spread.latency)
            for name, spread in felt
            if name in network.series
        )
        series = network.series[f"{service}.{signal}"]
        capacity = network.capacity(service)
        if errors and not _is_share(series):
            capacity = None
        return _Felt(series, callees, f"{service}.traffic", capacity, not errors)

    def _load_node(self, service: str) -> _Load:
        network, name = self._network, f"{service}.traffic"
        callers = tuple((f"{one.name}.traffic", one) for one in network.callers(service))
        errors = network.series.get(f"{service}.errors")
        return _Load(name, network.series.get(name), callers, errors, network.capacity(service))

    def _rest_node(self, name: str) -> _Rest:
        network = self._network
        service, _, signal = name.partition(".")
        load = f"{service}.traffic"
        return _Rest(
            network.series[name],
            load,
            network.series.get(load),
            network.series.get(f"{service}.errors"),
            network.services[service].signals[signal].counts,
            network.capacity(service) if signal == "saturation" else None,
        )


def _bounded(series: Series, excess: float) -> float:
    to = series.base + excess
    if to < series.low:
        return series.low
    return to if to <= series.high else series.high  # noqa: FURB136 - faster than min()


def _turned_away(traffic: float, capacity: float) -> float:
    return (traffic - capacity) / traffic if traffic > capacity else 0.0


def _is_share(errors: Series) -> bool:
    return errors.unit in ("share", "number")


def _share(errors: Series | None, found: Mapping[str, float] | None) -> float:
    """Return the share of errors: where it is headed, or at rest; 0 if nobody counts them so."""
    if errors is None or not _is_share(errors):
        return 0.0
    to = errors.base if found is None else found.get(errors.name, errors.base)
    return min(max(to, 0.0), 1.0)


def _tries(errors: Series | None, found: Mapping[str, float], retries: int) -> float:
    """Return how often a call is tried, relative to rest."""
    if not retries:
        return 1.0
    rest, now = _share(errors, None), _share(errors, found)
    return _sent(now, retries) / _sent(rest, retries)


def _sent(error: float, retries: int) -> float:
    total = power = 1.0
    for _ in range(retries):
        power *= error
        total += power
    return total
