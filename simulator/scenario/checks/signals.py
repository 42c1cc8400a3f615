"""Signals: every one that is named exists, and what is said of it is in its unit."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from simulator.model.expr import nearest
from simulator.model.fields import Amount, parse_amount
from simulator.scenario.checks.known import Known, refuse_unknown, unit_at
from simulator.scenario.checks.places import harms, value_place
from simulator.scenario.document import Cursor, Document
from simulator.scenario.explain import shown

__all__ = ["check"]

_UNIT_WORDS = {
    "share": "a share such as 40%",
    "rate": "a rate such as 900/min",
    "ms": "a time such as 420ms",
    "number": "a plain number",
}
_SHARES = ("errors", "saturation")
"""Signals that are shares wherever people speak of them."""
_COUNTED = {
    "requests": ("traffic",),
    "successes": ("traffic", "errors"),
    "failures": ("traffic", "errors"),
}


def check(document: Document, known: Known) -> None:
    """Check series and signals that are named, and every amount of one against its base."""
    top = document.top
    for place, wanted in _series_places(top):
        if place.text:
            _check_series(document, known, place)
            _check_series_unit(document, known, place, wanted)
    _check_amounts(document, known)
    for _, fault in top["faults"].entries():
        for place in fault["blinds"].each():
            _check_blind(document, known, place)
    for name, service in top["services"].entries():
        for signal, spec in service["signals"].entries():
            _check_limits(document, f"{name}.{signal}", spec)
            _check_counts(document, service, name, signal)
        _check_capacity(document, service, name)


def _check_amounts(document: Document, known: Known) -> None:
    """Check everything that a fault or an action does to a signal."""
    pushes = list(_pushes(document.top))
    for named in (*pushes, *_worsens(document.top)):
        _check_signal(document, known, named)
    for named in pushes:
        _check_reach(document, known, named)


def _series_places(top: Cursor) -> Iterator[tuple[Cursor, str | None]]:
    """Walk the series that are named, each with the unit that it must have, if any."""
    yield top["impact"], "share"
    yield top["traffic"], "rate"
    for _, source in top["evidence"].entries():
        yield from ((place, None) for place in source["series"].each())
        yield source["slo"]["series"], "share"


def _check_series(document: Document, known: Known, place: Cursor) -> None:
    """Check a series name such as ``payment-api.errors``."""
    if place.text in known.series:
        return
    service, dot, signal = place.text.partition(".")
    if not dot:
        same = sorted(series for series in known.series if series.endswith(f".{place.text}"))
        either = " or ".join(same[:3])
        hint = f"; did you mean {either}?" if same else nearest(place.text, known.series)
        message = f"write a series as service.signal, not {shown(place.text)}{hint}"
    elif service not in known.services:
        message = f"no service named {shown(service)}{nearest(service, known.services)}"
    else:
        message = _no_signal(known, service, signal)
    document.problem(place, message, 0)


def _no_signal(known: Known, service: str, signal: str) -> str:
    signals = known.services[service]
    hint = nearest(signal, signals) or f"; it has {', '.join(signals) or 'none'}"
    return f"{service} has no signal {shown(signal)}{hint}"


def _check_series_unit(document: Document, known: Known, place: Cursor, wanted: str | None) -> None:
    service, _, signal = place.text.partition(".")
    unit = known.services.get(service, {}).get(signal)
    if wanted and unit not in (wanted, "number", None):
        message = f"this must be {_UNIT_WORDS[wanted]}; {place.text} is {_UNIT_WORDS[unit]}"
        document.problem(place, message)


def _check_blind(document: Document, known: Known, place: Cursor) -> None:
    """Check what a fault blinds: a series, or a service as a whole."""
    if "." in place.text:
        _check_series(document, known, place)
    elif place.text:
        refuse_unknown(document, place, place.text, known.services, "service")


class _SignalPlace(NamedTuple):
    """A signal of a service, where it is named, and where its amount is."""

    service: str
    signal: str
    place: Cursor
    amount: Cursor


def _pushes(top: Cursor) -> Iterator[_SignalPlace]:
    for _, fault in top["faults"].entries():
        for signal, push in fault["pushes"].entries():
            yield _SignalPlace(fault["service"].text, signal, push, push["to"])


def _worsens(top: Cursor) -> Iterator[_SignalPlace]:
    for _, action in top["actions"].entries():
        for harm in harms(action):
            place = harm["signal"]
            if place.text:
                named = value_place(place)
                yield _SignalPlace(harm["service"].text, place.text, named, harm["by"])


def _check_signal(document: Document, known: Known, named: _SignalPlace) -> None:
    signals = known.services.get(named.service)
    if signals is None:
        return
    if named.signal in signals:
        series = f"{named.service}.{named.signal}"
        _check_unit(document, named.amount, signals[named.signal], series)
    else:
        message = _no_signal(known, named.service, named.signal)
        document.problem_at_key(named.place, message)


def _check_unit(document: Document, amount: Cursor, unit: str | None, series: str) -> None:
    """Refuse an amount in another unit than the signal's base; a bare number goes with any."""
    offered = unit_at(amount)
    if unit and offered and offered not in (unit, "number"):
        message = f"{series} is {_UNIT_WORDS[unit]}, this is {_UNIT_WORDS[offered]}"
        document.problem(amount, message)
    elif unit == "share" and offered == "number":
        _check_bare_share(document, amount)


