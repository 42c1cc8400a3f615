"""The change history as people read it: what the scenario lists, and what the team has done."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.engine.core import Core
from simulator.engine.happening import Happening
from simulator.model.units import HOUR, MINUTE, clock_text, parse_clock

__all__ = ["NOTHING_CHANGED", "History", "day_text"]

NOTHING_CHANGED = "no changes on record"
_DAY = 24 * HOUR
_ENDS = {"action.failed": "failed", "action.aborted": "stopped"}


@dataclass(frozen=True, slots=True)
class _Entry:
    at: int
    what: str
    """Service and change, as one text."""
    by: str


def day_text(clock0: str, at: int, now: int) -> str:
    """Return the day of a moment as seen from ``now`` (both ms): empty if it is the same day.

    >>> day_text("14:10", -26 * HOUR, 0), day_text("14:10", -3 * HOUR, 0)
    ('yesterday ', '')
    """
    midnight = parse_clock(clock0) * MINUTE
    ago = (midnight + now) // _DAY - (midnight + at) // _DAY
    if ago <= 0:
        return ""
    return "yesterday " if ago == 1 else f"{ago} days ago "


class History:
    """All changes on record: those of the scenario, and the team's own, done or done in part.

    What only looked is no change, and neither is what ended before any of it was done.
    """

    def __init__(self, core: Core) -> None:
        self._core = core
        self._names: dict[str, str] = {}
        self._done: dict[str, str] = {}
        self._own: list[_Entry] = []
        core.listen(self._seated, "seat.taken")
        core.listen(self._progressed, "action.progressed")
        core.listen(self._ended, "action.finished", "action.failed", "action.aborted")

    def lines(self) -> list[str]:
        """Return what is on record at this moment, the newest first."""
        now, clock0 = self._core.now, self._core.scenario.start
        listed = [
            _Entry(change.at, f"{change.service}: {change.what}", change.by)
            for change in self._core.scenario.changes
            if change.at <= now
        ]
        entries = sorted([*listed, *self._own], key=lambda entry: (-entry.at, entry.what))
        return [
            f"{day_text(clock0, entry.at, now)}{clock_text(clock0, entry.at)} {entry.what}"
            + (f" (by {entry.by})" if entry.by else "")
            for entry in entries
        ]

    def _seated(self, happening: Happening) -> None:
        self._names[happening.data["person"]] = happening.data["name"]

    def _progressed(self, happening: Happening) -> None:
        data = happening.data
        if data["done"]:
            self._done[data["id"]] = f"{data['done']} of {data['of']} stages"

    def _ended(self, happening: Happening) -> None:
        data, title = happening.data, happening.data["title"]
        spec, done = self._core.scenario.actions[data["action"]], self._done.pop(data["id"], "")
        if spec.kind == "diagnostic":
            return
        if happening.kind != "action.finished":
            if not done:
                return
            title += f", {_ENDS[happening.kind]} after {done}"
        by = self._names.get(happening.actor, happening.actor)
        self._own.append(_Entry(happening.t, f"{spec.component}: {title}", by))
