"""The time zone: one that the IANA database of this computer knows."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from simulator.model.expr import nearest
from simulator.scenario.checks.known import Known
from simulator.scenario.document import Document
from simulator.scenario.explain import shown

__all__ = ["check"]

_ALWAYS = "UTC"
_LOCAL = {"Factory", "localtime"}
"""Entries of some databases that are no zones: they mean another one on each computer."""


def check(document: Document, _known: Known) -> None:
    """Check that the zone is the name of one.

    A computer without a database of zones takes every name: it cannot tell.
    """
    zone = document.top["zone"]
    name = zone.text
    if name in ("", _ALWAYS) or not (known := _zones()) or name in known:
        return
    hint = _meant(name) or '; write an IANA name such as "Europe/Berlin", or "UTC"'
    document.problem(zone, f"no time zone named {shown(name)}{hint}")


def _meant(name: str) -> str:
    """Ask whether a name was meant that is written like this one, or whose place is."""
    spelled = {zone.casefold(): zone for zone in sorted(_zones())}
    places = {zone.rpartition("/")[2]: full for zone, full in spelled.items()}
    wanted = name.strip().casefold().replace(" ", "_")
    found = spelled.get(wanted) or places.get(wanted)
    return f"; did you mean {found!r}?" if found else nearest(name, _zones())


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones() - _LOCAL)
