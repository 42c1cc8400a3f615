"""A game day on a server: empty, with people in its lobby, with rooms open."""

from __future__ import annotations

import pytest

from tests.web.hall import Hall, place
from web import catalogues as words
from web import language


@pytest.fixture
def hall(monkeypatch):
    """Start a server whose clocks stand."""
    return Hall(monkeypatch)


@pytest.fixture
def lobby(hall):
    """Open a day with its host and three members, all connected."""
    hall.open_day()
    return hall, [hall.join(name) for name in ("Ana", "Ben", "Cleo")]


@pytest.fixture
def playing(lobby):
    """Open two rooms: Ana commands one; Ben commands and Cleo leads operations in the other."""
    hall, members = lobby
    place(hall, [("ana", 1, "ic"), ("ben", 2, "ic"), ("cleo", 2, "ol")])
    hall.host.do("scenario.choose", scenario="payment-outage")
    hall.host.do("rooms.open", bots="average")
    return hall, members


@pytest.fixture
def catalogues(tmp_path, monkeypatch):
    """Let pages take their languages from an empty folder."""
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    monkeypatch.setattr(words, "TEMPLATE", tmp_path / "misfortune.pot")
    for known in (words.languages, words._loaded, language._best):
        known.cache_clear()
    yield tmp_path
    for known in (words.languages, words._loaded, language._best):
        known.cache_clear()
