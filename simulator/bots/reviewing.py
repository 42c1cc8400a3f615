"""Habits after an incident: write the review, share it, and put what was learned into a runbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from simulator.bots.habit import Act, Habit, Occasion
from simulator.bots.lessons import lesson, review
from simulator.bots.mind import Mind

__all__ = ["REVIEW_HABITS"]

Row = Mapping[str, Any]


def _since(mind: Mind) -> int | None:
    """Return since when there is something to review: it was closed, or the drill is over."""
    if mind.declared_at is None:
        return None
    if mind.resolved_at is not None:
        return mind.resolved_at
    return mind.t if mind.over else None


def _written(mind: Mind, part: str) -> Any:
    return (mind.view.get("review") or {}).get(part)


def _mine(mind: Mind) -> bool:
    """Tell whether the review is this bot's: its owner writes it."""
    scheduled = mind.incident.get("postmortem")
    if scheduled:
        return bool(scheduled["owner"] == mind.me)
    # Nobody was named: whoever led the repair writes, once everything is over.
    return mind.over and mind.me == (mind.holder("ol") or mind.seated("ol") or mind.me)


def _unwritten(mind: Mind) -> Iterator[Occasion]:
    since = _since(mind)
    open_ = since is not None and not _written(mind, "draft") and _mine(mind)
    if open_ and mind.odds("writes-review"):
        yield Occasion("draft", since or 0)


def _write(mind: Mind, _occasion: Occasion) -> Act:
    return "postmortem.write", review(mind)


def _unshared(mind: Mind) -> Iterator[Occasion]:
    draft = _written(mind, "draft")
    leads = mind.seat == "ic" or mind.leads
    if draft and leads and not _written(mind, "shared") and mind.odds("shares"):
        yield Occasion("share", draft["at"])


def _share(_mind: Mind, _occasion: Occasion) -> Act:
    return "postmortem.share", {"with": "engineering, product, support and leadership"}


def _unlearned(mind: Mind) -> Iterator[Occasion]:
    since = _since(mind)
    open_ = since is not None and mind.seat == "ol" and not _written(mind, "runbooks")
    if open_ and mind.odds("updates-runbook"):
        yield Occasion("runbook", since or 0)


def _update(mind: Mind, _occasion: Occasion) -> Act:
    books = [s for s in mind.rows("evidence", "sources") if s["kind"] == "runbook"]
    read = {look["source"] for look in mind.looks}
    chosen = next((b for b in books if b["source"] in read), books[0] if books else None)
    args = {"text": lesson(mind)}
    return "runbook.update", args | ({"source": chosen["source"]} if chosen else {})


REVIEW_HABITS: tuple[Habit, ...] = (
    Habit("write-review", _unwritten, _write, afterwards=True),
    Habit("share-review", _unshared, _share, afterwards=True),
    Habit("update-runbook", _unlearned, _update, afterwards=True),
)
"""Habits of every seat once it is over."""
