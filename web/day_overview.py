"""The rooms of a game day side by side, for the host and nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from simulator.gameday.state import OpenRoom
from simulator.model.errors import Refusal
from simulator.model.state import DrillState
from simulator.rules.views import Viewer
from simulator.session import FACILITATOR
from web.live_score import LiveScore
from web.room import Room
from web.rooms import Rooms

__all__ = ["Overview"]

Row = dict[str, Any]

_WATCHER = "overview"


class _Watch:
    """One room: what everybody in it did last, and its letters; both go on from the last look."""

    def __init__(self, team: int, room: Room) -> None:
        self.team = team
        self.room = room
        self.letters: dict[str, str | None] = {}
        self._last: dict[str, tuple[int, str]] = {}
        self._seen = 0
        self._watched = False
        self._score = LiveScore(room.session, self._judged)

    def judge(self) -> None:
        """Judge the drill again if it is time; the first time all of it."""
        if self._watched:
            self._score.step()
        else:
            self._watched = True
            self._score.watch(_WATCHER, Viewer(FACILITATOR, FACILITATOR))

    def _judged(self, _watcher: str, news: Row) -> None:
        capabilities = news.get("capabilities", {})
        self.letters |= {name: one["letter"] for name, one in capabilities.items()}

    def row(self) -> Row:
        """Return the room as of this moment."""
        room, session = self.room, self.room.session
        with session.lock:
            for event in session.events_after(self._seen):
                self._last[event.actor] = (event.t, event.kind)
            self._seen = session.seq
            state, position = session.state, session.position()
            return {
                "team": self.team,
                "drill": room.row.id,
                "state": state.phase,
                "frozen": state.frozen,
                "t": position.t,
                "speed": position.speed,
                **_incident(state),
                "people": self._people(state),
                "letters": dict(self.letters),
                "console": f"/console/{room.row.id}",
                "debrief": f"/console/{room.row.id}/debrief" if state.phase == "ended" else None,
            }

    def _people(self, state: DrillState) -> list[Row]:
        online = set(self.room.online())
        rows = []
        for person in state.people.values():
            if person.seat is None or person.persona:
                continue
            last_at, last = self._last.get(person.id, (None, None))
            rows.append(
                {
                    "person": person.id,
                    "name": person.name,
                    "seat": person.seat,
                    "bot": person.bot is not None,
                    "online": person.id in online,
                    "last_at": last_at,
                    "last": last,
                    "hand": person.hand is not None,
                }
            )
        return rows


def _incident(state: DrillState) -> Row:
    """Return how far a team has come with its incident."""
    runs = list(state.actions.values())
    acked = [page.acked_at for page in state.pages.values() if page.acked_at is not None]
    worked = [run.verified["at"] for run in runs if run.verified and run.verified.get("worked")]
    return {
        "acked_at": min(acked, default=None),
        "declared_at": state.declared_at,
        "severity": state.severity,
        "resolved_at": state.resolved_at,
        "mitigated": bool(worked),
        "mitigated_at": min(worked, default=None),
        "runs": {
            "running": sum(run.status == "running" for run in runs),
            "finished": sum(run.finished_at is not None for run in runs),
        },
        "updates": len(state.updates),
        "asked": sum(one.answered_at is None for one in state.questions.values()),
        "public": state.statuspage[-1]["stage"] if state.statuspage else None,
    }


class Overview:
    """The rooms of one day. Judging a drill costs, so one room is judged at a time."""

    def __init__(self, rooms: Rooms) -> None:
        """Watch nothing yet."""
        self._rooms = rooms
        self._watches: dict[str, _Watch] = {}
        self._turn = 0

    def build(self, open_rooms: Sequence[OpenRoom]) -> Row:
        """Return the overview of these rooms, in their order; one is judged anew."""
        drills = [room.drill for room in open_rooms]
        for gone in self._watches.keys() - drills:
            del self._watches[gone]
        for one in open_rooms:
            if one.drill not in self._watches:
                self._find(one)
        watches = [self._watches[drill] for drill in drills if drill in self._watches]
        if watches:
            self._turn = (self._turn + 1) % len(watches)
            watches[self._turn].judge()
        return {"rooms": [watch.row() for watch in watches]}

    def _find(self, one: OpenRoom) -> None:
        try:
            self._watches[one.drill] = _Watch(one.team, self._rooms.get(one.drill))
        except Refusal:
            return  # another version recorded it: there is nothing to show
