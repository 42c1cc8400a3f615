"""The operations lead's habits between a go-ahead and the start: wait, announce, keep, start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.bots.answering import say
from simulator.bots.choosing import telling
from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.mind import Mind
from simulator.bots.orders import orders
from simulator.model.units import MINUTE, duration_text

__all__ = ["FORGOTTEN", "START_HABITS", "attempt", "guarded", "start", "takes"]

Row = Mapping[str, Any]

FORGOTTEN = 8 * MINUTE
"""A change that nobody verifies stops holding up the next one after this long."""
_RETRY = (4 * MINUTE, 8 * MINUTE, 16 * MINUTE)
"""How long to leave something that would not start, each time longer."""
_FLEETING = ("logs", "traces")
"""Kinds of sources that a change may wipe out."""


def takes(action: Row) -> str:
    """Return how long an action takes, in words."""
    low, high = action["takes"]
    return duration_text(low) if low == high else f"{duration_text(low)} to {duration_text(high)}"


def guarded(mind: Mind, action: str) -> bool:
    """Tell whether the system lets nobody start an action without a go-ahead."""
    return bool(mind.action(action).get("approval") == "enforced")


def _unannounced(mind: Mind) -> Iterator[Occasion]:
    for run, since in _ready(mind):
        told = run["id"] in mind.notes.announced or _held_up(mind, run) is not None
        if not told and mind.odds("announces", run["id"]):
            yield Occasion(run["id"], since, run)


def _announce(mind: Mind, occasion: Occasion) -> Act:
    run = occasion.about
    action = mind.action(run["action"])
    where = f"{run['title']} on {run['component']}"
    text = f"Starting {where} now, {takes(action)}. Please keep your hands off it meanwhile."
    return "action.announce", {"id": run["id"], "text": text}


def _ready(mind: Mind) -> Iterator[tuple[Row, int]]:
    """Yield changes that this bot is about to start, and since when it may."""
    for run in mind.runs:
        if run["status"] == "approved" and "stop" not in orders(mind, run, run["at"])[:1]:
            own = run["by"] == mind.me
            yield run, run["approved_at"] + (0 if own else 2 * MINUTE)
        elif run["status"] == "proposed" and run["by"] == mind.me and _freelances(mind, run):
            yield run, run["at"]


def _freelances(mind: Mind, run: Row) -> bool:
    return mind.odds("freelance", run["action"]) and not guarded(mind, run["action"])


def _uncaptured(mind: Mind) -> Iterator[Occasion]:
    for run, since in _ready(mind):
        destroys = mind.action(run["action"]).get("destroys_evidence")
        if destroys and not mind.captured and mind.odds("captures"):
            yield Occasion(run["id"], since, run)


def _capture(mind: Mind, occasion: Occasion) -> Act:
    run = occasion.about
    words = telling(str(run["component"]).replace("-", " "))
    read = {look["source"] for look in mind.looks}

    def rank(source: Row) -> tuple[bool, bool, str]:
        near = words & telling(f"{source['source']} {source['title']}".replace("-", " "))
        return not near, source["source"] not in read, str(source["source"])

    # What is kept of a source stays readable; words about it do not.
    kept = [s for s in mind.rows("evidence", "sources") if s["kind"] in _FLEETING]
    if kept:
        return "evidence.capture", {"what": str(min(kept, key=rank)["source"])}
    what = f"logs and current state of {run['component']} before {run['title']}"
    return "evidence.capture", {"what": what[:300]}


def _startable(mind: Mind) -> Iterator[Occasion]:
    waits = {o.key for o in (*_unannounced(mind), *_uncaptured(mind))}
    for run, since in _ready(mind):
        clash = _held_up(mind, run) is not None
        told = mind.notes.announced.get(run["id"], since)
        again = attempt(mind, run, max(since, told))
        if again is not None and run["id"] not in waits and not clash:
            yield again


def _held_up(mind: Mind, run: Row) -> Row | None:
    """Return the change on the same component that another waits for, if for any.

    Chaotic people wait for nothing, and nobody waits who was told to go ahead.
    """
    if mind.crew.like == "chaotic":
        return None
    moving = [r for r in mind.runs if r["status"] == "running"]
    found = [r for r in (*moving, *_unproven(mind)) if r["component"] == run["component"]]
    since = run["at"] if run["approved_at"] is None else run["approved_at"]
    if not found or "do" in orders(mind, run, since)[:1]:
        return None
    return found[0]


def _waiting_long(mind: Mind) -> Iterator[Occasion]:
    """Yield approved changes that are not started yet, until the room knows what they wait for."""
    for run, since in _ready(mind):
        other = _held_up(mind, run)
        if other and other["status"] == "running" and mind.odds("announces", run["id"]):
            yield Occasion(run["id"], max(since, other["started_at"]), {"run": run, "other": other})


def _say_waiting(_mind: Mind, occasion: Occasion) -> Act:
    run, other = occasion.about["run"], occasion.about["other"]
    both = f"both touch {run['component']}"
    return say(
        f"{run['title']} waits until {other['title']} is done: {both}. "
        f"Tell me to start it if they may run together."
    )


def _unproven(mind: Mind) -> Iterator[Row]:
    """Yield changes whose effect is about to be checked: the next one there waits for that."""
    for run in mind.finished():
        fresh = mind.t < run["finished_at"] + FORGOTTEN
        if fresh and not run["verified"] and mind.odds("verifies", run["id"]):
            yield run


def attempt(mind: Mind, run: Row, since: int) -> Occasion | None:
    """Return the occasion to start a change; after a refusal later, and not for ever."""
    said = mind.refusals.get(run["action"], ())
    if not said:
        return Occasion(run["id"], since, run)
    last, opened = said[-1][0], mind.opened_at
    if opened is not None and opened > last:
        return Occasion(f"{run['id']}/{len(said)}+", opened, run)
    if len(said) > len(_RETRY):
        return None
    return Occasion(f"{run['id']}/{len(said)}", last + _RETRY[len(said) - 1], run)


def start(_mind: Mind, occasion: Occasion) -> Act:
    """Start a change that was proposed."""
    return "action.start", {"id": occasion.about["id"]}


START_HABITS: tuple[Habit, ...] = (
    Habit("announce", _unannounced, _announce),
    Habit("say-waiting", _waiting_long, _say_waiting, pace="say-failed"),
    Habit("capture", _uncaptured, _capture),
    Habit("start", _startable, start),
)
"""Habits of the operations lead once a change may begin."""
