"""Repairs of simple-websocket 1.1.0 under gevent, measured and reported upstream.

Four faults: a full send buffer truncates a frame (its ``send`` ignores how much was sent), the size
limit is checked only after a whole message is in memory, compression is always accepted (it costs
four times the memory a client), and Nagle's algorithm delays answers by 40 ms.
"""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from importlib.metadata import version
from typing import Any

import simple_websocket.ws as library
from engineio.async_drivers import _websocket_wsgi as driver

__all__ = ["install"]

_WRITTEN_FOR = "1.1.0"


class _WholeSends:
    """A socket whose ``send`` sends everything, one caller at a time."""

    def __init__(self, sock: Any) -> None:
        self._sock = sock
        self._lock = threading.RLock()
        with suppress(OSError, AttributeError):  # not a TCP socket: then there is no Nagle either
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def send(self, data: bytes) -> int:
        """Send all of ``data``; greenlets that come meanwhile wait their turn."""
        with self._lock:
            self._sock.sendall(data)
        return len(data)

    def __getattr__(self, name: str) -> Any:
        """Leave everything else to the socket."""
        return getattr(self._sock, name)


def install() -> None:
    """Put the repairs in place, once, before the first connection.

    Raises:
        RuntimeError: if another release of simple-websocket is installed.
    """
    found = version("simple-websocket")
    if found != _WRITTEN_FOR:
        raise RuntimeError(
            f"web/ws_shim.py is written for simple-websocket {_WRITTEN_FOR}, not {found}"
        )
    if getattr(library.Base, "misfortune_repaired", False):
        return
    _whole_sends()
    _no_compression()
    _early_limit()
    library.Base.misfortune_repaired = True


def _whole_sends() -> None:
    original = library.Base.__init__

    def init(self: Any, sock: Any = None, *args: Any, **kwargs: Any) -> None:
        original(self, None if sock is None else _WholeSends(sock), *args, **kwargs)

    library.Base.__init__ = init


class _Declined(library.PerMessageDeflate):  # type: ignore[misc]  # the library ships no types
    """Compression that is never agreed to."""

    def accept(self, _offer: str) -> None:
        """Decline what a client offers."""


def _no_compression() -> None:
    library.PerMessageDeflate = _Declined


def _early_limit() -> None:
    original = driver.SimpleWebSocketWSGI.__init__

    def init(self: Any, handler: Any, server: Any, **kwargs: Any) -> None:
        limit = {"max_message_size": server.max_http_buffer_size}
        original(self, handler, server, **(limit | kwargs))

    driver.SimpleWebSocketWSGI.__init__ = init
