"""A responder's habits: come when called, look where a task points, report what was seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.looking import best_source, look_words, named_sources
from simulator.bots.mind import Mind

__all__ = ["RESPONDER_HABITS"]

Row = Mapping[str, Any]

_MOST = 2
"""So many sources are looked at for one task; more is another task."""
_LONG = 900


def _called(mind: Mind) -> Iterator[Occasion]:
    for page in mind.pages:
        if page["acked_at"] is None and page["to"] in (mind.me, mind.seat):
            yield Occasion(page["id"], page["sent_at"])


def _come(_mind: Mind, occasion: Occasion) -> Act:
    return "page.ack", {"id": occasion.key}


# -- looking ---------------------------------------------------------------------------------------


def _task(mind: Mind) -> Row | None:
    """Return the task that the bot is at: one after the other, as they came."""
    mine = (t for t in mind.rows("tasks") if t["to"] == mind.me and t["acked_at"] is not None)
    left = [t for t in mine if t["reported_at"] is None and mind.odds("reports", t["id"])]
    return min(left, key=lambda t: (t["acked_at"], t["at"], t["id"]), default=None)


def _seen(mind: Mind, task: Row) -> list[Row]:
    """Return the looks that were made for a task."""
    return [look for look in mind.looks if look["asked_at"] >= task["acked_at"]]


def _unlooked(mind: Mind) -> Iterator[Occasion]:
    task = _task(mind)
    if task is None or mind.looking:
        return
    seen = _seen(mind, task)
    named, known = named_sources(mind, str(task["text"])), {str(look["source"]) for look in seen}
    # Which source fits best changes with what is read, so that is asked only once.
    wanted = named[:_MOST] if named else [] if seen else best_source(mind, str(task["text"]))
    for source in wanted:
        if source not in known:
            yield Occasion(f"{task['id']}:{source}", task["acked_at"])
            return


def _look(_mind: Mind, occasion: Occasion) -> Act:
    return "evidence.query", {"source": occasion.key.partition(":")[2]}


# -- reporting -------------------------------------------------------------------------------------


def _unreported(mind: Mind) -> Iterator[Occasion]:
    """Yield the task once everything was looked at, or its time-box is nearly over."""
    task = _task(mind)
    if task is None:
        return
    by = task["at"] + task["timebox"]
    ready = not mind.looking and not any(True for _ in _unlooked(mind))
    if ready or mind.t >= by:
        yield Occasion(task["id"], task["acked_at"], task, by)


def _report(mind: Mind, occasion: Occasion) -> Act:
    seen = [look_words(look) for look in _seen(mind, occasion.about)]
    text = " ".join(seen) or "I could not look at anything yet."
    return "task.report", {"id": occasion.key, "text": text[:_LONG]}


RESPONDER_HABITS: tuple[Habit, ...] = (
    Habit("ack", _called, _come),
    Habit("look", _unlooked, _look),
    Habit("task-report", _unreported, _report),  # in the place of what every seat says
)
"""Habits of a responder, who works for the operations lead and changes nothing."""
