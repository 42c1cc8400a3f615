"""Habits of whoever keeps the record: the incident document, written while it happens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.mind import Mind
from simulator.bots.phrases import figure, recovered, theory, under_way
from simulator.model.seats import ROLE_TITLES

__all__ = ["SCRIBE_HABITS", "line"]

Row = Mapping[str, Any]

_MOST = 20
"""An entry refers to so many events at most."""
_LONG = 220
_RESULTS = {True: "worked", False: "did not do what it should"}


def scribe(mind: Mind) -> str:
    """Return who keeps the record: the scribe, else the communications lead, else the IC."""
    found = mind.holder("scribe") or mind.seated("scribe")
    return found or mind.seated("cl") or mind.seated("ic") or mind.me


# -- what happened ---------------------------------------------------------------------------------


def _title(mind: Mind, name: object) -> str:
    run = next((r for r in mind.runs if r["id"] == name), {})
    return str(run.get("title") or name)


def line(mind: Mind, event: Row) -> str:
    """Return what happened in one event, in a few words, without its time."""
    data, who = event["data"], mind.name(event["actor"])
    told = str(data.get("title") or data.get("text") or "")
    kind = event["kind"]
    if kind in ("mitigation.verified", "recovery.verified"):
        return _verified(mind, event)
    if kind.startswith("action."):
        return _change(mind, event)
    found = {
        "alert.fired": f"alert {data.get('alert')} on {data.get('service')}: {data.get('summary')}",
        "incident.declared": f"{who} declared the incident: {told}",
        "severity.set": f"severity set to {data.get('level')}, {data.get('reason') or 'at sight'}",
        "role.accepted": f"{who} is the {ROLE_TITLES.get(str(data.get('role')), 'helper').lower()} "
        "from now on",
        "decision.logged": f"decision: {told}",
        "incident.resolved": "incident closed by the commander after a quiet time",
        "incident.reopened": f"incident opened again: {data.get('reason')}",
    }
    if kind == "hypothesis.tested":
        idea = next((h for h in mind.rows("hypotheses") if h["id"] == data.get("id")), {})
        return f"theory {data.get('result')}: {idea.get('text', data.get('id'))}"
    return found.get(kind, f"{kind} by {who}")


def _change(mind: Mind, event: Row) -> str:
    data, title = event["data"], _title(mind, event["data"].get("id"))
    return {
        "action.started": f"change started: {title} on {data.get('component')}",
        "action.finished": f"change finished: {title} on {data.get('component')}",
        "action.failed": f"change failed: {title}, {data.get('reason')}",
    }.get(event["kind"], f"change: {title}")


def _verified(mind: Mind, event: Row) -> str:
    data = event["data"]
    seen = " and ".join(data.get("signals") or ["what we see"])
    if event["kind"] == "recovery.verified":
        return f"recovery checked on {seen}: customers are served as usual"
    worked = _RESULTS.get(bool(data.get("worked")), "")
    return f"{_title(mind, data.get('id'))} {worked}, checked on {seen}"


def entry(mind: Mind, events: list[Row]) -> str:
    """Return an entry about events: one sentence each, with its time."""
    said = [f"{mind.clock(e['t'])} {line(mind, e).rstrip('. ')[:_LONG]}." for e in events]
    return " ".join(said)


# -- writing ---------------------------------------------------------------------------------------


def _unwritten(mind: Mind) -> Iterator[Occasion]:
    if mind.declared_at is None or scribe(mind) != mind.me:
        return
    due = [e for seq, e in mind.notes.unwritten.items() if mind.odds("records", str(seq))]
    if due:
        yield Occasion(f"e{due[0]['seq']}", due[0]["t"], {"events": due[:_MOST]})


def _write(mind: Mind, occasion: Occasion) -> Act:
    events = list(occasion.about["events"])
    args = {"section": "timeline", "text": entry(mind, events)}
    return "doc.write", args | {"refs": [e["seq"] for e in events]}


def _old(mind: Mind) -> Iterator[Occasion]:
    """Yield the moment to write where things stand, once nothing was written for a while."""
    if not mind.open or mind.declared_at is None or scribe(mind) != mind.me:
        return
    seq, at = mind.notes.entry or (0, mind.declared_at)
    if mind.odds("keeps-on", str(seq)):
        yield Occasion(f"after{seq}", at)


def _stand(mind: Mind, _occasion: Occasion) -> Act:
    newest = list(mind.notes.passing.values())[-3:]
    calm = recovered(mind)
    if calm is not None:
        state = f"quiet since {mind.clock(calm)}, {figure(mind)}; next: {under_way(mind)}"
    else:
        state = f"{figure(mind)}; theory: {theory(mind)}; next: {under_way(mind)}"
    args = {"section": "timeline", "text": f"{mind.clock(mind.t)} {state}."}
    return "doc.write", args | {"refs": [e["seq"] for e in newest]}


SCRIBE_HABITS: tuple[Habit, ...] = (
    Habit("record", _unwritten, _write),
    Habit("record-on", _old, _stand),
)
"""Habits of every seat, for whoever keeps the record."""
