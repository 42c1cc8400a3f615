"""A responder's habits: come when called, look where a task points, report what was seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from simulator.bots.choosing import telling
from simulator.bots.findings import suspect
from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.mind import Mind
from simulator.bots.outside import TROUBLE, out_of_reach

__all__ = ["RESPONDER_HABITS"]

Row = Mapping[str, Any]

_ORDER = ("logs", "dashboard", "traces", "changes", "synthetic", "support", "slo", "runbook")
"""Where somebody looks whom nobody told where."""
_MOST = 2
"""So many sources are looked at for one task; more is another task."""
_LINES = 4
"""So many lines of each are worth repeating."""
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


def _named(mind: Mind, task: Row) -> list[str]:
    """Return the sources that a task names."""
    text = str(task["text"]).lower()

    def says(words: str) -> bool:
        return re.search(rf"(?<![\w-]){re.escape(words.lower())}(?![\w-])", text) is not None

    rows = mind.rows("evidence", "sources")
    return sorted(str(s["source"]) for s in rows if says(s["title"]) or says(s["source"]))


def _best(mind: Mind, task: Row) -> list[str]:
    """Return the source that fits a task best which names none."""
    words = telling(str(task["text"]))
    ranked = sorted(mind.rows("evidence", "sources"), key=lambda s: _rank(mind, s, words))
    return [str(source["source"]) for source in ranked[:1]]


def _rank(mind: Mind, source: Row, words: set[str]) -> tuple[int, int, bool, int, str]:
    """Rank a source by what the task says, by what is suspected, then by what is still unread."""
    about = telling(f"{source['source']} {source['title']} {source['kind']}".replace("-", " "))
    guess = telling(str(suspect(mind) or "").replace("-", " "))
    read = any(look["source"] == source["source"] for look in mind.looks)
    order = _ORDER.index(source["kind"])
    return -len(about & words), -len(about & guess), read, order, str(source["source"])


def _unlooked(mind: Mind) -> Iterator[Occasion]:
    task = _task(mind)
    if task is None or mind.looking:
        return
    seen = _seen(mind, task)
    named, known = _named(mind, task), {str(look["source"]) for look in seen}
    # Which source fits best changes with what is read, so that is asked only once.
    wanted = named[:_MOST] if named else [] if seen else _best(mind, task)
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
    seen = [_words(look) for look in _seen(mind, occasion.about)]
    text = " ".join(seen) or "I could not look at anything yet."
    return "task.report", {"id": occasion.key, "text": text[:_LONG]}


def _words(look: Row) -> str:
    """Say what one look showed: what speaks of trouble first."""
    title = str(look["title"] or look["source"])
    if out_of_reach(look):
        return f"{title}: cannot be reached."
    lines = [str(line).strip().rstrip(".") for line in look["lines"]]
    lines.sort(key=lambda line: TROUBLE.search(line) is None)
    readings = [f"{one['series']} {one['text']}" for one in look["readings"]]
    said = [*lines[:_LINES], *readings[:_LINES]]
    return f"{title}: {'; '.join(said) or 'nothing that stands out'}."


RESPONDER_HABITS: tuple[Habit, ...] = (
    Habit("ack", _called, _come),
    Habit("look", _unlooked, _look),
    Habit("task-report", _unreported, _report),  # in the place of what every seat says
)
"""Habits of a responder, who works for the operations lead and changes nothing."""
