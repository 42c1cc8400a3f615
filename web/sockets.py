"""The socket side of a room: decode, hand to the session, answer."""

from __future__ import annotations

import json
from typing import Any

from flask import request
from flask_socketio import Namespace
from socketio.exceptions import ConnectionRefusedError as Refused

from simulator.model.errors import Refusal
from simulator.rules.views import Viewer
from simulator.session import FACILITATOR, Sender
from web.identity import Identity, Keys
from web.limits import Knocks
from web.room import Room
from web.rooms import Rooms

__all__ = ["NAMESPACE", "DrillNamespace"]

NAMESPACE = "/drill"
MAX_COMMAND = 16_000
"""Most characters that a command may have as JSON."""

_LONGEST_KEY = 100


def _refused(refusal: Refusal) -> dict[str, Any]:
    return {"ok": False, "error": refusal.as_json()}


class DrillNamespace(Namespace):
    """``/drill``: see ``docs/wire.md`` for every message."""

    def __init__(self, rooms: Rooms, keys: Keys, knocks: Knocks) -> None:
        """Serve the rooms of this process."""
        super().__init__(NAMESPACE)
        self._rooms = rooms
        self._keys = keys
        self._knocks = knocks
        self._seats: dict[str, tuple[Room, Sender]] = {}

    def trigger_event(self, event: str, *args: Any) -> Any:
        """Answer a message of an unknown name, instead of saying nothing."""
        if not hasattr(self, f"on_{event}"):
            hint = "This namespace takes 'command'."
            return _refused(Refusal("unknown_verb", f"No message {event[:60]!r}.", hint))
        return super().trigger_event(event, *args)

    def on_connect(self, auth: object = None) -> None:
        """Let somebody in who has a token, and send the whole view."""
        try:
            room, sender, viewer = self._enter(auth)
        except Refusal as refusal:
            raise Refused(refusal.message, refusal.as_json()) from None
        connection = self._connection()
        self._seats[connection] = (room, sender)
        seen = auth.get("seen") if isinstance(auth, dict) else 0
        room.connect(connection, viewer, seen if isinstance(seen, int) else 0)

    def on_disconnect(self, _reason: object = None) -> None:
        """Forget a connection."""
        connection = self._connection()
        if found := self._seats.pop(connection, None):
            found[0].disconnect(connection)

    def on_command(self, message: object = None, *_rest: object) -> dict[str, Any]:
        """Answer a command, always."""
        try:
            self._knocks.command(self._connection())
            room, sender = self._seats[self._connection()]
            verb, args, key = self._decode(message)
        except Refusal as refusal:
            return _refused(refusal)
        except KeyError:
            return _refused(Refusal("not_seated", "You are not connected to a drill.", "Reload."))
        return room.session.submit(sender, verb, args, key)

    def _enter(self, auth: object) -> tuple[Room, Sender, Viewer]:
        token = auth.get("token") if isinstance(auth, dict) else None
        identity = self._keys.read(token)
        if identity is None or identity.kind == "host":
            raise Refusal("not_seated", "That link is not valid.", "Join again with the code.")
        room = self._rooms.get(identity.drill)
        if identity.kind == "facilitator":
            return room, Sender(FACILITATOR, staff=True), Viewer(FACILITATOR, FACILITATOR)
        return room, Sender(identity.person), self._person(room, identity)

    @staticmethod
    def _person(room: Room, identity: Identity) -> Viewer:
        person = room.session.state.people.get(identity.person)
        if person is None or person.seat is None:
            raise Refusal("not_seated", "You have no seat in this drill.", "Join again.")
        return Viewer(person.id, person.seat)

    @staticmethod
    def _decode(message: object) -> tuple[object, object, str | None]:
        if not isinstance(message, dict):
            hint = "Send {verb, args, client_key}."
            raise Refusal("bad_args", f"A command is an object, not {message!r:.60}.", hint)
        try:
            size = len(json.dumps(message, default=str, ensure_ascii=False))
        except RecursionError:
            raise Refusal("bad_args", "A command is not nested that deeply.") from None
        if size > MAX_COMMAND:
            raise Refusal("too_large", f"More than {MAX_COMMAND:,} characters.", "Say it shorter.")
        key = message.get("client_key")
        if key is not None and not (isinstance(key, str) and 0 < len(key) <= _LONGEST_KEY):
            raise Refusal("bad_args", f"client_key is a text of 1 to {_LONGEST_KEY} characters.")
        return message.get("verb"), message.get("args", {}), key

    @staticmethod
    def _connection() -> str:
        return str(request.sid)  # type: ignore[attr-defined]  # Flask-SocketIO adds it