def _check_bare_share(document: Document, amount: Cursor) -> None:
    """Refuse a share that lacks its percent sign: a bare 8 would be eight times everything."""
    value = _amount(amount)
    if value and value.value > 1:
        number = f"{value.value:.12g}"
        message = f"a share of {number} is {value.value * 100:.12g}%; write {number}%"
        document.problem(amount, message)


def _check_reach(document: Document, known: Known, named: _SignalPlace) -> None:
    """Refuse a push to where its signal cannot go."""
    unit = known.services.get(named.service, {}).get(named.signal)
    spec = document.top["services"][named.service]["signals"][named.signal]
    to, low, high = _amount(named.amount), _amount(spec["min"]), _amount(spec["max"])
    if unit is None or to is None or to.unit not in (unit, "number"):
        return
    least = low.value if low else 0.0
    most = high.value if high else 1.0 if unit == "share" else inf
    if not least <= to.value <= most:
        edge = (
            f"below {_limit(spec['min'], unit, 0)}"
            if to.value < least
            else (f"above {_limit(spec['max'], unit, 1)}")
        )
        series = f"{named.service}.{named.signal}"
        message = f"{series} never goes {edge}; push it within that, or change its limits"
        document.problem(named.amount, message)


def _limit(place: Cursor, unit: str, usual: int) -> str:
    """Say a limit as the author wrote it, or the one that holds by itself."""
    if place.node is not None and place:
        return str(place.node.value)
    return f"{usual * 100}%" if unit == "share" else str(usual)


def _check_limits(document: Document, series: str, spec: Cursor) -> None:
    """Check noise and limits against the base, which lies between the limits."""
    base = _amount(spec["base"])
    if base and base.unit == "number" and series.rpartition(".")[2] in _SHARES:
        _check_bare_share(document, spec["base"])
    for key in ("noise", "min", "max"):
        _check_unit(document, spec[key], base.unit if base else None, series)
    low, high = _amount(spec["min"]), _amount(spec["max"])
    if low and high and low.value >= high.value:
        document.problem(spec["max"], "max must be more than min")
    elif base and low and base.value < low.value:
        document.problem(spec["min"], f"the base of {series} is below this")
    elif base and high and base.value > high.value:
        document.problem(spec["max"], f"the base of {series} is above this")
    noise = _amount(spec["noise"])
    if noise and noise.value < 0:
        document.problem(spec["noise"], "noise cannot be negative")


def _amount(place: Cursor) -> Amount | None:
    try:
        return parse_amount(place.node.value if place.node else None)
    except ValueError:
        return None


def _check_counts(document: Document, service: Cursor, name: str, signal: str) -> None:
    """Check that a signal which counts has something to count."""
    place = service["signals"][signal]["counts"]
    needed = _COUNTED.get(place.text, ())
    if signal in ("traffic", "errors") and needed:
        document.problem(place, f"{signal} is what others count; it cannot count itself")
        return
    signals = dict(service["signals"].entries())
    missing = [key for key in needed if key not in signals]
    if missing:
        message = f"to count {place.text}, {name} needs the signal {' and '.join(missing)}"
        document.problem(place, message)


def _check_capacity(document: Document, service: Cursor, name: str) -> None:
    """Check that a capacity is a rate, and more than what comes on a good day."""
    place = service["capacity"]
    capacity, traffic = _amount(place), _amount(service["signals"]["traffic"]["base"])
    if capacity is None:
        return
    if capacity.unit not in ("rate", "number"):
        message = f"a capacity is {_UNIT_WORDS['rate']}, this is {_UNIT_WORDS[capacity.unit]}"
        document.problem(place, message)
    elif not service["signals"]["traffic"]:
        document.problem(place, f"to have a capacity, {name} needs the signal traffic")
    elif traffic and traffic.value >= capacity.value:
        document.problem(place, f"the base of {name}.traffic is not below this capacity")
