"""The room opens with little: its first load stays small, and what it does not need comes later."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from web.assets import DIST

MOST = 60_000
"""Bytes of scripts and styles, gzipped, without which the room does not begin."""

_IMPORTED = re.compile(r'(?:from|import)\s*"\./([\w.-]+\.js)"')
_FETCHED = re.compile(r'import\(\s*"\./([\w.-]+\.js)"\s*\)')


def files(entry: str) -> set[str]:
    """Return the names of everything that is loaded before an entry's first line runs."""
    names = json.loads((DIST / "manifest.json").read_text())["files"]
    wanted, seen = [names[f"{entry}.js"], names[f"{entry}.css"]], set()
    while wanted:
        name = wanted.pop()
        if name not in seen:
            seen.add(name)
            wanted += _IMPORTED.findall((DIST / name).read_text())
    return seen


@pytest.fixture(scope="module")
def first():
    return files("room")


def test_the_first_load_of_the_room_is_small(first):
    sizes = {name: len(gzip.compress((DIST / name).read_bytes())) for name in first}
    assert sum(sizes.values()) < MOST, sorted(sizes.items(), key=lambda one: -one[1])


def test_charts_and_work_areas_come_later(first):
    text = "".join((DIST / name).read_text() for name in first)
    later = set(_FETCHED.findall(text)) - first
    assert later
    marks = ["uPlot", "postmortem.write", "statuspage.post", "evidence.query", "severity.set"]
    found = [
        mark for mark in marks if f'verb:"{mark}"' in text or (mark == "uPlot" and mark in text)
    ]
    assert found == []
