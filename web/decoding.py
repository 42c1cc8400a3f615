"""What every socket namespace does with a message: decode it, name its sender, word a refusal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from flask import request
from socketio.exceptions import ConnectionRefusedError as Refused

from simulator.model.errors import Refusal
from simulator.model.phrases import phrase, told
from web.language import current

__all__ = [
    "MAX_COMMAND",
    "connection",
    "decode",
    "is_unknown",
    "refused",
    "turned_away",
    "unknown_message",
]

MAX_COMMAND = 40_000
"""Most characters that a command may have as JSON: a whole review, for one."""

_LONGEST_KEY = 100
_COMING_AND_GOING = ("connect", "disconnect")


def decode(message: object) -> tuple[object, object, str | None]:
    """Return verb, arguments and client key of a command.

    Raises:
        Refusal: ``bad_args`` or ``too_large``.
    """
    if not isinstance(message, dict):
        said = phrase("A command is an object, not {given}.", given=f"{message!r:.60}")
        raise Refusal("bad_args", said, phrase("Send {form}.", form="{verb, args, client_key}"))
    try:
        size = len(json.dumps(message, default=str, ensure_ascii=False))
    except RecursionError:
        said = phrase("A command is not nested that deeply.")
        hint = phrase("No verb takes more than a list of objects.")
        raise Refusal("bad_args", said, hint) from None
    if size > MAX_COMMAND:
        said = phrase("More than {most} characters.", most=f"{MAX_COMMAND:,}")
        raise Refusal("too_large", said, phrase("Say it shorter."))
    key = message.get("client_key")
    if key is not None and not (isinstance(key, str) and 0 < len(key) <= _LONGEST_KEY):
        said = phrase("client_key is a text of 1 to {most} characters.", most=_LONGEST_KEY)
        raise Refusal("bad_args", said, phrase("Make one up for each command, or leave it out."))
    if isinstance(key, str) and _is_torn(key):
        said = phrase("client_key has half a character (a lone surrogate).")
        raise Refusal("bad_args", said, phrase("Letters and digits are enough, as in a UUID."))
    return message.get("verb"), message.get("args", {}), key


def _is_torn(text: str) -> bool:
    """Tell whether a text cannot be written as UTF-8: no file could hold the log that has it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def refused(refusal: Refusal) -> dict[str, Any]:
    """Return the answer that carries a refusal."""
    return {"ok": False, "error": refusal.as_json()}


def turned_away(refusal: Refusal) -> Refused:
    """Return what keeps a connection out, in the language of whoever asks."""
    error = told(refusal.as_json(), current())
    return Refused(error["message"], error)


def is_unknown(space: Any, event: object, args: Sequence[Any]) -> bool:
    """Tell whether a namespace has nothing to do with a message of that name.

    That somebody comes or goes the server says, not they: a message of that name would be another
    way in beside the first one, which nobody would close behind them.
    """
    if event in _COMING_AND_GOING:
        return bool(space.socketio.server.manager.is_connected(args[0], space.namespace))
    return not (isinstance(event, str) and hasattr(space, f"on_{event}"))


def unknown_message(event: object) -> dict[str, Any]:
    """Return the answer to a message of a name that nobody knows, instead of saying nothing."""
    message = phrase("No message {name}.", name=repr(str(event)[:60]))
    return refused(Refusal("unknown_verb", message, phrase("This namespace takes 'command'.")))


def connection() -> str:
    """Return the id of the connection whose message is being handled."""
    return str(request.sid)  # type: ignore[attr-defined]  # Flask-SocketIO adds it
