"""The socket side of a room: decode, hand to the session, answer."""

from __future__ import annotations

from typing import Any

from simulator.model.errors import Refusal
from simulator.model.phrases import phrase
from simulator.rules.views import Viewer
from simulator.session import FACILITATOR, Sender
from web.decoding import connection, decode, refused, turned_away
from web.identity import Identity, Keys
from web.limits import Knocks
from web.namespaces import SpokenNamespace
from web.room import Room
from web.rooms import Rooms

__all__ = ["NAMESPACE", "DrillNamespace"]

NAMESPACE = "/drill"


class DrillNamespace(SpokenNamespace):
    """``/drill``: see ``docs/wire.md`` for every message."""

    def __init__(self, rooms: Rooms, keys: Keys, knocks: Knocks) -> None:
        """Serve the rooms of this process."""
        super().__init__(NAMESPACE)
        self._rooms = rooms
        self._keys = keys
        self._knocks = knocks
        self._seats: dict[str, tuple[Room, Sender]] = {}

    def on_connect(self, auth: object = None) -> None:
        """Let somebody in who has a token, and send the whole view."""
        try:
            room, sender, viewer = self._enter(auth)
        except Refusal as refusal:
            raise turned_away(refusal) from None
        sid = connection()
        self._seats[sid] = (room, sender)
        seen = auth.get("seen") if isinstance(auth, dict) else 0
        room.connect(sid, viewer, seen if isinstance(seen, int) else 0)

    def on_disconnect(self, _reason: object = None) -> None:
        """Forget a connection."""
        sid = connection()
        if found := self._seats.pop(sid, None):
            found[0].disconnect(sid)

    def on_command(self, message: object = None, *_rest: object) -> dict[str, Any]:
        """Answer a command, always."""
        try:
            self._knocks.command(connection())
            room, sender = self._seats[connection()]
            verb, args, key = decode(message)
        except Refusal as refusal:
            return refused(refusal)
        except KeyError:
            message = phrase("You are not connected to a drill.")
            return refused(Refusal("not_seated", message, phrase("Reload.")))
        return room.submit(sender, verb, args, key)

    def on_seen(self, message: object = None, *_rest: object) -> None:
        """Take in how far somebody has read. There is nothing to answer, so nonsense is dropped."""
        try:
            self._knocks.command(connection())
            room, sender = self._seats[connection()]
        except (Refusal, KeyError):
            return
        if isinstance(message, dict):
            room.has_read(sender.person, message.get("seq"))

    def _enter(self, auth: object) -> tuple[Room, Sender, Viewer]:
        token = auth.get("token") if isinstance(auth, dict) else None
        identity = self._keys.read(token)
        if identity is None or identity.kind not in ("facilitator", "person"):
            hint = phrase("Join again with the code.")
            raise Refusal("not_seated", phrase("That link is not valid."), hint)
        room = self._rooms.get(identity.drill)
        if identity.kind == "facilitator":
            return room, Sender(FACILITATOR, staff=True), Viewer(FACILITATOR, FACILITATOR)
        return room, Sender(identity.person), self._person(room, identity)

    @staticmethod
    def _person(room: Room, identity: Identity) -> Viewer:
        person = room.session.state.people.get(identity.person)
        if person is None or person.seat is None:
            message = phrase("You have no seat in this drill.")
            raise Refusal("not_seated", message, phrase("Join again."))
        return Viewer(person.id, person.seat)
