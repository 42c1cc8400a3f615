"""Names must refer to something: services, signals, faults, teams and people."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import chain
from typing import NamedTuple

from simulator.model.expr import nearest
from simulator.model.fields import parse_amount
from simulator.scenario.checks.known import Known, refuse_unknown
from simulator.scenario.document import Cursor, Document
from simulator.scenario.explain import shown

__all__ = ["check"]

_CIRCLES = 10
"""So many circles are named; mending one often mends others."""


def check(document: Document, known: Known) -> None:
    """Check every reference by name except those inside expressions and injects."""
    top = document.top
    for place in _service_places(top):
        if place.text:
            refuse_unknown(document, _value_place(place), place.text, known.services, "service")
    for _, service in top["services"].entries():
        for name, place in service["calls"].names():
            refuse_unknown(document, place, name, known.services, "service")
    _check_cycles(document)
    _check_series(document, known)
    for named in (*_pushes(top), *_worsens(top)):
        _check_signal(document, known, named)
    _check_faults(document, known)
    _check_oncall(document, known)
    _check_repeats(document)


def _value_place(place: Cursor) -> Cursor:
    """Point at a value rather than at its key."""
    return Cursor(place.node, place.path)


def _service_places(top: Cursor) -> Iterator[Cursor]:
    yield from (fault["service"] for _, fault in top["faults"].entries())
    yield from (change["service"] for change in top["changes"].each())
    yield from (action["worsens"]["service"] for _, action in top["actions"].entries())


def _check_cycles(document: Document) -> None:
    """Refuse circles of calls: trouble would go round in them for ever."""
    services = document.top["services"]
    calls = {name: dict(service["calls"].names()) for name, service in services.entries()}
    for _ in range(_CIRCLES):
        try:
            TopologicalSorter(calls).prepare()
        except CycleError as error:
            circle = error.args[1][::-1]  # the sorter lists callees before callers
            place = calls[circle[0]].pop(circle[1])
            way = " → ".join(circle)
            document.problem_at_key(place, f"calls go round in a circle: {way}")
        else:
            return


def _check_series(document: Document, known: Known) -> None:
    top = document.top
    shown_in = [source["series"].each() for _, source in top["evidence"].entries()]
    for place in (top["impact"], top["traffic"], *chain.from_iterable(shown_in)):
        if place.text:
            _check_one_series(document, known, place)
    for place, wanted in ((top["impact"], "share"), (top["traffic"], "rate")):
        service, _, signal = place.text.partition(".")
        unit = known.services.get(service, {}).get(signal)
        if unit not in (wanted, "number", None):
            message = f"this must be {_UNIT_WORDS[wanted]}; {place.text} is {_UNIT_WORDS[unit]}"
            document.problem(place, message)


def _check_one_series(document: Document, known: Known, place: Cursor) -> None:
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
        signals = known.services[service]
        hint = nearest(signal, signals) or f"; it has {', '.join(signals) or 'none'}"
        message = f"{service} has no signal {shown(signal)}{hint}"
    document.problem(place, message, 0)


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
        harm = action["worsens"]
        place = harm["signal"]
        if place.text:
            named = _value_place(place)
            yield _SignalPlace(harm["service"].text, place.text, named, harm["by"])


def _check_signal(document: Document, known: Known, named: _SignalPlace) -> None:
    signals = known.services.get(named.service)
    if signals is None:
        return
    if named.signal in signals:
        series = f"{named.service}.{named.signal}"
        _check_unit(document, named.amount, signals[named.signal], series)
        return
    hint = nearest(named.signal, signals) or f"; it has {', '.join(signals) or 'none'}"
    message = f"{named.service} has no signal {shown(named.signal)}{hint}"
    document.problem_at_key(named.place, message)


_UNIT_WORDS = {
    "share": "a share such as 40%",
    "rate": "a rate such as 900/min",
    "ms": "a time such as 420ms",
    "number": "a plain number",
}


def _check_unit(document: Document, amount: Cursor, unit: str | None, series: str) -> None:
    """Refuse an amount in another unit than the signal's base; a bare number goes with any."""
    try:
        offered = parse_amount(amount.node.value if amount.node else None).unit
    except ValueError:
        return
    if unit is not None and offered not in (unit, "number"):
        message = f"{series} is {_UNIT_WORDS[unit]}, this is {_UNIT_WORDS[offered]}"
        document.problem(amount, message)


def _check_faults(document: Document, known: Known) -> None:
    for _, action in document.top["actions"].entries():
        for name, place in (*action["eases"].names(), *action["clears"].names()):
            refuse_unknown(document, place, name, known.faults, "fault")


def _check_oncall(document: Document, known: Known) -> None:
    top = document.top
    for _, steps in top["oncall"].entries():
        for step in steps.each():
            who = step["who"]
            if who.text:
                place = _value_place(who)
                refuse_unknown(document, place, who.text, known.speakers, "persona or seat")
    for alert in top["alerts"].each():
        team = alert["labels"]["team"]
        if team.text and known.teams:
            refuse_unknown(document, _value_place(team), team.text, known.teams, "on-call team")


def _check_repeats(document: Document) -> None:
    """Refuse two alerts, or two injects, with one name."""
    for section, key in (("alerts", "alert"), ("injects", "id")):
        seen: dict[str, Cursor] = {}
        for entry in document.top[section].each():
            place = entry[key]
            first = seen.setdefault(place.text, place)
            if place.text and first is not place and first.node:
                message = f"{shown(place.text)} is here twice; it is also in line {first.node.line}"
                document.problem(place, message)
