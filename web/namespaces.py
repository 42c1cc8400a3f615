"""What a socket sends and answers, in the language of whoever is at the other end."""

from __future__ import annotations

from typing import Any

from flask_socketio import Namespace

from simulator.model.phrases import told
from web.catalogues import ENGLISH
from web.decoding import is_unknown, unknown_message
from web.language import accepted

__all__ = ["SpokenNamespace", "in_words_of"]


class SpokenNamespace(Namespace):
    """A namespace that answers every message, also one of an unknown name."""

    def trigger_event(self, event: str, *args: Any) -> Any:
        """Answer a message; its first argument is the connection."""
        space: Any = self  # the stubs do not know what a namespace is given
        if is_unknown(self, event, args):
            answer: Any = unknown_message(event)
        else:
            answer = super().trigger_event(event, *args)
        return in_words_of(space.socketio.server, space.namespace, args[0], answer)


def in_words_of(server: Any, namespace: str, connection: str, content: Any) -> Any:
    """Return content as the browser at the end of a connection wishes to read it.

    ``server`` is the Socket.IO server: it remembers the request that opened a connection.
    """
    try:
        environ = server.get_environ(connection, namespace) or {}
    except KeyError:  # it has just gone
        return content
    words = accepted(environ.get("HTTP_ACCEPT_LANGUAGE", ""))
    return content if words.language == ENGLISH else told(content, words)
