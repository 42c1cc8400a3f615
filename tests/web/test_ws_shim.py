"""The repairs of the WebSocket library, with real sockets under gevent in a process of its own."""

from __future__ import annotations

import subprocess
import sys

import pytest

from web import ws_shim

SCRIPT = """
from gevent import monkey; monkey.patch_all()
import sys, resource
import gevent
from gevent.pywsgi import WSGIServer
import simple_websocket
from engineio.async_drivers._websocket_wsgi import SimpleWebSocketWSGI
from web import ws_shim
ws_shim.install(); ws_shim.install()

LIMIT = 64_000
got = []

class Owner:
    max_http_buffer_size = LIMIT

def talk(ws):
    first = ws.wait()
    if first == "big":
        ws.send("x" * 8_000_000)
        gevent.joinall([gevent.spawn(ws.send, str(n) * 50_000) for n in range(10)])
    while True:
        message = ws.wait()
        if message is None:
            return []
        got.append(len(message))

def app(environ, start_response):
    return SimpleWebSocketWSGI(talk, Owner())(environ, start_response)

server = WSGIServer(("127.0.0.1", 0), app, log=None, error_log=None)
server.start()
url = f"ws://127.0.0.1:{server.server_port}/"

if sys.argv[1] == "slow":
    client = simple_websocket.Client(url, receive_bytes=65_536)
    client.send("big")
    gevent.sleep(0.5)  # the send buffer of the server is full by now
    whole = client.receive(timeout=20)
    rest = sorted(client.receive(timeout=20) for _ in range(10))
    assert len(whole) == 8_000_000, len(whole)
    assert rest == [str(n) * 50_000 for n in range(10)]

else:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    client = simple_websocket.Client(url)
    client.send("hello")
    client.send("y" * (LIMIT - 1_000))
    try:
        for _ in range(200):
            client.send("z" * 1_000_000)
    except (simple_websocket.ConnectionClosed, OSError):
        pass
    gevent.sleep(0.2)
    assert got == [LIMIT - 1_000], got
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert grown < 60, grown
print("fine", flush=True)
import os; os._exit(0)  # the server and the reader have no end of their own
"""


@pytest.mark.parametrize("case", ["slow", "flood"])
def test_slow_clients_get_whole_messages_and_floods_are_cut_early(case):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, case],
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.stdout.strip().endswith("fine"), done.stdout + done.stderr


def test_another_release_of_the_library_is_refused(monkeypatch):
    monkeypatch.setattr(ws_shim, "version", lambda _name: "1.2.0")
    with pytest.raises(RuntimeError, match=r"written for simple-websocket 1\.1\.0, not 1\.2\.0"):
        ws_shim.install()
