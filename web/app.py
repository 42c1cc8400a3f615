"""The application: pages and sockets around the rooms, with everything handed in."""

from __future__ import annotations

import gc
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from flask import Flask, Response, render_template, request
from flask_socketio import SocketIO
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from simulator.scenario import Library
from simulator.scenario.policies import Policies
from simulator.store import Store
from web import language, ws_shim
from web.assets import asset
from web.day_sockets import DAY_NAMESPACE, DayNamespace
from web.days import Days
from web.decoding import MAX_COMMAND
from web.identity import Keys
from web.language import _
from web.limits import Knocks
from web.namespaces import in_words_of
from web.pages import Pages, blueprint
from web.pages.refusals import http_error_page
from web.room import HangUp, Send
from web.rooms import Rooms
from web.sockets import NAMESPACE, DrillNamespace

__all__ = ["Site", "create_site"]

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html"
)
_MAX_FORM = 64_000
_MAX_MESSAGE = 12 * MAX_COMMAND + 4_000
"""Most bytes of a socket message: a command, even if each of its characters is written as two
escapes, and what is wrapped around it."""


@dataclass(frozen=True, slots=True)
class Site:
    """A running application and the parts that a server needs to hold."""

    app: Flask
    socketio: SocketIO
    rooms: Rooms
    days: Days
    host_key: str


def create_site(  # noqa: PLR0913 - its parts arrive as arguments
    *,
    store: Store,
    library: Library,
    wall: Callable[[], float],
    today_ms: Callable[[], int],
    async_mode: Literal["gevent", "threading"] = "threading",
    behind_proxy: bool = False,
    policies: Policies | None = None,
    default_policy: str = "imag",
) -> Site:
    """Build the application.

    A new drill may have any of the ``policies`` (without them, any built-in one).
    ``behind_proxy`` believes the address, scheme and host that one proxy in front passes on.
    ``wall`` is a monotonic clock in seconds, ``today_ms`` the calendar in ms since 1970.
    """
    ws_shim.install()
    app = Flask("web", template_folder="templates", static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=_MAX_FORM)
    if behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]  # as its documentation says
    app.jinja_env.globals["asset"] = asset
    language.install(app)
    socketio = _socketio(app, async_mode)
    new_id, new_seed = lambda: secrets.token_hex(5), lambda: secrets.randbelow(1_000_000)
    send, hang_up = _line(socketio, app, NAMESPACE)
    rooms = Rooms(
        store=store,
        library=library,
        policies=policies,
        default_policy=default_policy,
        send=send,
        hang_up=hang_up,
        spawn=socketio.start_background_task,
        wall=wall,
        today_ms=today_ms,
        new_id=new_id,
        new_seed=new_seed,
    )
    send, hang_up = _line(socketio, app, DAY_NAMESPACE)
    days = Days(
        store=store,
        rooms=rooms,
        send=send,
        hang_up=hang_up,
        spawn=socketio.start_background_task,
        wall=wall,
        today_ms=today_ms,
        new_id=new_id,
        new_secret=lambda: secrets.token_hex(16),
        new_seed=new_seed,
    )
    keys, knocks, host_key = Keys(store), Knocks(), _host_key(store)
    app.register_blueprint(blueprint(Pages(rooms, days, keys, knocks, host_key)))
    app.register_error_handler(HTTPException, http_error_page)
    app.before_request(_same_origin)
    app.after_request(_headers)
    socketio.on_namespace(DrillNamespace(rooms, keys, knocks))
    socketio.on_namespace(DayNamespace(days, keys, knocks))
    return Site(app, socketio, rooms, days, host_key)


def _socketio(app: Flask, async_mode: Literal["gevent", "threading"]) -> SocketIO:
    return SocketIO(
        app,
        async_mode=async_mode,
        async_handlers=False,  # a client's commands stay in the order in which it sent them
        transports=["websocket"],  # type: ignore[call-arg]  # passed on to Engine.IO; not in the stubs
        max_http_buffer_size=_MAX_MESSAGE,
        ping_interval=10,
        ping_timeout=10,
    )


def _line(socketio: SocketIO, app: Flask, namespace: str) -> tuple[Send, HangUp]:
    """Return how to send to a connection of a namespace, and how to close it."""

    def send(connection: str, name: str, content: dict[str, Any]) -> None:
        server = app.extensions["socketio"].server
        said = in_words_of(server, namespace, connection, content)
        socketio.emit(name, said, namespace=namespace, to=connection)

    def hang_up(connection: str) -> None:
        close = app.extensions["socketio"].server.disconnect
        socketio.start_background_task(close, connection, namespace=namespace)

    return send, hang_up


def tune_collector() -> None:
    """Let the garbage collector walk the sockets rarely: it is what makes slow answers slow."""
    gc.set_threshold(50_000, 20, 100)
    gc.freeze()


def _host_key(store: Store) -> str:
    key = store.setting("host_key")
    if key is None:
        key = secrets.token_urlsafe(18)
        store.set_setting("host_key", key)
    return key


def _same_origin() -> tuple[str, int] | None:
    """Refuse forms that another site sends; cookies are SameSite=Lax besides."""
    origin = request.headers.get("Origin")
    if request.method == "POST" and origin and origin != request.host_url.rstrip("/"):
        title, message = _("Not from here"), _("Cross-site form.")
        page = render_template("error.html", code=403, title=title, message=message, hint="")
        return page, 403
    return None


def _headers(answer: Response) -> Response:
    answer.headers.setdefault("Content-Security-Policy", _POLICY)
    answer.headers.setdefault("X-Content-Type-Options", "nosniff")
    answer.headers.setdefault("Referrer-Policy", "no-referrer")
    if answer.mimetype == "text/html":
        answer.headers.setdefault("Cache-Control", "no-store")
    return answer
