"""An incident with one of nearly everything, and ways to read and to break it."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulator.model.errors import InputError
from simulator.scenario.timeline import read_timeline


@pytest.fixture(scope="session")
def incident():
    """Give the text of a whole timeline."""
    return (Path(__file__).parent / "incident.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def problems():
    """Read a text and give the problems, without the name of the file."""

    def load(text):
        try:
            read_timeline(text, "x.yaml")
        except InputError as error:
            return [str(problem).removeprefix("x.yaml:") for problem in error.problems]
        return []

    return load


@pytest.fixture(scope="session")
def log():
    """Read lines (and other keys of the file) into a log."""

    def read(*lines, **keys):
        head = "".join(f"{key}: {value}\n" for key, value in keys.items())
        events = "".join(f"  - {{{line}}}\n" for line in lines)
        return read_timeline(f"timeline: 1\ntitle: x\n{head}events:\n{events}", "x.yaml")

    return read


@pytest.fixture(scope="session")
def events(log):
    """Read lines into (minute, kind, actor, role, data)."""

    def read(*lines, **keys):
        return [
            (e.t / 60_000, e.kind, e.actor, e.role, dict(e.data))
            for e in log(*lines, **keys).events
        ]

    return read
