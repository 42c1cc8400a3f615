"""What a bot keeps of the events that went by: for the record, the review, and when to get help."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["KEY_EVENTS", "Notebook"]

Row = Mapping[str, Any]

KEY_EVENTS = frozenset({
    "incident.declared", "severity.set", "role.accepted", "hypothesis.tested", "decision.logged",
    "action.started", "action.finished", "action.failed", "mitigation.verified",
    "recovery.verified",
})  # fmt: skip
"""What a scribe writes into the document, each with what it refers to."""
_PASSING = frozenset({
    "update.posted", "statuspage.posted", "plan.reviewed", "hypothesis.stated", "task.reported",
    "scope.defined", "action.progressed",
})  # fmt: skip
"""What an entry may refer to that keeps the record fresh."""
_STORY = KEY_EVENTS | {"incident.resolved", "incident.reopened", "alert.fired"}
"""What a review tells with its time."""
_PROGRESS = frozenset({
    "incident.declared", "changes.reviewed", "evidence.viewed", "hypothesis.tested",
    "action.started", "action.finished", "action.failed", "action.aborted", "mitigation.verified",
})  # fmt: skip


def _is_call(event: Row) -> bool:
    """Tell whether somebody of the team called for help; the pager calls by itself, too."""
    data = event["data"]
    if event["kind"] == "escalation.sent":
        return bool(data.get("by") == "seat")
    return bool(event["kind"] == "page.sent" and data.get("level") == "requested")


class Notebook:
    """Events that matter later, in the order in which they came. Times are ms of drill time."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self.unwritten: dict[int, Row] = {}
        """Key events that no entry of the document refers to, by their seq."""
        self.passing: dict[int, Row] = {}
        self.entry: tuple[int, int] | None = None
        """Seq and time of the newest entry in the document."""
        self.story: list[Row] = []
        self.progress_at: int | None = None
        self.called: list[int] = []
        """When somebody of the team called for help."""
        self.announced: dict[str, int] = {}

    def hear(self, event: Row) -> None:
        """Take in one event."""
        kind = str(event["kind"])
        if kind in KEY_EVENTS:
            self.unwritten[event["seq"]] = event
        elif kind in _PASSING:
            self.passing[event["seq"]] = event
        elif kind == "doc.updated":
            self._entered(event)
        elif kind == "action.announced":
            self.announced.setdefault(str(event["data"].get("id", "")), event["t"])
        elif _is_call(event):
            self.called.append(event["t"])
        self._tell(kind, event)

    def _tell(self, kind: str, event: Row) -> None:
        if kind in _STORY:
            self.story.append(event)
        if kind in _PROGRESS:
            self.progress_at = event["t"]

    def _entered(self, event: Row) -> None:
        self.entry = event["seq"], event["t"]
        for seq in event["data"].get("refs") or ():
            self.unwritten.pop(seq, None)
            self.passing.pop(seq, None)

    def first(self, kind: str) -> Row | None:
        """Return the first event of a kind that belongs to the story."""
        return next((e for e in self.story if e["kind"] == kind), None)
