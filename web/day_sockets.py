"""The socket side of a game day: decode, hand to the day, answer."""

from __future__ import annotations

from typing import Any

from flask import request

from simulator.model.errors import Refusal
from simulator.model.phrases import phrase
from web.day_room import DayRoom
from web.days import Days
from web.decoding import connection, decode, refused, turned_away
from web.identity import Keys
from web.limits import Knocks
from web.namespaces import SpokenNamespace

__all__ = ["DAY_NAMESPACE", "DayNamespace"]

DAY_NAMESPACE = "/day"


class DayNamespace(SpokenNamespace):
    """``/day``: see ``docs/game-days.md`` for every message."""

    def __init__(self, days: Days, keys: Keys, knocks: Knocks) -> None:
        """Serve the game days of this process."""
        super().__init__(DAY_NAMESPACE)
        self._days = days
        self._keys = keys
        self._knocks = knocks
        self._places: dict[str, tuple[DayRoom, str | None]] = {}

    def on_connect(self, auth: object = None) -> None:
        """Let somebody in who has a token, and send the whole day."""
        try:
            room, person = self._enter(auth)
        except Refusal as refusal:
            raise turned_away(refusal) from None
        sid = connection()
        self._places[sid] = (room, person)
        room.connect(sid, person, request.host_url.rstrip("/"))

    def on_disconnect(self, _reason: object = None) -> None:
        """Forget a connection."""
        sid = connection()
        if found := self._places.pop(sid, None):
            found[0].disconnect(sid)

    def on_command(self, message: object = None, *_rest: object) -> dict[str, Any]:
        """Answer a command, always."""
        try:
            self._knocks.command(connection())
            room, person = self._places[connection()]
            verb, args, key = decode(message)
        except Refusal as refusal:
            return refused(refusal)
        except KeyError:
            message = phrase("You are not connected to a day.")
            return refused(Refusal("not_seated", message, phrase("Reload.")))
        return room.submit(person, verb, args, key)

    def _enter(self, auth: object) -> tuple[DayRoom, str | None]:
        token = auth.get("token") if isinstance(auth, dict) else None
        identity = self._keys.read(token)
        if identity is None or identity.kind not in ("day_host", "member"):
            hint = phrase("Join again with the code.")
            raise Refusal("not_seated", phrase("That link is not valid."), hint)
        room = self._days.get(identity.drill)
        if identity.kind == "day_host":
            return room, None
        return room, room.member(identity.person).id
