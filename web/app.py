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
from simulator.store import Store
from web import ws_shim
from web.assets import asset
from web.identity import Keys
from web.limits import Knocks
from web.pages import Pages, blueprint
from web.rooms import Rooms
from web.sockets import NAMESPACE, DrillNamespace

__all__ = ["Site", "create_site"]

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html"
)
_MAX_FORM = 64_000


@dataclass(frozen=True, slots=True)
class Site:
    """A running application and the parts that a server needs to hold."""

    app: Flask
    socketio: SocketIO
    rooms: Rooms
    host_key: str


def create_site(  # noqa: PLR0913 - its parts arrive as arguments
    *,
    store: Store,
    library: Library,
    wall: Callable[[], float],
    today_ms: Callable[[], int],
    async_mode: Literal["gevent", "threading"] = "threading",
    behind_proxy: bool = False,
) -> Site:
    """Build the application.

    ``behind_proxy`` believes the address, scheme and host that one proxy in front passes on.
    ``wall`` is a monotonic clock in seconds, ``today_ms`` the calendar in ms since 1970.
    """
    ws_shim.install()
    app = Flask("web", template_folder="templates", static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=_MAX_FORM)
    if behind_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]  # as its documentation says
    app.jinja_env.globals["asset"] = asset
    socketio = SocketIO(
        app,
        async_mode=async_mode,
        async_handlers=False,  # a client's commands stay in the order in which it sent them
        transports=["websocket"],  # type: ignore[call-arg]  # passed on to Engine.IO; not in the stubs
        max_http_buffer_size=_MAX_FORM,
        ping_interval=10,
        ping_timeout=10,
    )

    def send(connection: str, name: str, content: dict[str, Any]) -> None:
        socketio.emit(name, content, namespace=NAMESPACE, to=connection)

    def hang_up(connection: str) -> None:
        close = app.extensions["socketio"].server.disconnect
        socketio.start_background_task(close, connection, namespace=NAMESPACE)

    rooms = Rooms(
        store=store,
        library=library,
        send=send,
        hang_up=hang_up,
        spawn=socketio.start_background_task,
        wall=wall,
        today_ms=today_ms,
        new_id=lambda: secrets.token_hex(5),
        new_seed=lambda: secrets.randbelow(1_000_000),
    )
    keys, knocks, host_key = Keys(store), Knocks(), _host_key(store)
    app.register_blueprint(blueprint(Pages(rooms, keys, knocks, host_key)))
    app.register_error_handler(HTTPException, _http_error)
    app.before_request(_same_origin)
    app.after_request(_headers)
    socketio.on_namespace(DrillNamespace(rooms, keys, knocks))
    return Site(app, socketio, rooms, host_key)


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
        page = render_template(
            "error.html", code=403, title="Not from here", message="Cross-site form.", hint=""
        )
        return page, 403
    return None


def _headers(answer: Response) -> Response:
    answer.headers.setdefault("Content-Security-Policy", _POLICY)
    answer.headers.setdefault("X-Content-Type-Options", "nosniff")
    answer.headers.setdefault("Referrer-Policy", "no-referrer")
    if answer.mimetype == "text/html":
        answer.headers.setdefault("Cache-Control", "no-store")
    return answer


def _http_error(error: HTTPException) -> tuple[str, int]:
    code = error.code or 500
    page = render_template(
        "error.html", code=code, title=error.name, message=error.description or "", hint=""
    )
    return page, code
