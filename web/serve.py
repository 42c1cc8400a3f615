"""``misfortune serve``: the live rooms on one process."""

from __future__ import annotations

import logging
import os
import socket
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

__all__ = ["serve"]

_DEFAULT_PORT = 8000
_TRIED = 20
_LOCAL = ("127.0.0.1", "0.0.0.0")  # noqa: S104 - compared with, not listened on


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(1, 65_535), help="Port [default: 8000 or the next free]."
)
@click.option(
    "--db",
    default="sqlite:///misfortune.db",
    show_default=True,
    help="Database URL.",
    metavar="URL",
)
@click.option(
    "--scenarios",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Another folder of scenario files; may be given more than once.",
)
@click.option(
    "--policy",
    default="imag",
    show_default=True,
    metavar="NAME|PATH",
    help="Policy of new drills, unless the page that creates one says otherwise.",
)
@click.option(
    "--policies",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of policy files to choose from; may be given more than once.",
)
@click.option("--no-browser", is_flag=True, help="Do not open the private link in a browser.")
@click.option("--behind-proxy", is_flag=True, help="Believe one proxy's X-Forwarded headers.")
def serve(  # noqa: PLR0913, PLR0917 - the options of a command
    host: str,
    port: int | None,
    db: str,
    scenarios: tuple[Path, ...],
    policy: str,
    policies: tuple[Path, ...],
    no_browser: bool,  # noqa: FBT001 - click passes it
    behind_proxy: bool,  # noqa: FBT001 - as above
) -> None:
    """Serve live rooms; prints the facilitator's private link."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    port = _port(host, port)
    site, store = _site(db, scenarios, policy, policies, behind_proxy=behind_proxy)
    url = f"http://{'localhost' if host in _LOCAL else host}:{port}"
    private = f"{url}/host/{site.host_key}"
    click.echo(f"Misfortune is running on {url}\n")
    click.echo("  Facilitator's private link (keep it to yourself):")
    click.echo(f"  {private}\n")
    click.echo("  From there: choose a scenario, create a drill, share its join link.")
    click.echo(f"  Drills are kept in {db}. Stop with Ctrl+C; nothing is lost.")
    sys.stdout.flush()
    if not no_browser and _has_browser():
        threading.Timer(0.5, webbrowser.open, [private]).start()
    site.rooms.wake()
    try:
        site.socketio.run(site.app, host=host, port=port, log_output=False)
    except KeyboardInterrupt:
        click.echo("\nStopped. Start again to go on where every drill stands.")
    finally:
        site.rooms.close()
        store.close()


def _site(
    db: str,
    scenarios: tuple[Path, ...],
    policy: str,
    folders: tuple[Path, ...],
    *,
    behind_proxy: bool,
) -> tuple[Any, Any]:
    """Build the site; imports wait until the patches of gevent are in place."""
    from simulator.cli.sources import is_path  # noqa: PLC0415
    from simulator.model.errors import InputError  # noqa: PLC0415
    from simulator.scenario import Library  # noqa: PLC0415
    from simulator.scenario.policies import Policies  # noqa: PLC0415
    from simulator.store import GroupCommit, SqlStore, StoreError  # noqa: PLC0415
    from web import assets  # noqa: PLC0415
    from web.app import create_site, tune_collector  # noqa: PLC0415

    try:
        assets.check()
        library = Library(scenarios)
        policies = Policies(folders)
        default = policies.add(policy) if is_path(policy) else policies.find(policy)
        store = GroupCommit(SqlStore(db), _offload())
    except (FileNotFoundError, InputError, StoreError) as error:
        raise click.ClickException(str(error)) from None
    site = create_site(
        store=store,
        library=library,
        wall=time.monotonic,
        today_ms=lambda: int(time.time() * 1_000),
        async_mode="gevent",
        behind_proxy=behind_proxy,
        policies=policies,
        default_policy=default.name,
    )
    tune_collector()
    return site, store


def _offload() -> Callable[..., Any]:
    """Return what runs database work off the hub: SQLite would stop every room meanwhile."""
    import gevent  # noqa: PLC0415 - a server only

    def run(function: Callable[..., Any], *args: Any) -> Any:
        return gevent.get_hub().threadpool.apply(function, args)

    return run


def _port(host: str, wanted: int | None) -> int:
    reason = None
    for port in [wanted] if wanted else range(_DEFAULT_PORT, _DEFAULT_PORT + _TRIED):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                reason = error.strerror
                continue
            return port
    tried = str(wanted) if wanted else f"{_DEFAULT_PORT} to {_DEFAULT_PORT + _TRIED - 1}"
    raise click.UsageError(f"Cannot listen on {host} port {tried}: {reason}. Give another --port.")


def _has_browser() -> bool:
    return sys.platform in ("darwin", "win32") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
