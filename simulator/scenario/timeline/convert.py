"""From a timeline to a log: every line an event, and what was true in the header.

A log from elsewhere has events only. Its header's ``observable`` lists the kinds of events that the
recorder went through from beginning to end; a kind that is in the log without being listed was
mentioned, and silence about it means nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from simulator.model.records import Event, Header, Log
from simulator.model.timeline import Timeline
from simulator.model.units import MINUTE
from simulator.scenario.timeline.entries import entries_of, events_of
from simulator.scenario.timeline.times import Calendar, clock_of, date_of
from simulator.scenario.timeline.words import EVERYTHING, is_everything, kinds_of

__all__ = ["timeline_log"]

_POLICY = "imag"
_SEVERITY = (
    "share_users", "revenue_blocked", "degraded", "workaround", "data_loss", "breach",
)  # fmt: skip
_PLAIN = {"level": "true_level", "customer_visible": "customer_visible", "kind": "kind"}
_TIMES = {
    "impact_from": "impact_started_at",
    "recovered": "recovered_at",
    "declarable_from": "declarable_at",
    "viable_from": "viable_at",
}


def timeline_log(timeline: Timeline, calendar: Calendar) -> Log:
    """Return the log of a timeline in which nothing is wrong.

    It begins with the minute of the first line, or of the first impact if that was earlier.
    """
    entries = entries_of(timeline, calendar)
    hit = timeline.facts.impact_from
    times = [entry.t for entry in entries] + ([calendar.ms(hit)] if hit else [])
    zero = min(times) // MINUTE * MINUTE
    events = events_of(timeline, calendar, entries, zero)
    about = {"title": timeline.title, "date": date_of(zero), "zone": timeline.zone}
    header = Header(
        scenario={key: value for key, value in about.items() if value},
        policy=timeline.policy or _POLICY,
        clock0=clock_of(zero),
        facts=_facts(timeline, calendar, zero, events),
    )
    return Log(header, tuple(events))


def _facts(
    timeline: Timeline, calendar: Calendar, zero: int, events: Sequence[Event]
) -> dict[str, Any]:
    """Return the facts of a log's header, times in ms of it; what nobody knows is left out."""
    said = timeline.facts
    severity = {key: getattr(said, key) for key in _SEVERITY if getattr(said, key) is not None}
    facts: dict[str, Any] = {"severity": severity} if severity else {}
    facts |= {
        name: value for key, name in _PLAIN.items() if (value := getattr(said, key)) is not None
    }
    facts |= _read_off(events)
    for key, name in _TIMES.items():
        if text := getattr(said, key):
            facts[name] = calendar.ms(text) - zero
    if said.change_at:
        facts["change_age"] = facts["impact_started_at"] - (calendar.ms(said.change_at) - zero)
    if timeline.symptoms:
        facts["symptoms"] = list(timeline.symptoms)
    return facts | {"observable": _observable(timeline.recorded)}


def _read_off(events: Sequence[Event]) -> dict[str, int]:
    """Return the facts that lines tell: when users were hit, and when the team first heard."""
    levels = [(e.t, e.data["level"]) for e in events if e.kind == "impact.changed"]
    facts = {}
    if hits := [t for t, level in levels if level > 0]:
        facts["impact_started_at"] = hits[0]
    if levels and levels[-1][1] == 0:
        facts["recovered_at"] = next(
            t for i, (t, _) in enumerate(levels) if all(level == 0 for _, level in levels[i:])
        )
    told = (e.t for e in events if e.kind == "inject.delivered" or e.data.get("page") is True)
    first = next(told, None)
    if first is not None:
        facts["declarable_at"] = first
    return facts


def _observable(recorded: Sequence[str]) -> str | list[str]:
    """Return the kinds that would be in the log if they had happened."""
    if any(is_everything(place) for place in recorded):
        return EVERYTHING
    return sorted({kind for place in recorded for kind in kinds_of(place) or ()})
