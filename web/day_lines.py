"""Everybody who is connected to a game day."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from simulator.model.errors import Refusal
from web.room import HangUp, Send

__all__ = ["Line", "Lines"]

_LOG = logging.getLogger(__name__)


_FEW = 30
"""So many connections are told of everything at once."""
_EACH_S = 0.005
"""More are told once in so many seconds for each of them: telling one takes a fifth of it."""

View = Callable[["Line"], dict[str, Any]]


@dataclass(slots=True)
class Line:
    """One connection: whose it is (the host's, if ``person`` is None), and what it was told.

    ``base`` is the address under which they found the site.
    """

    person: str | None
    base: str
    overview: Any = None


class Lines:
    """The connections of one day. Its owner's lock guards it."""

    def __init__(self, day: str, send: Send, hang_up: HangUp) -> None:
        """Start without anybody."""
        self._day = day
        self._send = send
        self._hang_up = hang_up
        self._lines: dict[str, Line] = {}
        self._told_at = float("-inf")

    def __bool__(self) -> bool:
        """Tell whether anybody is connected."""
        return bool(self._lines)

    def add(self, connection: str, line: Line) -> None:
        """Know a connection."""
        self._lines[connection] = line

    def drop(self, connection: str) -> bool:
        """Forget a connection; tell whether it was known."""
        return self._lines.pop(connection, None) is not None

    def online(self) -> set[str]:
        """Return the members who are connected, each once however many tabs they have."""
        return {line.person for line in self._lines.values() if line.person}

    def hosts(self) -> list[Line]:
        """Return the connections of the host."""
        return [line for line in self._lines.values() if line.person is None]

    def wait(self, now: float) -> float:
        """Return for how many seconds a crowd is not to be told again; 0 for a few people.

        ``now`` is a monotonic clock in seconds. In a full lobby each telling costs a quarter of a
        second, and everybody who comes, goes or is ready would be worth one.
        """
        count = len(self._lines)
        return max(self._told_at + count * _EACH_S - now, 0.0) if count > _FEW else 0.0

    def tell(self, view: View, now: float) -> None:
        """Send everybody the day as they may see it; ``now`` as in :meth:`wait`."""
        self._told_at = now
        for connection in list(self._lines):
            self.tell_one(connection, view)

    def tell_one(self, connection: str, view: View) -> None:
        """Send the day to one connection, if it is known."""
        if (line := self._lines.get(connection)) is None:
            return
        try:
            self._send(connection, "day", view(line))
        except Exception:  # noqa: BLE001 - one bad connection must not silence the others
            _LOG.exception("day %s: a connection could not be told", self._day)
            del self._lines[connection]
            self._hang_up(connection)

    def survey(self, overview: dict[str, Any]) -> None:
        """Send the overview to every host for whom it is news; no rooms are none at first."""
        for connection, line in list(self._lines.items()):
            if line.person is None and overview != (line.overview or {"rooms": []}):
                line.overview = overview
                self._send(connection, "overview", overview)

    def see_out(self, gone: Collection[str], reason: Refusal) -> None:
        """Tell people who are not in the day any more why, and hang up on them."""
        for connection, line in list(self._lines.items()):
            if line.person in gone:
                del self._lines[connection]
                self._send(connection, "removed", reason.as_json())
                self._hang_up(connection)
