"""What was acknowledged is there after ``kill -9``, and it works under gevent's patches."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import simulator
from simulator.store import SqlStore

ROOT = Path(simulator.__file__).parent.parent

WRITER = """
import sys, threading
from simulator.model.records import Event
from simulator.store import Checkpoint, DrillRow, GroupCommit, SqlStore

url, grouped, drills = sys.argv[1], sys.argv[2] == "group", int(sys.argv[3])
store = SqlStore(url)
if grouped:
    store = GroupCommit(store)
lock = threading.Lock()

def work(drill):
    store.create(DrillRow(drill, "t", "s", "x", "imag", 1, "1", 0, drill))
    seq = 0
    while True:
        batch = [Event(seq + i, seq, "message.posted", "ana", "ic", {"n": i}) for i in (1, 2)]
        seq += 2
        store.append(drill, batch, Checkpoint(seq, True, 1.0, "running"))
        with lock:
            print(drill, seq, flush=True)

for number in range(drills):
    threading.Thread(target=work, args=(f"d{number}",), daemon=True).start()
threading.Event().wait()
"""


def python(script, *arguments):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


@pytest.mark.parametrize(("kind", "drills"), [("plain", 1), ("plain", 3), ("group", 5)])
def test_kill_9_loses_nothing_that_was_acknowledged(url, kind, drills):
    writer = python(WRITER, url, kind, str(drills))
    acknowledged = {}
    for _ in range(60 * drills):
        line = writer.stdout.readline()
        assert line, writer.stderr.read()
        drill, seq = line.split()
        acknowledged[drill] = int(seq)
    writer.kill()
    rest, _ = writer.communicate()
    for line in rest.splitlines(keepends=True):
        if line.endswith("\n"):  # the last one may be cut short
            drill, seq = line.split()
            acknowledged[drill] = int(seq)

    store = SqlStore(url)
    for drill, seq in acknowledged.items():
        stored = store.load(drill)
        seqs = [record.seq for record in stored.records]
        assert seqs == list(range(1, len(seqs) + 1))
        assert len(seqs) >= seq
        assert stored.checkpoint.t == len(seqs)
        assert stored.checkpoint.running
    store.close()


UNDER_GEVENT = """
import sys
from gevent import monkey; monkey.patch_all()
import gevent
from simulator.model.records import Event
from simulator.store import Checkpoint, DrillRow, GroupCommit, SqlStore

pool = gevent.get_hub().threadpool
store = GroupCommit(SqlStore(sys.argv[1]), lambda fn, *args: pool.apply(fn, args))

def work(drill):
    store.create(DrillRow(drill, "t", "s", "x", "imag", 1, "1", 0, drill))
    for seq in range(1, 21):
        store.append(drill, [Event(seq, seq, "x", "a", "ic", {})], Checkpoint(seq, True))
        if seq % 10 == 0:
            assert len(store.load(drill).records) == seq

gevent.joinall([gevent.spawn(work, f"d{i}") for i in range(10)], raise_error=True)
print(len(store.drills()), "drills")
store.close()
"""


def test_it_works_under_gevent_with_its_thread_pool(url):
    pytest.importorskip("gevent")
    process = python(UNDER_GEVENT, url)
    out, errors = process.communicate()
    assert process.returncode == 0, errors
    assert out == "10 drills\n"


OPENER = """
import sys
from simulator.store import SqlStore
print("ready", flush=True)
sys.stdin.readline()
store = SqlStore(sys.argv[1])
store.set_setting("secret", "x")
store.close()
"""


def test_processes_that_open_a_new_database_at_once_do_not_trip_each_other(url):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", OPENER, url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        for _ in range(4)
    ]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in processes:
        _, errors = process.communicate()
        assert process.returncode == 0, errors
