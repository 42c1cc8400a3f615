"""A game day on a server: empty, with people in its lobby, with rooms open."""

from __future__ import annotations

import pytest

from tests.web.hall import Hall, place


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
